// The service as its callers see it, over a real socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "libs/rpc/client_call.h"
#include "libs/rpc/server.h"
#include "libs/status/error.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "services/document/service.h"
#include "tests/unit/libs/rpc/batch_caller.h"
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

TEST_F(DocumentServiceTest, ReadsManyDocumentsGoodAndBadOverOneStream) {
  const std::string report = domain::TextOf({});
  rpc::BatchCaller caller(*stub_);
  std::thread sender([&] {
    for (int i = 0; i < 30; ++i) {
      const bool sent = i % 3 == 0   ? caller.Send(absl::StrCat(i), "Rar!\x1A\x07\x01", "报告.xls")
                        : i % 3 == 1 ? caller.Send(absl::StrCat(i), "", "报告.txt")
                                     : caller.Send(absl::StrCat(i), report, "报告.txt");
      EXPECT_TRUE(sent);
    }
    caller.SendNoMore();
  });
  const auto answers = caller.TakeAll();
  sender.join();
  std::map<std::string, int> expected;
  for (int i = 0; i < 30; ++i) {
    expected[absl::StrCat(i, ": ", i % 3 == 0 ? "UNSUPPORTED_FORMAT" : i % 3 == 1 ? "DOCUMENT_UNREADABLE" : "OK")] = 1;
  }
  EXPECT_EQ(answers, expected);
  EXPECT_TRUE(caller.Finish().ok());
}

TEST_F(DocumentServiceTest, AnswersADocumentOfAStreamAsByItself) {
  v1::ReadDocumentsRequest request;
  request.set_id("报告 1");
  request.mutable_document()->set_file_name("报告.txt");
  request.mutable_document()->set_content(domain::TextOf({}));
  grpc::ClientContext context;
  const auto stream = stub_->ReadDocuments(&context);
  v1::ReadDocumentsResponse answer;
  ASSERT_TRUE(stream->Write(request) && stream->Read(&answer));
  EXPECT_EQ(answer.id(), "报告 1");
  EXPECT_EQ(answer.document().SerializeAsString(), Ask("报告.txt", domain::TextOf({}))->SerializeAsString());

  request.mutable_document()->set_content("");
  ASSERT_TRUE(stream->Write(request) && stream->Read(&answer));
  const absl::Status status = rpc::FromMessage(answer.error());
  EXPECT_EQ(status, Ask("报告.txt", "").status());
  EXPECT_FALSE(status::ChineseOf(status).empty());

  request.clear_document();
  ASSERT_TRUE(stream->Write(request) && stream->Read(&answer));
  EXPECT_EQ(status::ReasonOf(rpc::FromMessage(answer.error())), "DOCUMENT_UNREADABLE");
}

TEST_F(DocumentServiceTest, TakesTwentyMegabytesInAStreamAndGoesOnAfterMore) {
  rpc::BatchCaller caller(*stub_);
  std::thread sender([&] {
    for (int i = 0; i < 3; ++i) {
      caller.Send("large", std::string(20 << 20, 'x'));
      caller.Send("too large", std::string((20 << 20) + 1, 'x'));
    }
    caller.SendNoMore();
  });
  EXPECT_THAT(caller.TakeAll(),
              testing::ElementsAre(testing::Pair("large: OK", 3), testing::Pair("too large: DOCUMENT_TOO_LARGE", 3)));
  sender.join();
}

TEST_F(DocumentServiceTest, DrainingEndsAStream) {
  rpc::BatchCaller caller(*stub_);
  caller.Send("a", domain::TextOf({}));
  EXPECT_EQ(caller.Take(), "a: OK");
  server_->Drain(absl::Seconds(10));
  EXPECT_EQ(caller.Take(), "");
  EXPECT_EQ(status::ReasonOf(caller.Finish()), "SHUTTING_DOWN");
}

}  // namespace
}  // namespace nianbao::document
