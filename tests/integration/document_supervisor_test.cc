// The document reader as a child process: whatever becomes of it, the suite goes on.
#include "clients/cli/document_supervisor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/server.h"
#include "libs/status/error.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "tests/integration/suite/hostile_documents.h"
#include "tests/integration/suite/wire.h"
#include "tests/unit/libs/rpc/batch_caller.h"

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
    server_ = rpc::Server::Listen("127.0.0.1:0", std::move(services)).value();
    server_->StartServices();
  }

  // The reason of the answer. UNSUPPORTED_FORMAT, to a file that no reader knows, comes from the child itself.
  std::string Ask(const std::string& content = "Rar!\x1A\x07\x01") {
    const auto stub = DocumentService::NewStub(rpc::OpenChannel(server_->address()));
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
  // Returns once none of its threads runs any more.
  void StopChild() {
    SignalChild(SIGSTOP);
    siginfo_t stopped;
    ASSERT_EQ(waitid(P_PID, ChildrenOf(getpid()).front(), &stopped, WSTOPPED | WNOWAIT), 0);
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
  const auto stub = DocumentService::NewStub(rpc::OpenChannel(server_->address()));
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
  StopChild();
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

// What no reader knows: the answer comes from the child itself.
void SendUnknown(rpc::BatchCaller& caller, const std::string& id) {
  EXPECT_TRUE(caller.Send(id, "Rar!\x1A\x07\x01", "report.xyz"));
}

TEST_F(DocumentSupervisor, AChildThatIsKilledCostsABatchNoMoreThanTheDocumentsItWasReading) {
  Start({.program = program_});
  const auto stub = DocumentService::NewStub(rpc::OpenChannel(server_->address()));
  rpc::BatchCaller caller(*stub);
  SendUnknown(caller, "before");
  EXPECT_EQ(caller.Take(), "before: UNSUPPORTED_FORMAT");
  // A child that stands still is still reading when it is killed.
  StopChild();
  std::thread sender([&] {
    for (int i = 0; i < 20; ++i) SendUnknown(caller, absl::StrCat(i));
    caller.SendNoMore();
  });
  SignalChild(SIGKILL);
  std::map<std::string, int> outcomes;
  std::map<std::string, int> ids;
  for (std::string answer = caller.Take(); !answer.empty(); answer = caller.Take()) {
    const std::vector<std::string> parts = absl::StrSplit(answer, ": ");
    ++ids[parts[0]];
    ++outcomes[parts[1]];
  }
  sender.join();
  EXPECT_TRUE(caller.Finish().ok());
  EXPECT_THAT(ids, SizeIs(20));
  EXPECT_LE(outcomes["DOCUMENT_RESTARTING"], 2);
  EXPECT_EQ(outcomes["DOCUMENT_RESTARTING"] + outcomes["UNSUPPORTED_FORMAT"], 20);
}

TEST_F(DocumentSupervisor, ADocumentThatHangsCostsABatchItsOwnAnswer) {
  Start({.program = program_, .reading_max = absl::Seconds(3)});
  const auto stub = DocumentService::NewStub(rpc::OpenChannel(server_->address()));
  rpc::BatchCaller caller(*stub);
  SendUnknown(caller, "before");
  EXPECT_EQ(caller.Take(), "before: UNSUPPORTED_FORMAT");
  StopChild();
  SendUnknown(caller, "hangs");
  EXPECT_EQ(caller.Take(), "hangs: DOCUMENT_TOO_SLOW");
  SendUnknown(caller, "after");
  EXPECT_EQ(caller.Take(), "after: UNSUPPORTED_FORMAT");
}

TEST_F(DocumentSupervisor, StopsInTheMiddleOfABatchEvenWhenTheChildHangs) {
  Start({.program = program_});
  const auto stub = DocumentService::NewStub(rpc::OpenChannel(server_->address()));
  rpc::BatchCaller caller(*stub);
  SendUnknown(caller, "before");
  EXPECT_EQ(caller.Take(), "before: UNSUPPORTED_FORMAT");
  StopChild();
  for (int i = 0; i < 4; ++i) SendUnknown(caller, "hangs");
  server_->Drain(absl::Seconds(10));
  EXPECT_EQ(caller.Take(), "");
  EXPECT_EQ(status::ReasonOf(caller.Finish()), "SHUTTING_DOWN");
  EXPECT_THAT(ChildrenOf(getpid()), testing::IsEmpty());
}

TEST_F(DocumentSupervisor, StopsEvenWhenTheChildHangs) {
  Start({.program = program_});
  EXPECT_EQ(Ask(), "UNSUPPORTED_FORMAT");
  StopChild();
  server_.reset();
  EXPECT_THAT(ChildrenOf(getpid()), testing::IsEmpty());
}

TEST_F(DocumentSupervisor, SaysThatTheReaderIsNotThere) {
  Start({.program = "/does/not/exist"});
  EXPECT_EQ(Ask(), "DOCUMENT_RESTARTING");
}

}  // namespace
}  // namespace nianbao::integration
