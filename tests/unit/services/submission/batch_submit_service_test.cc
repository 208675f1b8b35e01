// Submitting many filings on a real socket, over a stream and in one call.
#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "libs/rpc/client_call.h"
#include "libs/rpc/server.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
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
using testing::HasSubstr;

constexpr int kOrgans = 1000;
// What the service takes on at a time of one stream, and of all.
constexpr int kInFlightMax = 4;
constexpr int kStreamsMax = 8;

std::string OrganId(int number) { return "o" + std::to_string(number); }
std::string FilingOf(int number) { return "organs/" + OrganId(number) + "/filings/2024-own"; }

v1::SubmitFilingRequest Submission(const std::string& filing, const std::string& request_id) {
  v1::SubmitFilingRequest request;
  request.set_request_id(request_id);
  request.set_filing(filing);
  *request.mutable_report() = Report(2024, 3);
  return request;
}

class BatchSubmitServiceTest : public testing::Test {
 protected:
  BatchSubmitServiceTest() {
    const auto rules = ConnectedChannel(rules_.address());
    std::vector<std::unique_ptr<rpc::HostedService>> services;
    services.push_back(MakeSubmissionService({.data_dir = folder_.File("data"),
                                              .validation = [rules] { return rules; },
                                              .validation_patience = absl::Seconds(60)})
                           .value());
    server_ = rpc::Server::Listen("127.0.0.1:0", std::move(services)).value();
    server_->StartServices();
    const auto channel = ConnectedChannel(server_->address());
    directory_ = directory::v1::DirectoryService::NewStub(channel);
    submission_ = v1::SubmissionService::NewStub(channel);
    events_ = v1::EventService::NewStub(channel);
    directory::v1::ImportOrgansRequest roster;
    roster.set_request_id("roster");
    for (int i = 0; i < kOrgans; ++i) *roster.add_organs() = Organ(OrganId(i));
    EXPECT_THAT(Import(roster), IsOk());
  }

  absl::StatusOr<directory::v1::ImportOrgansResponse> Import(const directory::v1::ImportOrgansRequest& request) {
    return rpc::CallUnary(*directory_, &directory::v1::DirectoryService::Stub::ImportOrgans, request, clerk_);
  }

  absl::StatusOr<v1::SubmitFilingResponse> Submit(const v1::SubmitFilingRequest& request) {
    return rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::SubmitFiling, request, clerk_);
  }

  absl::StatusOr<v1::BatchSubmitFilingsResponse> SubmitTogether(const v1::BatchSubmitFilingsRequest& request) {
    rpc::CallOptions patient = clerk_;
    patient.timeout = absl::Minutes(5);
    return rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::BatchSubmitFilings, request, patient);
  }

  v1::ListFilingsResponse Filings() {
    v1::ListFilingsRequest request;
    request.set_page_size(kOrgans);
    return rpc::CallUnary(*submission_, &v1::SubmissionService::Stub::ListFilings, request).value();
  }

  const rpc::CallOptions clerk_ = {.actor = "填报人"};
  TemporaryFolder folder_;
  RulesServer rules_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<directory::v1::DirectoryService::Stub> directory_;
  std::unique_ptr<v1::SubmissionService::Stub> submission_;
  std::unique_ptr<v1::EventService::Stub> events_;
};

// An open BatchSubmit call.
class Batch {
 public:
  Batch(v1::SubmissionService::Stub& stub, const std::string& actor) {
    context_.AddMetadata(rpc::kActorKey, actor);
    stream_ = stub.BatchSubmit(&context_);
  }

  void Send(const std::string& id, const v1::SubmitFilingRequest& submission) {
    v1::BatchSubmitRequest request;
    request.set_id(id);
    *request.mutable_submission() = submission;
    stream_->Write(request);
  }
  void SendLast() { stream_->WritesDone(); }
  void Cancel() { context_.TryCancel(); }

  // The answers by their ids, until the stream ends or that many came.
  std::map<std::string, v1::BatchSubmitResponse> Take(size_t count = SIZE_MAX) {
    std::map<std::string, v1::BatchSubmitResponse> answers;
    v1::BatchSubmitResponse answer;
    while (answers.size() < count && stream_->Read(&answer)) answers[answer.id()] = answer;
    return answers;
  }
  absl::Status Finish() { return rpc::FromGrpc(stream_->Finish()); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::BatchSubmitRequest, v1::BatchSubmitResponse>> stream_;
};

TEST_F(BatchSubmitServiceTest, AnswersEachAndGoesOnAfterThoseThatAreRefused) {
  Batch batch(*submission_, "填报人");
  batch.Send("good", Submission(FilingOf(0), "r0"));
  batch.Send("unknown", Submission("organs/nobody/filings/2024-own", "r1"));
  batch.Send("nameless", Submission(FilingOf(1), ""));
  batch.Send("empty", v1::SubmitFilingRequest());
  batch.Send("", Submission(FilingOf(2), "r2"));
  batch.SendLast();
  const auto answers = batch.Take();
  EXPECT_THAT(batch.Finish(), IsOk());
  ASSERT_EQ(answers.size(), 5u);
  EXPECT_EQ(answers.at("good").submitted().filing().open_revision().state(), v1::Revision::STATE_SUBMITTED);
  EXPECT_EQ(answers.at("good").submitted().filing().open_revision().submitter(), "填报人");
  EXPECT_THAT(rpc::FromMessage(answers.at("unknown").error()), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  EXPECT_THAT(rpc::FromMessage(answers.at("nameless").error()),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(rpc::FromMessage(answers.at("empty").error()), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_EQ(answers.at("").submitted().filing().name(), FilingOf(2));
}

TEST_F(BatchSubmitServiceTest, GivesASubmissionTheSameAnswerAloneAndInAStream) {
  const auto alone = Submit(Submission(FilingOf(0), "r0"));
  ASSERT_THAT(alone, IsOk());
  Batch batch(*submission_, "填报人");
  batch.Send("again", Submission(FilingOf(0), "r0"));
  v1::SubmitFilingRequest other = Submission(FilingOf(0), "r0");
  other.mutable_report()->mutable_requests()->mutable_received()->set_natural_person(4);
  batch.Send("other", other);
  batch.SendLast();
  const auto answers = batch.Take();
  EXPECT_EQ(answers.at("again").submitted().SerializeAsString(), alone->SerializeAsString());
  EXPECT_THAT(rpc::FromMessage(answers.at("other").error()),
              IsRefused(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(BatchSubmitServiceTest, LimitsEachSubmissionAsASingleOne) {
  Batch batch(*submission_, "填报人");
  v1::SubmitFilingRequest large = Submission(FilingOf(0), "r0");
  large.mutable_report()->mutable_narrative()->set_overview(std::string(5 << 20, 'x'));
  batch.Send("large", large);
  v1::SubmitFilingRequest with_document = Submission(FilingOf(1), "r1");
  v1::Attachment& attachment = *with_document.add_attachments();
  attachment.set_name("scan.pdf");
  attachment.set_media_type("application/pdf");
  attachment.set_content(std::string(20 << 20, 'x'));
  batch.Send("with document", with_document);
  batch.SendLast();
  const auto answers = batch.Take();
  EXPECT_THAT(batch.Finish(), IsOk());
  EXPECT_THAT(rpc::FromMessage(answers.at("large").error()),
              IsRefused(StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE"));
  EXPECT_EQ(answers.at("with document").submitted().filing().open_revision().documents_size(), 1);
}

TEST_F(BatchSubmitServiceTest, ACallerWhoVanishesLeavesNothingHalfDoneAndCanAskAgain) {
  rules_.Hold();
  {
    Batch gone(*submission_, "填报人");
    for (int i = 0; i < 6; ++i) gone.Send(OrganId(i), Submission(FilingOf(i), OrganId(i)));
    rules_.AwaitAsked(kInFlightMax);
    gone.Cancel();
    EXPECT_EQ(gone.Finish().code(), StatusCode::kCancelled);
  }
  rules_.LetGo();
  Batch again(*submission_, "填报人");
  for (int i = 0; i < 6; ++i) again.Send(OrganId(i), Submission(FilingOf(i), OrganId(i)));
  again.SendLast();
  const auto answers = again.Take();
  EXPECT_EQ(answers.size(), 6u);
  for (const auto& [id, answer] : answers) EXPECT_TRUE(answer.has_submitted()) << id << answer.error().message();
  EXPECT_EQ(Filings().filings_size(), 6);
}

TEST_F(BatchSubmitServiceTest, StreamsThatWaitHoldUpNeitherOtherChangesNorStreamsOfEvents) {
  grpc::ClientContext watching;
  const auto events = events_->WatchEvents(&watching, v1::WatchEventsRequest());
  v1::WatchEventsResponse message;
  rules_.Hold();
  std::vector<std::unique_ptr<Batch>> batches;
  for (int stream = 0; stream < kStreamsMax; ++stream) {
    batches.push_back(std::make_unique<Batch>(*submission_, "填报人"));
    for (int i = 0; i < 8; ++i) {
      const int number = stream * 8 + i;
      batches.back()->Send(OrganId(number), Submission(FilingOf(number), OrganId(number)));
    }
    batches.back()->SendLast();
  }
  rules_.AwaitAsked(kInFlightMax);
  directory::v1::ImportOrgansRequest roster;
  roster.set_request_id("one more");
  *roster.add_organs() = Organ("late");
  const auto imported = Import(roster);
  ASSERT_THAT(imported, IsOk());
  while (message.token().sequence() < imported->token().sequence()) ASSERT_TRUE(events->Read(&message));
  Batch too_many(*submission_, "填报人");
  EXPECT_TRUE(too_many.Take().empty());
  EXPECT_THAT(too_many.Finish(), IsRefused(StatusCode::kResourceExhausted, "OVERLOADED"));
  rules_.LetGo();
  for (const auto& batch : batches) {
    EXPECT_EQ(batch->Take().size(), 8u);
    EXPECT_THAT(batch->Finish(), IsOk());
  }
  EXPECT_EQ(Filings().filings_size(), kStreamsMax * 8);
  watching.TryCancel();
}

TEST_F(BatchSubmitServiceTest, ACallerWhoTakesNoAnswersYetHoldsUpOnlyHimself) {
  constexpr int kSent = 40;
  Batch batch(*submission_, "填报人");
  std::thread sender([&] {
    for (int i = 0; i < kSent; ++i) {
      v1::SubmitFilingRequest submission = Submission(FilingOf(i), OrganId(i));
      submission.mutable_report()->mutable_narrative()->set_overview(std::string(100 << 10, 'x'));
      batch.Send(OrganId(i), submission);
    }
    batch.SendLast();
  });
  Batch other(*submission_, "另一填报人");
  other.Send("other", Submission(FilingOf(kSent), "other"));
  other.SendLast();
  EXPECT_EQ(other.Take().size(), 1u);
  EXPECT_EQ(batch.Take().size(), static_cast<size_t>(kSent));
  sender.join();
  EXPECT_THAT(batch.Finish(), IsOk());
}

TEST_F(BatchSubmitServiceTest, EndsItsStreamsWhenItDrains) {
  Batch batch(*submission_, "填报人");
  batch.Send("first", Submission(FilingOf(0), "r0"));
  EXPECT_EQ(batch.Take(1).size(), 1u);
  server_->Drain(absl::Seconds(5));
  EXPECT_TRUE(batch.Take().empty());
  EXPECT_EQ(batch.Finish().code(), StatusCode::kUnavailable);
}

TEST_F(BatchSubmitServiceTest, SubmitsAThousandFilingsTogether) {
  v1::BatchSubmitFilingsRequest request;
  request.set_request_id("all");
  for (int i = 0; i < kOrgans; ++i) *request.add_requests() = Submission(FilingOf(i), "");
  const auto response = SubmitTogether(request);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->filings_size(), kOrgans);
  const v1::ListFilingsResponse filings = Filings();
  ASSERT_EQ(filings.filings_size(), kOrgans);
  for (const v1::Filing& filing : filings.filings()) EXPECT_EQ(filing.etag(), response->filings(0).etag());
}

TEST_F(BatchSubmitServiceTest, NamesEveryRefusedItemOverTheWireHoweverMany) {
  v1::BatchSubmitFilingsRequest request;
  request.set_request_id("all");
  std::string odd;
  for (int i = 0; i < kOrgans; ++i) {
    *request.add_requests() = Submission(i % 2 == 0 ? FilingOf(i) : "organs/no" + FilingOf(i).substr(7), "");
    if (i % 2 == 1) odd += (odd.empty() ? "" : ",") + std::to_string(i);
  }
  const absl::Status refusal = SubmitTogether(request).status();
  EXPECT_THAT(refusal, IsRefused(StatusCode::kFailedPrecondition, "ITEMS_REFUSED"));
  EXPECT_EQ(status::MetaOf(refusal, "failedCount"), "500");
  std::string named;
  for (int i = 1; !status::MetaOf(refusal, "failed" + std::to_string(i)).empty(); ++i) {
    std::string list = status::MetaOf(refusal, "failed" + std::to_string(i));
    if (const size_t blank = list.find(' '); blank != std::string::npos) {
      EXPECT_EQ(list.substr(0, blank), "ORGAN_UNKNOWN");
      list = list.substr(blank + 1);
    }
    named += (named.empty() ? "" : ",") + list;
  }
  EXPECT_EQ(named, odd);
  EXPECT_EQ(Filings().filings_size(), 0);
}

}  // namespace
}  // namespace nianbao::submission
