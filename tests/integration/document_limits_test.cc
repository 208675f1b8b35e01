// nianbao-document among files that mean harm: it refuses them within the memory and the time that it sets itself, and
// goes on; where a library hangs, it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/process/child.h"
#include "libs/process/watchdog.h"
#include "libs/rpc/client_call.h"
#include "libs/status/error.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "tests/integration/suite/hostile_documents.h"

namespace nianbao::integration {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;
using ::testing::HasSubstr;

constexpr int kMegabytes = 256;

std::string Content(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(content).str();
}

// The number after `name` in a file of /proc.
size_t NumberAfter(const std::string& name, const std::string& text) {
  const size_t at = text.find(name);
  return at == std::string::npos ? 0 : std::stoull(text.substr(at + name.size()));
}

class DocumentLimits : public ::testing::Test {
 protected:
  void Start(const std::vector<std::string>& flags) {
    std::vector<std::string> command = {absl::StrCat(NIANBAO_BIN_DIR, "/nianbao-document"), "--listen", "127.0.0.1:0"};
    command.insert(command.end(), flags.begin(), flags.end());
    auto child = process::Child::Start(command);
    ASSERT_TRUE(child.ok()) << child.status();
    child_ = *std::move(child);
    const auto address = child_->WaitForAddress();
    ASSERT_TRUE(address.ok()) << address.status();
    stub_ = DocumentService::NewStub(rpc::OpenChannel(*address));
  }

  absl::StatusOr<ReadDocumentResponse> Read(const std::string& name, const std::string& content) {
    ReadDocumentRequest request;
    request.set_file_name(name);
    request.set_content(content);
    return rpc::CallUnary(*stub_, &DocumentService::Stub::ReadDocument, request, {.timeout = absl::Minutes(4)});
  }

  // By the process that has been started, as there is no other.
  void ExpectReadsAGoodDocument() {
    const auto good =
        Read("report.txt", Content(absl::StrCat(NIANBAO_SOURCE_DIR, "/samples/qinghe/2023/", "qinghe-education.txt")));
    ASSERT_TRUE(good.ok()) << good.status();
    EXPECT_EQ(good->sources_size(), 200);
  }

  std::string Proc(const std::string& file) { return Content(absl::StrCat("/proc/", child_->pid(), "/", file)); }

  std::unique_ptr<process::Child> child_;
  std::unique_ptr<DocumentService::Stub> stub_;
};

TEST_F(DocumentLimits, NameTheLimitOrTheDefectOfEachHostileFileAndGoOn) {
  Start({"--memory-max", absl::StrCat(kMegabytes)});
  for (const HostileDocument& hostile : HostileDocuments()) {
    SCOPED_TRACE(hostile.name);
    const absl::Status status = Read(hostile.name, hostile.content).status();
    EXPECT_EQ(status.code(), hostile.code) << status;
    EXPECT_EQ(status::ReasonOf(status), hostile.reason) << status;
    EXPECT_FALSE(status::ChineseOf(status).empty());
    if (hostile.key.empty()) {
      EXPECT_THAT(status.message(), HasSubstr(hostile.defect));
    } else {
      EXPECT_EQ(status::MetaOf(status, hostile.key), hostile.defect) << status;
    }
    ExpectReadsAGoodDocument();
  }
  EXPECT_EQ(NumberAfter("Max data size", Proc("limits")), size_t{kMegabytes} << 20);
  // Programs and libraries are no data; they are less than this.
  EXPECT_LT(NumberAfter("VmHWM:", Proc("status")), size_t{2 * kMegabytes} << 10);
}

TEST_F(DocumentLimits, RefuseADocumentThatNeedsMoreMemoryThanThereIs) {
  const std::string eater = MemoryEater();
  Start({"--memory-max", absl::StrCat(kMegabytes)});
  for (int i = 0; i < 3; ++i) {
    const absl::Status status = Read("report.docx", eater).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
    EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_TOO_LARGE") << status;
    EXPECT_EQ(status::MetaOf(status, "limit"), "memory");
    EXPECT_EQ(status::MetaOf(status, "max"), absl::StrCat(size_t{kMegabytes} << 20));
    EXPECT_THAT(status::ChineseOf(status), HasSubstr("256 MB"));
    ExpectReadsAGoodDocument();
  }
  EXPECT_LT(NumberAfter("VmHWM:", Proc("status")), size_t{2 * kMegabytes} << 10);
}

TEST_F(DocumentLimits, LetTheSameDocumentBeReadWhenThereIsMemory) {
  Start({});
  const auto response = Read("report.docx", MemoryEater());
  EXPECT_THAT(status::MetaOf(response.status(), "limit"), ::testing::Ne("memory")) << response.status();
  EXPECT_NE(status::ReasonOf(response.status()), "DOCUMENT_TOO_LARGE");
}

TEST_F(DocumentLimits, RefuseADocumentThatTakesTooLong) {
  Start({"--reading-max", "0.001"});
  const absl::Status status = Read("report.html", LongPage()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_TOO_SLOW") << status;
  EXPECT_EQ(status::MetaOf(status, "limit"), "time");
  EXPECT_EQ(status::MetaOf(status, "max"), "1ms");
  EXPECT_FALSE(status::ChineseOf(status).empty());
  EXPECT_EQ(status::ReasonOf(Read("empty.txt", "").status()), "DOCUMENT_UNREADABLE");
}

TEST_F(DocumentLimits, EndTheProcessWhenALibraryDoesNotReturn) {
  Start({"--reading-max", "0.1"});
  EXPECT_EQ(Read("report.pdf", EndlessPdf()).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(child_->Wait(), process::kHangs);
}

}  // namespace
}  // namespace nianbao::integration
