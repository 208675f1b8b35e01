#include "services/document/readers/unsupported.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "libs/status/error.h"
#include "services/document/readers/open_document.h"
#include "tests/unit/services/document/readers/office/ole_builder.h"

namespace nianbao::document::readers {
namespace {

using ::testing::HasSubstr;

absl::Status Open(absl::string_view content) {
  domain::Budget budget({});
  return OpenDocument({"年报.docx", content, ""}, budget).status();
}

TEST(Unsupported, SaysWhatTheFileIs) {
  struct Case {
    std::string content;
    std::string kind;
    std::string chinese;
  };
  for (const Case& each : std::vector<Case>{
           {"\xFF\xD8\xFF\xE0 JFIF", "image", "图片"},
           {"Rar!\x1A\x07\x01", "packed", "先解压"},
           {"<?xml version='1.0'?><w:wordDocument/>", "xml", "XML"},
           {Ole({"PowerPoint Document"}), "ole", "不是 Word 文档或电子表格"},
           {std::string("\x01\x02\x00\x03", 4), "unknown", "无法识别"},
           {std::string("PK\x05\x06") + std::string(18, '\0'), "unknown", "无法识别"},
       }) {
    const absl::Status status = Open(each.content);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_EQ(status::ReasonOf(status), "UNSUPPORTED_FORMAT") << status;
    EXPECT_EQ(status::MetaOf(status, "kind"), each.kind) << status;
    EXPECT_EQ(status::MetaOf(status, "fileName"), "年报.docx") << status;
    EXPECT_THAT(status::ChineseOf(status), HasSubstr(each.chinese));
    EXPECT_THAT(status::ChineseOf(status), HasSubstr("文件“年报.docx”"));
  }
}

TEST(Unsupported, AsksForAFileWithoutPassword) {
  const absl::Status status = Open(Ole({"EncryptionInfo", "EncryptedPackage"}));
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE") << status;
  EXPECT_EQ(status::MetaOf(status, "cause"), "password") << status;
  EXPECT_THAT(status::ChineseOf(status), HasSubstr("去掉密码"));
}

}  // namespace
}  // namespace nianbao::document::readers
