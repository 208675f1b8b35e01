#include "libs/rpc/batch_stream.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "libs/status/error.h"
#include "tests/unit/libs/rpc/batch_caller.h"
#include "tests/unit/libs/rpc/probe_service.h"

namespace nianbao::rpc {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentsRequest;
using document::v1::ReadDocumentsResponse;
using testing::ElementsAre;
using testing::Pair;

using Answered = absl::StatusOr<ReadDocumentsResponse>;

Answered Good() {
  ReadDocumentsResponse response;
  response.mutable_document();
  return response;
}

Answered Bad() { return status::Error(absl::StatusCode::kInvalidArgument, "UNSUPPORTED_FORMAT", "content: got none"); }

class BatchStreamTest : public testing::Test {
 protected:
  StreamHub& Start(BatchProbe::Batch::Answer answer, BatchProbe::Bounds bounds = {}) {
    auto probe = std::make_unique<BatchProbe>(std::move(answer), bounds);
    StreamHub& hub = probe->hub();
    server_ = Host(std::move(probe));
    stub_ = DocumentService::NewStub(OpenChannel(server_->address()));
    return hub;
  }

  // Sends documents named 0, 1, 2 … beside the taking of their answers.
  static std::thread SendMany(BatchCaller& caller, int count) {
    return std::thread([&caller, count] {
      for (int i = 0; i < count && caller.Send(absl::StrCat(i)); ++i) {
      }
      caller.SendNoMore();
    });
  }

  std::unique_ptr<Server> server_;
  std::unique_ptr<DocumentService::Stub> stub_;
};

TEST_F(BatchStreamTest, AnswersEachRequestOnceAndGoesOnAfterErrors) {
  Start([](const Call&, const ReadDocumentsRequest& request) { return request.id().back() == '7' ? Bad() : Good(); });
  BatchCaller caller(*stub_);
  std::thread sender = SendMany(caller, 500);
  const auto answers = caller.TakeAll();
  sender.join();
  std::map<std::string, int> expected;
  for (int i = 0; i < 500; ++i) expected[absl::StrCat(i, ": ", i % 10 == 7 ? "UNSUPPORTED_FORMAT" : "OK")] = 1;
  EXPECT_EQ(answers, expected);
  EXPECT_TRUE(caller.Finish().ok());
}

TEST_F(BatchStreamTest, AStreamWithoutRequestsEndsWell) {
  Start([](const Call&, const ReadDocumentsRequest&) { return Good(); });
  BatchCaller caller(*stub_);
  caller.SendNoMore();
  EXPECT_EQ(caller.Take(), "");
  EXPECT_TRUE(caller.Finish().ok());
}

TEST_F(BatchStreamTest, AnswersRequestsWithoutAnIdOrWithTheSameOne) {
  Start([](const Call&, const ReadDocumentsRequest&) { return Good(); });
  BatchCaller caller(*stub_);
  for (const char* id : {"", "a", "a", "", "a"}) caller.Send(id);
  caller.SendNoMore();
  EXPECT_THAT(caller.TakeAll(), ElementsAre(Pair(": OK", 2), Pair("a: OK", 3)));
}

TEST_F(BatchStreamTest, SendsAnswersAsTheyAreReady) {
  absl::Notification second_taken;
  Start([&](const Call&, const ReadDocumentsRequest& request) {
    if (request.id() == "first") second_taken.WaitForNotification();
    return Good();
  });
  BatchCaller caller(*stub_);
  caller.Send("first");
  caller.Send("second");
  EXPECT_EQ(caller.Take(), "second: OK");
  second_taken.Notify();
  EXPECT_EQ(caller.Take(), "first: OK");
}

TEST_F(BatchStreamTest, AnExceptionIsTheErrorOfOneAnswerAndTellsNothing) {
  Start([](const Call&, const ReadDocumentsRequest& request) -> Answered {
    if (request.id() == "b") throw std::runtime_error("secret path /etc/passwd");
    return Good();
  });
  BatchCaller caller(*stub_);
  for (const char* id : {"a", "b", "c"}) caller.Send(id);
  caller.SendNoMore();
  EXPECT_THAT(caller.TakeAll(), ElementsAre(Pair("a: OK", 1), Pair("b: INTERNAL", 1), Pair("c: OK", 1)));
  EXPECT_TRUE(caller.Finish().ok());
}

TEST_F(BatchStreamTest, WorksOnNoMoreRequestsAtATimeThanItMay) {
  constexpr int kMany = 300;
  constexpr int kAtATime = 3;
  absl::Mutex mutex;
  int taken = 0;
  int running = 0;
  int most = 0;
  const auto full = [&] { return running >= kAtATime || taken == kMany; };
  Start(
      [&](const Call&, const ReadDocumentsRequest&) {
        absl::MutexLock lock(&mutex);
        ++taken;
        most = std::max(most, ++running);
        mutex.Await(absl::Condition(&full));
        --running;
        return Good();
      },
      {.threads = 8, .in_flight_max = kAtATime});
  BatchCaller caller(*stub_);
  std::thread sender = SendMany(caller, kMany);
  EXPECT_EQ(caller.TakeAll().size(), kMany);
  sender.join();
  EXPECT_EQ(most, kAtATime);
}

TEST_F(BatchStreamTest, ReadsNothingMoreFromACallerWhoTakesNoAnswersAndServesOthers) {
  constexpr int kMany = 60;
  // More than the transport holds for a stream that is not read.
  constexpr size_t kAnswerBytes = 2 << 20;
  std::atomic<int> taken{0};
  Start(
      [&](const Call&, const ReadDocumentsRequest& request) {
        Answered answer = Good();
        if (request.document().file_name() == "large") {
          ++taken;
          answer->mutable_document()->mutable_report()->set_organ_name(std::string(kAnswerBytes, 'x'));
        }
        return answer;
      },
      {.threads = 2, .in_flight_max = 3});
  // The transport holds more for a stream the longer a busy machine takes to answer its probes: none are sent here.
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  const auto stub = DocumentService::NewStub(
      grpc::CreateCustomChannel(server_->address(), grpc::InsecureChannelCredentials(), arguments));
  BatchCaller idle(*stub);
  for (int i = 0; i < kMany; ++i) ASSERT_TRUE(idle.Send(absl::StrCat(i), "", "large"));
  idle.SendNoMore();

  BatchCaller other(*stub_);
  std::thread sender = SendMany(other, 500);
  EXPECT_EQ(other.TakeAll().size(), 500);
  sender.join();
  // One answer more may lie in the transport.
  EXPECT_LE(taken, 3 + 1);

  EXPECT_EQ(idle.TakeAll().size(), kMany) << "nothing was lost";
  EXPECT_TRUE(idle.Finish().ok());
}

TEST_F(BatchStreamTest, CallersMayGoAtAnyTime) {
  Start([](const Call&, const ReadDocumentsRequest&) { return Good(); }, {.threads = 2});
  for (int i = 0; i < 100; ++i) {
    BatchCaller caller(*stub_);
    std::thread sender = SendMany(caller, i);
    for (int take = 0; take < i / 2; ++take) (void)caller.Take();
    caller.Cancel();
    sender.join();
    (void)caller.Finish();
  }
}

TEST_F(BatchStreamTest, ADeadlineEndsTheStreamWhateverIsUnderWay) {
  absl::Notification over;
  Start([&](const Call&, const ReadDocumentsRequest&) {
    over.WaitForNotification();
    return Good();
  });
  BatchCaller caller(*stub_, absl::ToChronoTime(absl::Now() + absl::Milliseconds(100)));
  for (int i = 0; i < 10 && caller.Send("a"); ++i) {
  }
  EXPECT_EQ(caller.Take(), "");
  EXPECT_EQ(caller.Finish().code(), absl::StatusCode::kDeadlineExceeded);
  over.Notify();
  server_.reset();
}

TEST_F(BatchStreamTest, AStreamTooManyIsToldAtOnceWhileOthersAreBusy) {
  absl::Notification begun;
  absl::Notification over;
  Start(
      [&](const Call&, const ReadDocumentsRequest&) {
        begun.Notify();
        over.WaitForNotification();
        return Good();
      },
      {.threads = 1, .in_flight_max = 1, .streams_max = 1});
  BatchCaller busy(*stub_);
  busy.Send("a");
  begun.WaitForNotification();
  BatchCaller too_many(*stub_, absl::ToChronoTime(absl::Now() + absl::Seconds(60)));
  EXPECT_EQ(too_many.Take(), "");
  EXPECT_EQ(status::ReasonOf(too_many.Finish()), "OVERLOADED");
  over.Notify();
  EXPECT_EQ(busy.Take(), "a: OK");
  busy.SendNoMore();
  EXPECT_TRUE(busy.Finish().ok());
}

TEST_F(BatchStreamTest, DrainingEndsTheStreamAfterWhatIsUnderWayAndBeginsNothingMore) {
  absl::Notification first_begun;
  absl::Notification over;
  std::atomic<int> begun{0};
  StreamHub& hub = Start(
      [&](const Call&, const ReadDocumentsRequest&) {
        if (++begun == 1) first_begun.Notify();
        over.WaitForNotification();
        return Good();
      },
      {.threads = 1, .in_flight_max = 3});
  BatchCaller caller(*stub_);
  for (const char* id : {"a", "b", "c", "d"}) caller.Send(id);
  first_begun.WaitForNotification();
  hub.EndAll();
  over.Notify();
  EXPECT_EQ(caller.Take(), "");
  EXPECT_EQ(status::ReasonOf(caller.Finish()), "SHUTTING_DOWN");
  EXPECT_EQ(begun, 1);
}

TEST_F(BatchStreamTest, DrainingMayComeAtAnyTime) {
  for (int i = 1; i <= 30; ++i) {
    Start([](const Call&, const ReadDocumentsRequest&) { return Good(); });
    BatchCaller caller(*stub_);
    std::thread sender = SendMany(caller, 10'000);
    for (int take = 0; take < i; ++take) (void)caller.Take();
    server_->Drain(absl::Seconds(10));
    (void)caller.TakeAll();
    sender.join();
    // A caller who is still sending may find the connection gone before it sees the reason.
    const absl::Status status = caller.Finish();
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << i << " " << status;
  }
}

TEST_F(BatchStreamTest, ShedsStreamsBeyondTheBoundUntilOneHasEnded) {
  Start([](const Call&, const ReadDocumentsRequest&) { return Good(); }, {.streams_max = 1});
  BatchCaller first(*stub_);
  first.Send("a");
  EXPECT_EQ(first.Take(), "a: OK");
  BatchCaller second(*stub_);
  EXPECT_EQ(second.Take(), "");
  const absl::Status status = second.Finish();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status::ReasonOf(status), "OVERLOADED");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());

  first.SendNoMore();
  EXPECT_TRUE(first.Finish().ok());
  absl::Status again;
  do {
    BatchCaller third(*stub_);
    third.SendNoMore();
    again = third.Finish();
  } while (status::ReasonOf(again) == "OVERLOADED");
  EXPECT_TRUE(again.ok()) << again;
}

TEST_F(BatchStreamTest, AMessageThatIsTooLargeForTheWireEndsTheStream) {
  Start([](const Call&, const ReadDocumentsRequest&) { return Good(); });
  // Unlike OpenChannel(), this one sends whatever it is given.
  const auto stub =
      DocumentService::NewStub(grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials()));
  BatchCaller caller(*stub);
  caller.Send("a", std::string(25 << 20, 'x'));
  EXPECT_EQ(caller.Take(), "");
  EXPECT_EQ(status::ReasonOf(caller.Finish()), "MESSAGE_TOO_LARGE");
}

}  // namespace
}  // namespace nianbao::rpc
