// The service on a real socket: calls, refusals with their reasons, and the stream of events.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/server.h"
#include "libs/status/error.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"
#include "services/submission/service.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/connected_channel.h"
#include "tests/unit/services/submission/rules_server.h"
#include "tests/unit/services/submission/samples.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

constexpr char kFiling[] = "organs/edu/filings/2024-own";

class SubmissionServiceTest : public testing::Test {
 protected:
  SubmissionServiceTest() { StartServer(); }

  // Nobody listens on port 1: the rules cannot be asked.
  void StartServer() { StartServer(rpc::OpenChannel("127.0.0.1:1")); }
  void StartServer(const std::shared_ptr<grpc::Channel>& rules, rpc::FairQueue::Room changes_waiting = {}) {
    server_.reset();
    std::vector<std::unique_ptr<rpc::HostedService>> services;
    services.push_back(MakeSubmissionService({.data_dir = folder_.File("data"),
                                              .validation = [rules] { return rules; },
                                              .validation_patience = absl::Seconds(20),
                                              .changes_waiting = changes_waiting})
                           .value());
    server_ = rpc::Server::Listen("127.0.0.1:0", std::move(services)).value();
    server_->StartServices();
    const auto channel = ConnectedChannel(server_->address());
    directory_ = directory::v1::DirectoryService::NewStub(channel);
    submission_ = v1::SubmissionService::NewStub(channel);
    review_ = v1::ReviewService::NewStub(channel);
    events_ = v1::EventService::NewStub(channel);
  }

  absl::StatusOr<directory::v1::ImportOrgansResponse> Import(const std::vector<organ::v1::Organ>& organs) {
    directory::v1::ImportOrgansRequest request;
    request.set_request_id(rpc::NewRequestId());
    for (const organ::v1::Organ& organ : organs) *request.add_organs() = organ;
    return rpc::CallUnary(*directory_, &directory::v1::DirectoryService::Stub::ImportOrgans, request, clerk_);
  }

  absl::StatusOr<v1::SaveDraftResponse> Save(int received, const std::string& etag, const rpc::CallOptions& caller,
                                             const std::string& filing = kFiling) {
    v1::SaveDraftRequest request;
    request.set_request_id(rpc::NewRequestId());
    request.set_filing(filing);
    request.set_etag(etag);
    *request.mutable_report() = Report(2024, received);
    return rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::SaveDraft, request, caller);
  }

  absl::StatusOr<v1::GetHeadResponse> Head() {
    return rpc::CallUnary(*events_, &v1::EventService::Stub::GetHead, v1::GetHeadRequest());
  }

  const rpc::CallOptions clerk_ = {.actor = "填报人"};
  TemporaryFolder folder_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<directory::v1::DirectoryService::Stub> directory_;
  std::unique_ptr<v1::SubmissionService::Stub> submission_;
  std::unique_ptr<v1::ReviewService::Stub> review_;
  std::unique_ptr<v1::EventService::Stub> events_;
};

// An open WatchEvents call.
class Watch {
 public:
  Watch(v1::EventService::Stub& stub, const v1::EventToken* after) {
    v1::WatchEventsRequest request;
    if (after != nullptr) *request.mutable_after() = *after;
    reader_ = stub.WatchEvents(&context_, request);
  }
  ~Watch() {
    context_.TryCancel();
    while (reader_->Read(&message_)) {
    }
  }
  // The next message; unset when the stream ended.
  std::optional<v1::WatchEventsResponse> Next() {
    if (!reader_->Read(&message_)) return std::nullopt;
    return message_;
  }
  absl::Status Finish() { return rpc::FromGrpc(reader_->Finish()); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchEventsResponse>> reader_;
  v1::WatchEventsResponse message_;
};

TEST_F(SubmissionServiceTest, TakesAndGivesBackDocumentsOfTwentyMegabytes) {
  ASSERT_THAT(Import({Organ("edu")}), IsOk());
  v1::SaveDraftRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(kFiling);
  *request.mutable_report() = Report(2024, 3);
  v1::Attachment& attachment = *request.add_attachments();
  attachment.set_name("scan.pdf");
  attachment.set_media_type("application/pdf");
  attachment.set_content(std::string(20 << 20, 'x'));
  const auto saved = rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::SaveDraft, request, clerk_);
  ASSERT_THAT(saved, IsOk());
  v1::GetDocumentRequest get;
  get.set_filing(kFiling);
  get.set_digest(saved->filing().open_revision().documents(0).digest());
  const auto document = rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::GetDocument, get, clerk_);
  ASSERT_THAT(document, IsOk());
  EXPECT_TRUE(document->content() == attachment.content());
}

TEST_F(SubmissionServiceTest, KeepsWhatWasSavedWhenItIsStartedAgain) {
  ASSERT_THAT(Import({Organ("edu")}), IsOk());
  const auto saved = Save(3, "", clerk_);
  ASSERT_THAT(saved, IsOk());
  EXPECT_EQ(saved->filing().open_revision().author(), "填报人");
  StartServer();
  v1::GetFilingRequest request;
  request.set_name(kFiling);
  const auto found = rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::GetFiling, request);
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(found->filing().etag(), saved->filing().etag());
  EXPECT_EQ(Head()->token().SerializeAsString(), saved->token().SerializeAsString());
}

TEST_F(SubmissionServiceTest, AnswersRefusalsWithReasonAndSentence) {
  EXPECT_THAT(Save(3, "", clerk_), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  ASSERT_THAT(Import({Organ("edu")}), IsOk());
  EXPECT_THAT(Save(3, "", {}), IsRefused(StatusCode::kUnauthenticated, "ACTOR_MISSING"));
  ASSERT_THAT(Save(3, "", clerk_), IsOk());
  EXPECT_THAT(Save(4, "", clerk_), IsRefused(StatusCode::kAlreadyExists, "FILING_EXISTS"));
  EXPECT_THAT(Save(4, "\"1\"", clerk_), IsRefused(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(SubmissionServiceTest, RefusesACallersNameThatIsNoTextAndGoesOn) {
  ASSERT_THAT(Import({Organ("edu")}), IsOk());
  const int64_t head = Head()->token().sequence();
  EXPECT_THAT(Save(3, "", {.actor = "\xc3\x28"}), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_EQ(Head()->token().sequence(), head);
  ASSERT_THAT(Save(3, "", clerk_), IsOk());
  Watch watch(*events_, nullptr);
  const auto batch = watch.Next();
  ASSERT_TRUE(batch.has_value());
  EXPECT_EQ(batch->records_size(), 3) << "the rulebook, the organ, the draft";
}

TEST_F(SubmissionServiceTest, AnswersReadsWhileEveryChangeWaitsForTheRules) {
  // More changes than the service has threads for; as many as it has reach the rules.
  constexpr int kChanges = kChangesAtATime + 12;
  RulesServer rules;
  rules.Hold();
  StartServer(ConnectedChannel(rules.address()));
  std::vector<organ::v1::Organ> organs;
  for (int i = 0; i < kChanges; ++i) organs.push_back(Organ("o" + std::to_string(i)));
  ASSERT_THAT(Import(organs), IsOk());
  std::vector<std::thread> clerks;
  for (const organ::v1::Organ& organ : organs) {
    clerks.emplace_back([&] { EXPECT_THAT(Save(3, "", clerk_, organ.name() + "/filings/2024-own"), IsOk()); });
  }
  rules.AwaitAsked(kChangesAtATime);
  EXPECT_THAT(Head(), IsOk());
  v1::ListFilingsRequest request;
  EXPECT_THAT(rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::ListFilings, request), IsOk());
  rules.LetGo();
  for (std::thread& clerk : clerks) clerk.join();
}

TEST_F(SubmissionServiceTest, ShedsSubmissionsBeforeDraftsAndSaysWhenToComeAgain) {
  constexpr int kWaitingMax = 4;
  constexpr int kSubmissions = kChangesAtATime + 12;
  constexpr int kDrafts = 3;
  RulesServer rules;
  rules.Hold();
  StartServer(ConnectedChannel(rules.address()), {.tasks = kWaitingMax});
  std::vector<organ::v1::Organ> organs;
  for (int i = 0; i < kSubmissions + kDrafts; ++i) organs.push_back(Organ("o" + std::to_string(i)));
  ASSERT_THAT(Import(organs), IsOk());

  absl::BlockingCounter shed_at_once(kSubmissions - kChangesAtATime - kWaitingMax);
  absl::BlockingCounter shed_for_drafts(kDrafts);
  std::atomic<int> shed{0};
  std::atomic<int> submitted{0};
  const auto submit = [&](const std::string& organ) {
    v1::SubmitFilingRequest request;
    request.set_request_id(rpc::NewRequestId());
    request.set_filing(organ + "/filings/2024-own");
    *request.mutable_report() = Report(2024, 3);
    const absl::Status status =
        rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::SubmitFiling, request, clerk_).status();
    if (status::ReasonOf(status) != "OVERLOADED") {
      EXPECT_THAT(status, IsOk());
      ++submitted;
      return;
    }
    EXPECT_THAT(status, IsRefused(StatusCode::kResourceExhausted, "OVERLOADED"));
    EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
    const bool at_once = ++shed <= kSubmissions - kChangesAtATime - kWaitingMax;
    (at_once ? shed_at_once : shed_for_drafts).DecrementCount();
  };
  std::vector<std::thread> clerks;
  for (int i = 0; i < kSubmissions; ++i) {
    // One for each thread first, none of which waits.
    if (i <= kChangesAtATime) rules.AwaitAsked(i);
    clerks.emplace_back([&, i] { submit(organs[i].name()); });
  }
  shed_at_once.Wait();
  for (int i = kSubmissions; i < kSubmissions + kDrafts; ++i) {
    clerks.emplace_back([&, i] { EXPECT_THAT(Save(3, "", clerk_, organs[i].name() + "/filings/2024-own"), IsOk()); });
  }
  shed_for_drafts.Wait();
  rules.LetGo();
  for (std::thread& clerk : clerks) clerk.join();
  EXPECT_EQ(submitted, kChangesAtATime + kWaitingMax - kDrafts);
}

TEST_F(SubmissionServiceTest, RefusesACyclicRosterOverTheWire) {
  const auto head = Head();
  EXPECT_THAT(Import({Organ("a", "b"), Organ("b", "a")}), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  EXPECT_EQ(Head()->token().sequence(), head->token().sequence());
}

TEST_F(SubmissionServiceTest, SubmitsNothingWhileTheRulesCannotBeAsked) {
  ASSERT_THAT(Import({Organ("edu")}), IsOk());
  const auto saved = Save(3, "", clerk_);
  ASSERT_THAT(saved, IsOk());
  EXPECT_FALSE(saved->filing().open_revision().has_verdict());
  v1::SubmitFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(kFiling);
  request.set_etag(saved->filing().etag());
  EXPECT_THAT(rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::SubmitFiling, request, clerk_),
              IsRefused(StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE"));
  v1::AcceptFilingRequest accept;
  accept.set_request_id(rpc::NewRequestId());
  accept.set_filing(kFiling);
  accept.set_etag(saved->filing().etag());
  accept.set_signed_off_by("负责人");
  EXPECT_THAT(rpc::CallUnary(*review_, &v1::ReviewService::Stub::AcceptFiling, accept, clerk_),
              IsRefused(StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED"));
}

TEST_F(SubmissionServiceTest, StreamsEventsFromTheBeginningAndAsTheyHappen) {
  Watch watch(*events_, nullptr);
  const auto standing = watch.Next();
  ASSERT_TRUE(standing.has_value());
  ASSERT_EQ(standing->records_size(), 1);
  EXPECT_TRUE(standing->records(0).event().has_rulebook());

  std::vector<int64_t> sequences;
  const auto read_until = [&](int64_t sequence) {
    while (sequences.empty() || sequences.back() < sequence) {
      const auto batch = watch.Next();
      ASSERT_TRUE(batch.has_value());
      for (const v1::EventRecord& record : batch->records()) sequences.push_back(record.event().sequence());
    }
  };
  ASSERT_THAT(Import({Organ("edu"), Organ("tax")}), IsOk());
  read_until(3);
  ASSERT_THAT(Save(3, "", clerk_), IsOk());
  read_until(4);
  EXPECT_THAT(sequences, testing::ElementsAre(2, 3, 4));
}

TEST_F(SubmissionServiceTest, AStreamSaysWhereItStandsWhileNothingHappens) {
  Watch watch(*events_, nullptr);
  ASSERT_EQ(watch.Next()->records_size(), 1);
  for (int pulses = 0; pulses < 2; ++pulses) {
    const auto standing = watch.Next();
    ASSERT_TRUE(standing.has_value());
    EXPECT_EQ(standing->records_size(), 0);
    EXPECT_EQ(standing->token().sequence(), 1);
  }
}

TEST_F(SubmissionServiceTest, ResumesAStreamAfterARestart) {
  ASSERT_THAT(Import({Organ("edu"), Organ("tax")}), IsOk());
  const v1::EventToken token = Head()->token();
  ASSERT_THAT(Save(3, "", clerk_), IsOk());
  StartServer();
  Watch watch(*events_, &token);
  const auto batch = watch.Next();
  ASSERT_TRUE(batch.has_value());
  ASSERT_EQ(batch->records_size(), 1);
  EXPECT_EQ(batch->records(0).event().sequence(), token.sequence() + 1);
}

TEST_F(SubmissionServiceTest, DeliversALongLogInSeveralMessages) {
  std::vector<organ::v1::Organ> organs;
  for (int i = 0; i < 1200; ++i) organs.push_back(Organ("o" + std::to_string(i)));
  ASSERT_THAT(Import(organs), IsOk());
  Watch watch(*events_, nullptr);
  int64_t last = 0;
  int messages = 0;
  while (last < 1201) {
    const auto batch = watch.Next();
    ASSERT_TRUE(batch.has_value());
    ++messages;
    EXPECT_LE(batch->records_size(), 500);
    for (const v1::EventRecord& record : batch->records()) EXPECT_EQ(record.event().sequence(), ++last);
    EXPECT_EQ(batch->token().sequence(), last);
  }
  EXPECT_EQ(messages, 3);
}

TEST_F(SubmissionServiceTest, RefusesATokenOfAnotherLog) {
  v1::EventToken token = Head()->token();
  token.set_log_id("elsewhere");
  Watch watch(*events_, &token);
  EXPECT_FALSE(watch.Next().has_value());
  EXPECT_THAT(watch.Finish(), IsRefused(StatusCode::kFailedPrecondition, "LOG_CHANGED"));
}

TEST_F(SubmissionServiceTest, EndsItsStreamsWhenItDrains) {
  Watch watch(*events_, nullptr);
  ASSERT_TRUE(watch.Next().has_value());
  server_->Drain(absl::Seconds(5));
  while (watch.Next().has_value()) {
  }
  EXPECT_EQ(watch.Finish().code(), StatusCode::kUnavailable);
}

}  // namespace
}  // namespace nianbao::submission
