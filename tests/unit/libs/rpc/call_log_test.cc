#include "libs/rpc/call_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "absl/strings/str_split.h"
#include "libs/rpc/current_call.h"
#include "libs/status/error.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"
#include "tests/unit/libs/rpc/probe_service.h"
#include "tests/unit/libs/rpc/sample_trace.h"

namespace nianbao::rpc {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;
using testing::MatchesRegex;
using validation::v1::ValidateReportsRequest;
using validation::v1::ValidateReportsResponse;

// What `run` has the process log.
template <typename Run>
std::vector<nlohmann::json> LinesOf(Run run) {
  testing::internal::CaptureStderr();
  StartLog("test");
  run();
  std::vector<nlohmann::json> lines;
  for (const absl::string_view line : absl::StrSplit(testing::internal::GetCapturedStderr(), '\n', absl::SkipEmpty())) {
    lines.push_back(nlohmann::json::parse(line.begin(), line.end()));
  }
  return lines;
}

absl::Status AskTraced(Server& server, const std::string& traceparent) {
  const auto stub = DocumentService::NewStub(OpenChannel(server.address()));
  grpc::ClientContext context;
  if (!traceparent.empty()) context.AddMetadata(kTraceparentKey, traceparent);
  ReadDocumentResponse response;
  return FromGrpc(stub->ReadDocument(&context, {}, &response));
}

TEST(CallLog, EveryLineOfACallNamesItsTrace) {
  const auto lines = LinesOf([] {
    const auto server = Host(std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) {
      LogNotice("on the way");
      return ReadDocumentResponse();
    }));
    EXPECT_TRUE(AskTraced(*server, kTraceparent).ok());
  });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["message"], "on the way");
  EXPECT_EQ(lines[1]["method"], "ReadDocument");
  for (const auto& line : lines) {
    EXPECT_EQ(line["trace_id"], kTraceId);
    EXPECT_EQ(line["span_id"], lines[0]["span_id"]);
    EXPECT_NE(line["span_id"], "00f067aa0ba902b7") << "that is the caller's";
  }
}

TEST(CallLog, AFaultNamesTheTraceOfItsCall) {
  const auto lines = LinesOf([] {
    const auto server = Host(std::make_unique<UnaryProbe>(
        [](const Call&, const ReadDocumentRequest&) -> absl::StatusOr<ReadDocumentResponse> {
          throw std::runtime_error("a mishap");
        }));
    EXPECT_FALSE(AskTraced(*server, kTraceparent).ok());
  });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["message"], "ReadDocument: a mishap");
  EXPECT_EQ(lines[0]["trace_id"], kTraceId);
  EXPECT_EQ(lines[1]["code"], "INTERNAL");
}

TEST(CallLog, ACallWithoutATraceBeginsOne) {
  const auto lines = LinesOf([] {
    const auto server = Host(
        std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) { return ReadDocumentResponse(); }));
    EXPECT_TRUE(AskTraced(*server, "").ok());
    EXPECT_TRUE(AskTraced(*server, "\"no header\"").ok());
  });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_THAT(lines[0]["trace_id"].get<std::string>(), MatchesRegex("[0-9a-f]{32}"));
  EXPECT_NE(lines[0]["trace_id"], lines[1]["trace_id"]);
}

TEST(CallLog, LinesThatAreOfNoCallNameNone) {
  const auto lines = LinesOf([] { LogNotice("idle"); });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_FALSE(lines[0].contains("trace_id"));
}

TEST(CallLog, ACallThatAHandlerMakesBelongsToTheTraceOfItsOwn) {
  const auto lines = LinesOf([] {
    const auto inner = Host(
        std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) { return ReadDocumentResponse(); }));
    const auto stub = DocumentService::NewStub(OpenChannel(inner->address()));
    const auto outer = Host(std::make_unique<UnaryProbe>([&](const Call&, const ReadDocumentRequest& request) {
      return CallUnary(*stub, &DocumentService::Stub::ReadDocument, request);
    }));
    EXPECT_TRUE(AskTraced(*outer, kTraceparent).ok());
  });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["trace_id"], kTraceId);
  EXPECT_EQ(lines[1]["trace_id"], kTraceId);
  EXPECT_NE(lines[0]["span_id"], lines[1]["span_id"]);
}

TEST(CallLog, TheRequestIdIsThatOfTheRequest) {
  submission::v1::SaveDraftRequest request;
  request.set_request_id("r-1");
  EXPECT_EQ(RequestIdOf(request), "r-1");
  EXPECT_EQ(RequestIdOf(ReadDocumentRequest()), "");
  const auto lines = LinesOf([] {
    Call call;
    call.trace = TraceOf(kTraceparent);
    call.request_id = "r-1";
    const CurrentCall current(call);
    LogNotice("on the way");
    LogCall(call, absl::OkStatus());
  });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["request_id"], "r-1");
  EXPECT_EQ(lines[1]["request_id"], "r-1");
}

TEST(CallLog, AnAnswerIsWorthALineWhenItIsSlowOrNone) {
  Call call;
  call.method = "ValidateReports";
  const auto lines = LinesOf([&] {
    LogAnswer(call, absl::OkStatus(), absl::Milliseconds(999));
    LogAnswer(call, absl::OkStatus(), absl::Seconds(1));
    LogAnswer(call, status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID", "report: got none, want one"),
              absl::Milliseconds(1));
  });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["ms"], 1000);
  EXPECT_EQ(lines[1]["reason"], "FIELD_INVALID");
}

// Answers ValidateReports with the trace it sees.
class ReportsProbe final : public HostedService, public validation::v1::ValidationService::CallbackService {
 public:
  std::vector<OfferedService> services() override {
    return {{this, validation::v1::ValidationService::service_full_name()}};
  }
  void Stop() override { hub_.EndAll(); }
  grpc::ServerBidiReactor<ValidateReportsRequest, ValidateReportsResponse>* ValidateReports(
      grpc::CallbackServerContext* context) override {
    using Stream = BatchStream<ValidateReportsRequest, ValidateReportsResponse>;
    return new Stream(hub_, *context, 4, [](const Call&, const ValidateReportsRequest&) {
      ValidateReportsResponse response;
      response.mutable_verdict()->set_rulebook_digest(CurrentTraceparent());
      return response;
    });
  }

 private:
  StreamHub hub_{1};
};

TEST(CallLog, AQuestionOnAStreamMayBelongToATraceOfItsOwn) {
  const auto server = Host(std::make_unique<ReportsProbe>());
  const auto stub = validation::v1::ValidationService::NewStub(OpenChannel(server->address()));
  grpc::ClientContext context;
  const auto stream = stub->ValidateReports(&context);
  ValidateReportsRequest request;
  request.set_traceparent(kTraceparent);
  ValidateReportsResponse response;
  ASSERT_TRUE(stream->Write(request) && stream->Read(&response));
  EXPECT_EQ(TraceOf(response.verdict().rulebook_digest()).trace_id, kTraceId);
  request.clear_traceparent();
  ASSERT_TRUE(stream->Write(request) && stream->Read(&response));
  EXPECT_NE(TraceOf(response.verdict().rulebook_digest()).trace_id, kTraceId) << "that of the stream";
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

}  // namespace
}  // namespace nianbao::rpc
