#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/document/readers/docx/docx_reader.h"
#include "tests/unit/services/document/readers/docx/docx_builder.h"

namespace nianbao::document::readers {
namespace {

using domain::Limits;
using ::testing::HasSubstr;

absl::Status ReadHostile(absl::string_view content, const Limits& limits = {}) {
  domain::Budget budget(limits);
  return ReadDocx(content, budget).status();
}

std::string Repeat(absl::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) absl::StrAppend(&repeated, text);
  return repeated;
}

TEST(HostileDocx, RefusesAnArchiveWithoutAWordDocument) {
  for (const auto& files :
       {Files{{"a.txt", "x"}}, Files{{"[Content_Types].xml", ""}, {"xl/workbook.xml", "<workbook/>"}},
        Files{{"word/document.xml", "<html/>"}}}) {
    const absl::Status status = ReadHostile(Zip(files));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE") << status;
    EXPECT_THAT(status::ChineseOf(status), HasSubstr("没有 Word 文档"));
  }
}

TEST(HostileDocx, RefusesWhatIsNoArchive) {
  for (const char* content : {"", "%PDF-1.7", "一、总体情况"}) {
    EXPECT_EQ(status::ReasonOf(ReadHostile(content)), "DOCUMENT_UNREADABLE") << content;
  }
}

TEST(HostileDocx, SaysThatATruncatedFileIsOne) {
  const std::string docx = Docx(P("x"));
  const absl::Status status = ReadHostile(absl::string_view(docx).substr(0, docx.size() / 2));
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE");
  EXPECT_THAT(status.message(), HasSubstr("truncated"));
  EXPECT_THAT(status::ChineseOf(status), HasSubstr("不完整"));
}

TEST(HostileDocx, NamesTheDoctypeItRefuses) {
  const std::string laughs =
      "<?xml version=\"1.0\"?><!DOCTYPE w:document [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r>"
      "</w:p></w:body></w:document>";
  const absl::Status status = ReadHostile(Zip({{"word/document.xml", laughs}}));
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE");
  EXPECT_THAT(status.message(), HasSubstr("a DOCTYPE in word/document.xml"));
  EXPECT_THAT(status::ChineseOf(status), HasSubstr("DOCTYPE"));
  EXPECT_THAT(ReadHostile(Docx(P("x"), {{"word/styles.xml", "<!DOCTYPE x><w:styles/>"}})).message(),
              HasSubstr("DOCTYPE"));
}

TEST(HostileDocx, NamesThePartThatIsNoXml) {
  const absl::Status status = ReadHostile(Zip({{"word/document.xml", "<w:document><w:body>"}}));
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE");
  EXPECT_EQ(status::MetaOf(status, "part"), "word/document.xml");
}

TEST(HostileDocx, RefusesTextThatIsNoUtf8) {
  for (const char* text : {"\xC4\xEA", "&#xD800;"}) {
    EXPECT_THAT(ReadHostile(Docx(P(text))).message(), HasSubstr("not UTF-8")) << text;
  }
}

TEST(HostileDocx, StopsABomb) {
  Limits limits;
  limits.unpacked_bytes_max = 1 << 20;
  const absl::Status status = ReadHostile(Docx(P(std::string(4 << 20, 'x'))), limits);
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_TOO_LARGE");
  EXPECT_EQ(status::MetaOf(ReadHostile(Docx(P(std::string(40 << 20, 'x')))), "limit"), "unpack_ratio");
}

TEST(HostileDocx, HasLimitsForEverythingThatCanRepeatOrNest) {
  Limits limits;
  limits.unpack_ratio_max = 10'000;
  const auto limit = [&](const std::string& body) { return status::MetaOf(ReadHostile(Docx(body), limits), "limit"); };
  EXPECT_EQ(limit(Repeat("<w:sdt><w:sdtContent>", 200) + Repeat("</w:sdtContent></w:sdt>", 200)), "element_depth");
  EXPECT_EQ(limit(Repeat("<w:x>", 400'000) + Repeat("</w:x>", 400'000)), "element_depth");
  EXPECT_EQ(limit(Repeat("<a/>", 1'000'001)), "elements");
  EXPECT_EQ(limit(absl::StrCat("<a ", Repeat("b='' ", 1'000'001), "/>")), "elements");
  EXPECT_EQ(limit(Repeat("<w:p/>", 100'001)), "cells");
  EXPECT_EQ(limit(Repeat("<w:tbl><w:tr><w:tc>", 9) + Repeat("</w:tc></w:tr></w:tbl>", 9)), "table_depth");
  EXPECT_EQ(limit(Tbl(Tr(Tc("", "<w:gridSpan w:val=\"1001\"/>")))), "columns");
  EXPECT_EQ(limit(Tbl(Tr(Tc("", "<w:gridSpan w:val=\"2147483647\"/>"), "<w:gridBefore w:val=\"2147483647\"/>"))),
            "columns");
  EXPECT_EQ(limit(Tbl(Repeat("<w:tr/>", 100'001))), "cells");
  EXPECT_EQ(limit(Tbl(Repeat(Tr(Tc("", "<w:gridSpan w:val=\"1000\"/>")), 101))), "cells");
}

TEST(HostileDocx, TakesTheDeepestNestingThatIsAllowed) {
  EXPECT_TRUE(
      ReadHostile(Docx(Repeat("<w:sdt><w:sdtContent>", 120) + P("x") + Repeat("</w:sdtContent></w:sdt>", 120))).ok());
  EXPECT_TRUE(ReadHostile(Docx(Repeat("<w:tbl><w:tr><w:tc>", 8) + Repeat("</w:tc></w:tr></w:tbl>", 8))).ok());
}

TEST(HostileDocx, HoldsWhateverBytesAreDamaged) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  const std::string xml =
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + P("年报") +
      Tbl(Tr(Tc("a", "<w:vMerge w:val=\"restart\"/>") + Tc("1")) + Tr(Tc("", "<w:vMerge/>") + Tc("2"))) +
      "</w:body></w:document>";
  const std::string docx = Docx(P("年报") + Tbl(Tr(Tc("a") + Tc("1"))));
  for (int i = 0; i < 2'000; ++i) {
    std::string bytes = docx;
    bytes[random() % bytes.size()] = static_cast<char>(random());
    const absl::Status whole = ReadHostile(bytes);
    EXPECT_TRUE(whole.ok() || !status::ReasonOf(whole).empty()) << whole;
    std::string part = xml;
    part[random() % part.size()] = static_cast<char>(random());
    part.erase(random() % part.size(), random() % 8);
    const absl::Status status = ReadHostile(Zip({{"word/document.xml", part}}));
    EXPECT_TRUE(status.ok() || !status::ReasonOf(status).empty()) << status;
  }
}

}  // namespace
}  // namespace nianbao::document::readers
