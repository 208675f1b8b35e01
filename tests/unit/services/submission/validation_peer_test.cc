#include "services/submission/peer/validation_peer.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "libs/rpc/current_call.h"
#include "libs/rpc/limits.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/connected_channel.h"
#include "tests/unit/services/submission/rules_server.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

class ValidationPeerTest : public testing::Test {
 protected:
  ValidationPeerTest() { peer_.Connect(ConnectedChannel(rules_.address())); }

  absl::StatusOr<validation::v1::Verdict> Ask(int year, ValidationPeer& peer) {
    return peer.Validate({Report(year, 1), context_, rulebook_});
  }
  absl::StatusOr<validation::v1::Verdict> Ask(int year) { return Ask(year, peer_); }
  // Asks until the service, which was started again, is found: a channel notices it within a second.
  absl::StatusOr<validation::v1::Verdict> AskUntilFound(int year) {
    const absl::Time give_up = absl::Now() + absl::Seconds(30);
    while (true) {
      auto verdict = Ask(year);
      if (verdict.ok() || absl::Now() > give_up) return verdict;
      std::this_thread::yield();
    }
  }

  RulesServer rules_;
  validation::v1::Context context_;
  NamedRulebook rulebook_ = {.rulebook = {}, .digest = "digest"};
  ValidationPeer peer_{absl::Seconds(20)};
};

TEST_F(ValidationPeerTest, SendsReportAndContextAndNamesTheRulebook) {
  *context_.add_prior() = Report(2023, 1);
  const auto verdict = Ask(2024);
  ASSERT_THAT(verdict, IsOk());
  EXPECT_EQ(verdict->error_count(), 2024);
  EXPECT_EQ(verdict->warning_count(), 1);
  EXPECT_EQ(verdict->rulebook_digest(), "digest");
}

TEST_F(ValidationPeerTest, SendsTheRulebookOnceToAServiceThatDoesNotKnowIt) {
  ASSERT_THAT(Ask(2024), IsOk());
  EXPECT_EQ(rules_.rulebooks(), 1);
  EXPECT_EQ(rules_.asked(), 2);
  ASSERT_THAT(Ask(2023), IsOk());
  EXPECT_EQ(rules_.rulebooks(), 1);
  EXPECT_EQ(rules_.asked(), 3);
}

TEST_F(ValidationPeerTest, AQuestionCarriesTheTraceOfTheCallThatItIsAskedFor) {
  ASSERT_THAT(Ask(2024), IsOk());
  EXPECT_EQ(rules_.traceparent(), "");
  rpc::Call call;
  call.trace = rpc::TraceOf("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  const rpc::CurrentCall current(call);
  ASSERT_THAT(Ask(2024), IsOk());
  EXPECT_EQ(rules_.traceparent(), rpc::TraceparentOf(call.trace));
}

TEST_F(ValidationPeerTest, AnswersManyAtOnceOverOneStreamEachWithItsOwn) {
  constexpr int kAskers = 16;
  constexpr int kQuestions = 20;
  std::vector<std::thread> askers;
  for (int asker = 0; asker < kAskers; ++asker) {
    askers.emplace_back([&, asker] {
      for (int question = 0; question < kQuestions; ++question) {
        const int year = 1 + asker * kQuestions + question;
        const auto verdict = Ask(year);
        ASSERT_THAT(verdict, IsOk());
        EXPECT_EQ(verdict->error_count(), year);
      }
    });
  }
  for (std::thread& asker : askers) asker.join();
  EXPECT_EQ(rules_.streams(), 1);
}

TEST_F(ValidationPeerTest, SendsWhatIsQueuedWithoutWaitingForAnswers) {
  constexpr int kAskers = 8;
  ASSERT_THAT(Ask(2024), IsOk());
  const int before = rules_.asked();
  rules_.Hold();
  std::vector<std::thread> askers;
  for (int i = 0; i < kAskers; ++i) {
    askers.emplace_back([&, i] { EXPECT_EQ(Ask(2000 + i)->error_count(), 2000 + i); });
  }
  rules_.AwaitAsked(before + kAskers);
  rules_.LetGo();
  for (std::thread& asker : askers) asker.join();
}

TEST_F(ValidationPeerTest, PassesOnWhyAReportCannotBeJudgedAndGoesOn) {
  EXPECT_THAT(Ask(0), IsRefused(absl::StatusCode::kInvalidArgument, "REPORT_MALFORMED"));
  EXPECT_THAT(Ask(2024), IsOk());
  EXPECT_EQ(rules_.streams(), 1);
}

TEST_F(ValidationPeerTest, RefusesAQuestionThatNoMessageHoldsWithoutBreakingTheStream) {
  ASSERT_THAT(Ask(2024), IsOk());
  context_.add_companions()->mutable_narrative()->set_overview(std::string(rpc::kMessageBytesMax, 'x'));
  EXPECT_THAT(Ask(2024), IsRefused(absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE"));
  context_.Clear();
  EXPECT_THAT(Ask(2024), IsOk());
  EXPECT_EQ(rules_.streams(), 1);
}

TEST_F(ValidationPeerTest, IsUnavailableToAllWhoWaitWhenTheServiceDiesAndAsksItAgainWhenItIsBack) {
  constexpr int kAskers = 4;
  ASSERT_THAT(Ask(2024), IsOk());
  const int before = rules_.asked();
  rules_.Hold();
  std::vector<std::thread> askers;
  for (int i = 0; i < kAskers; ++i) {
    askers.emplace_back([&] { EXPECT_EQ(Ask(2024).status().code(), absl::StatusCode::kUnavailable); });
  }
  rules_.AwaitAsked(before + kAskers);
  rules_.Kill();
  for (std::thread& asker : askers) asker.join();
  EXPECT_EQ(Ask(2024).status().code(), absl::StatusCode::kUnavailable);
  rules_.Restart();
  const auto verdict = AskUntilFound(2023);
  ASSERT_THAT(verdict, IsOk());
  EXPECT_EQ(verdict->error_count(), 2023);
}

TEST_F(ValidationPeerTest, GivesAQuestionUpWhenItsAnswerTakesTooLong) {
  ASSERT_THAT(Ask(2024), IsOk());
  ValidationPeer impatient(absl::Milliseconds(50));
  impatient.Connect(ConnectedChannel(rules_.address()));
  rules_.Hold();
  EXPECT_EQ(Ask(2023, impatient).status().code(), absl::StatusCode::kDeadlineExceeded);
  rules_.LetGo();
  EXPECT_EQ(Ask(2022)->error_count(), 2022);
}

TEST_F(ValidationPeerTest, IsUnavailableBeforeItIsConnected) {
  ValidationPeer peer(absl::Seconds(20));
  EXPECT_EQ(Ask(2024, peer).status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace nianbao::submission
