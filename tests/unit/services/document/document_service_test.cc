// The service as its callers see it, over a real socket.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/rpc/client_call.h"
#include "libs/rpc/server.h"
#include "libs/status/error.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "services/document/service.h"
#include "tests/unit/services/document/report_text.h"

namespace nianbao::document {
namespace {

class DocumentServiceTest : public testing::Test {
 protected:
  DocumentServiceTest() {
    std::vector<std::unique_ptr<rpc::HostedService>> services;
    services.push_back(MakeDocumentService({}));
    server_ = rpc::Server::Listen("127.0.0.1:0", std::move(services)).value();
    server_->StartServices();
    stub_ = v1::DocumentService::NewStub(rpc::OpenChannel(server_->address()));
  }

  absl::StatusOr<v1::ReadDocumentResponse> Ask(std::string name, std::string content) {
    v1::ReadDocumentRequest request;
    request.set_file_name(std::move(name));
    request.set_content(std::move(content));
    return rpc::CallUnary(*stub_, &v1::DocumentService::Stub::ReadDocument, request);
  }

  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::DocumentService::Stub> stub_;
};

TEST_F(DocumentServiceTest, AnswersWithTheReportAndThePlacesOfItsCells) {
  const auto response = Ask("报告.txt", domain::TextOf({}));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->report().year(), 2024);
  EXPECT_EQ(response->sources_size(), 200);
}

TEST_F(DocumentServiceTest, AnswersABrokenTableWithFindingsNotWithAnError) {
  const auto response = Ask("报告.txt", "没有表格的文本");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_GT(response->findings_size(), 0);
}

TEST_F(DocumentServiceTest, RefusesAnUnknownFormatWithReasonAndAChineseSentence) {
  const absl::Status status = Ask("报告.xls", "Rar!\x1A\x07\x01").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(status), "UNSUPPORTED_FORMAT");
  EXPECT_FALSE(status::ChineseOf(status).empty());
}

TEST_F(DocumentServiceTest, WritesAReportInTheFormatAskedFor) {
  v1::WriteDocumentRequest request;
  request.mutable_report()->set_year(2024);
  request.set_format(v1::FORMAT_DOCX);
  const auto written = rpc::CallUnary(*stub_, &v1::DocumentService::Stub::WriteDocument, request);
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(written->content().substr(0, 2), "PK");
  EXPECT_EQ(written->file_name(), "2024年政府信息公开工作年度报告.docx");
}

TEST_F(DocumentServiceTest, RefusesToWriteWithoutAFormat) {
  v1::WriteDocumentRequest request;
  request.mutable_report();
  const absl::Status status = rpc::CallUnary(*stub_, &v1::DocumentService::Stub::WriteDocument, request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(status), "FIELD_INVALID");
}

TEST_F(DocumentServiceTest, TakesTwentyMegabytesAndSaysClearlyThatMoreIsTooMuch) {
  EXPECT_TRUE(Ask("a.txt", std::string(20 << 20, 'x')).ok());
  EXPECT_EQ(status::ReasonOf(Ask("a.txt", std::string((20 << 20) + 1, 'x')).status()), "DOCUMENT_TOO_LARGE");
}

}  // namespace
}  // namespace nianbao::document
