#include "services/document/domain/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "tests/unit/services/document/encoded.h"

namespace nianbao::document::domain {
namespace {

constexpr char kReport[] = "某县2024年政府信息公开工作年度报告。①㎡—“”，共12件";

std::string DecodedOf(const absl::StatusOr<std::string>& text) {
  return text.ok() ? *text
                   : absl::StrCat(status::ReasonOf(text.status()), "@", status::MetaOf(text.status(), "offset"));
}

TEST(Encoding, ReadsUtf8WithAndWithoutMark) {
  EXPECT_EQ(DecodedOf(ToUtf8(kReport)), kReport);
  EXPECT_EQ(DecodedOf(ToUtf8(absl::StrCat("\xEF\xBB\xBF", kReport))), kReport);
  EXPECT_EQ(DecodedOf(ToUtf8("")), "");
}

TEST(Encoding, ReadsUtf16OfBothOrdersByItsMark) {
  EXPECT_EQ(DecodedOf(ToUtf8("\xFF\xFE" + Encoded(kReport, "UTF-16LE"))), kReport);
  EXPECT_EQ(DecodedOf(ToUtf8("\xFE\xFF" + Encoded(kReport, "UTF-16BE"))), kReport);
  EXPECT_EQ(DecodedOf(ToUtf8("\xFF\xFE" + Encoded("报告", "UTF-16LE") + "x")), "DOCUMENT_UNREADABLE@6");
  EXPECT_EQ(DecodedOf(ToUtf8(std::string("\xFF\xFE"
                                         "a\0\0\0",
                                         6))),
            "DOCUMENT_UNREADABLE@2");
}

TEST(Encoding, ReadsTheOlderChineseEncodingsDeclaredOrNot) {
  for (const char* charset : {"GB18030", "GBK"}) {
    for (const char* declared : {"", "gb2312", "utf-8", "iso-8859-1"}) {
      EXPECT_EQ(DecodedOf(ToUtf8(Encoded(kReport, charset), declared)), kReport) << charset << " as " << declared;
    }
  }
  // Outside GBK: four bytes.
  EXPECT_EQ(DecodedOf(ToUtf8(Encoded("㐂县𠮷镇", "GB18030"))), "㐂县𠮷镇");
}

TEST(Encoding, ReadsLongTextWholly) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) absl::StrAppend(&text, "政府信息𠮷", i);
  EXPECT_EQ(DecodedOf(ToUtf8(Encoded(text, "GB18030"))), text);
}

TEST(Encoding, BelievesTheBytesAndNotTheDeclaration) {
  EXPECT_EQ(DecodedOf(ToUtf8(kReport, "gb2312")), kReport);
  EXPECT_EQ(DecodedOf(ToUtf8(kReport, "Big5")), kReport);
}

TEST(Encoding, ReadsBig5WhereItIsDeclared) {
  EXPECT_EQ(DecodedOf(ToUtf8(Encoded("政府資訊公開，規範性檔案", "Big5"), "BIG5")), "政府資訊公開，規範性檔案");
}

TEST(Encoding, NamesTheFirstByteThatFitsNeither) {
  EXPECT_EQ(DecodedOf(ToUtf8(Encoded("报告", "GBK") + "\xFF")), "DOCUMENT_UNREADABLE@4");
  EXPECT_EQ(DecodedOf(ToUtf8(Encoded("报告", "GBK") + "\xB1")), "DOCUMENT_UNREADABLE@4");
  EXPECT_EQ(DecodedOf(ToUtf8("\xEF\xBB\xBF报\xB1\xA8")), "DOCUMENT_UNREADABLE@6");
}

TEST(Encoding, DoesNotReadDamagedUtf8AsOtherCharacters) {
  EXPECT_EQ(DecodedOf(ToUtf8("年报\n\xC4\xEA\xB1\xA8")), "DOCUMENT_UNREADABLE@7");
}

TEST(Encoding, HasNoNulInAnyText) {
  EXPECT_EQ(DecodedOf(ToUtf8(std::string("ab\0c", 4))), "DOCUMENT_UNREADABLE@2");
  EXPECT_EQ(DecodedOf(ToUtf8(Encoded("报告", "GBK") + std::string(1, '\0'))), "DOCUMENT_UNREADABLE@4");
}

}  // namespace
}  // namespace nianbao::document::domain
