// The document reader as a child process: whatever becomes of it, the suite goes on.
#include "clients/cli/document_supervisor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include "libs/rpc/client_call.h"
#include "libs/rpc/server.h"
#include "libs/status/error.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "tests/integration/suite/hostile_documents.h"
#include "tests/integration/suite/wire.h"

namespace nianbao::integration {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using testing::Not;
using testing::SizeIs;

class DocumentSupervisor : public testing::Test {
 protected:
  void Start(cli::DocumentSupervisorConfig config) {
    std::vector<std::unique_ptr<rpc::HostedService>> services;
    services.push_back(cli::MakeDocumentSupervisor(std::move(config)));
    server_ = rpc::Server::InProcess(std::move(services));
    server_->StartServices();
  }

  // The reason of the answer. UNSUPPORTED_FORMAT, to a file that no reader knows, comes from the child itself.
  std::string Ask(const std::string& content = "Rar!\x1A\x07\x01") {
    const auto stub = DocumentService::NewStub(server_->InProcessChannel());
    ReadDocumentRequest request;
    request.set_file_name("report.xyz");
    request.set_content(content);
    return status::ReasonOf(
        rpc::CallUnary(*stub, &DocumentService::Stub::ReadDocument, request, {.timeout = absl::Seconds(60)}).status());
  }

  std::string AskUntilNotRestarting() {
    std::string reason;
    do {
      reason = Ask();
    } while (reason == "DOCUMENT_RESTARTING");
    return reason;
  }

  void SignalChild(int signal) {
    const auto children = ChildrenOf(getpid());
    ASSERT_THAT(children, SizeIs(1));
    kill(children.front(), signal);
  }

  const std::string program_ = std::string(NIANBAO_BIN_DIR) + "/nianbao-document";
  std::unique_ptr<rpc::Server> server_;
};

TEST_F(DocumentSupervisor, ReplacesAChildThatWasKilled) {
  Start({.program = program_});
  EXPECT_EQ(Ask(), "UNSUPPORTED_FORMAT");
  const auto before = ChildrenOf(getpid());
  SignalChild(SIGKILL);
  EXPECT_EQ(AskUntilNotRestarting(), "UNSUPPORTED_FORMAT");
  EXPECT_THAT(ChildrenOf(getpid()), Not(before));
}

TEST_F(DocumentSupervisor, PassesTheWritingOfDocumentsOn) {
  Start({.program = program_});
  const auto stub = DocumentService::NewStub(server_->InProcessChannel());
  document::v1::WriteDocumentRequest request;
  request.mutable_report()->set_year(2024);
  request.set_format(document::v1::FORMAT_CSV);
  const auto written = rpc::CallUnary(*stub, &DocumentService::Stub::WriteDocument, request);
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(written->file_name(), "2024年政府信息公开工作年度报告.csv");
}

TEST_F(DocumentSupervisor, GivesUpOnAChildThatHangsAndReplacesIt) {
  Start({.program = program_, .reading_max = absl::Seconds(1)});
  EXPECT_EQ(Ask(), "UNSUPPORTED_FORMAT");
  SignalChild(SIGSTOP);
  EXPECT_EQ(Ask(), "DOCUMENT_TOO_SLOW");
  EXPECT_EQ(AskUntilNotRestarting(), "UNSUPPORTED_FORMAT");
}

TEST_F(DocumentSupervisor, AnswersForAChildThatEndsItselfBecauseOfADocument) {
  Start({.program = program_, .reading_max = absl::Seconds(1)});
  EXPECT_EQ(Ask(), "UNSUPPORTED_FORMAT");
  const auto before = ChildrenOf(getpid());
  EXPECT_EQ(Ask(EndlessPdf()), "DOCUMENT_TOO_SLOW");
  EXPECT_EQ(AskUntilNotRestarting(), "UNSUPPORTED_FORMAT");
  EXPECT_THAT(ChildrenOf(getpid()), Not(before));
}

TEST_F(DocumentSupervisor, StopsEvenWhenTheChildHangs) {
  Start({.program = program_});
  EXPECT_EQ(Ask(), "UNSUPPORTED_FORMAT");
  SignalChild(SIGSTOP);
  server_.reset();
  EXPECT_THAT(ChildrenOf(getpid()), testing::IsEmpty());
}

TEST_F(DocumentSupervisor, SaysThatTheReaderIsNotThere) {
  Start({.program = "/does/not/exist"});
  EXPECT_EQ(Ask(), "DOCUMENT_RESTARTING");
}

}  // namespace
}  // namespace nianbao::integration
