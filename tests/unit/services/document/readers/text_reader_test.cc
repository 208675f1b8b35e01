#include "services/document/readers/text_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::document::readers {
namespace {

using domain::Block;
using domain::Cell;
using domain::Document;
using domain::Limits;
using domain::Paragraph;
using domain::Row;
using domain::Table;
using ::testing::HasSubstr;

absl::StatusOr<Document> Read(absl::string_view content, const Limits& limits = {}) {
  domain::Budget budget(limits);
  return ReadText(content, budget);
}

// The document as one line: paragraphs as they are, tables as [cell|cell][cell].
std::string Shape(absl::string_view content) {
  const auto document = Read(content);
  if (!document.ok()) return absl::StrCat("error: ", document.status().message());
  std::string shape;
  for (const Block& block : document->blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      absl::StrAppend(&shape, paragraph->text, ";");
      continue;
    }
    for (const Row& row : std::get<Table>(block).rows) {
      absl::StrAppend(&shape, "[");
      for (const Cell& cell : row.cells) absl::StrAppend(&shape, cell.text, "|");
      absl::StrAppend(&shape, "]");
    }
    absl::StrAppend(&shape, ";");
  }
  return shape;
}

TEST(TextReader, BeginsACellWithEveryTabAndEndsTheRowAtAnEmptyLine) {
  EXPECT_EQ(Shape("\ta\n\tb\n\n\tc\n\t\n"), "[a|b|][c||];");
  EXPECT_EQ(Shape("\ta\tb\n\tc"), "[a|b|c|];");
}

TEST(TextReader, JoinsANumberPushedToTheNextLine) {
  EXPECT_EQ(Shape("\t\u00a0\n0\n\t1\n"), "[\u00a0\n0|1|];");
  EXPECT_EQ(Shape("\t商业\n企业\n\t其他\n"), "[商业\n企业|其他|];");
}

TEST(TextReader, EndsTheTableAtTextAfterAnEmptyLine) { EXPECT_EQ(Shape("\ta\n\n\n后文\n\tb\n"), "[a|];后文;[b|];"); }

TEST(TextReader, KeepsMergedCellsAsEmptyOnes) { EXPECT_EQ(Shape("\t\n\t\n\tx\n"), "[||x|];"); }

TEST(TextReader, CountsLinesWhateverTheirEnds) {
  for (const char* content : {"a\n\n\tb\n", "a\r\n\r\n\tb\r\n", "a\r\r\tb\r",
                              "\xEF\xBB\xBF"
                              "a\n\n\tb"}) {
    const auto document = Read(content);
    ASSERT_TRUE(document.ok()) << document.status();
    ASSERT_EQ(document->blocks.size(), 2u) << content;
    EXPECT_EQ(std::get<Paragraph>(document->blocks[0]).place.line, 1);
    EXPECT_EQ(std::get<Paragraph>(document->blocks[0]).text, "a");
    EXPECT_EQ(std::get<Table>(document->blocks[1]).rows[0].cells[0].place.line, 3);
  }
}

TEST(TextReader, NamesTheFirstByteThatIsNoText) {
  const auto mixed = Read("年报\n\xC4\xEA\xB1\xA8");
  EXPECT_EQ(status::ReasonOf(mixed.status()), "DOCUMENT_UNREADABLE");
  EXPECT_EQ(status::MetaOf(mixed.status(), "offset"), "7");
  EXPECT_THAT(status::ChineseOf(mixed.status()), HasSubstr("UTF-8"));
  EXPECT_EQ(status::MetaOf(Read(absl::string_view("a\0b", 3)).status(), "offset"), "1");
  EXPECT_EQ(status::MetaOf(Read("ab\xE5").status(), "offset"), "2");
}

TEST(TextReader, ReadsWhatTheEditorOfAChineseWindowsSaves) {
  EXPECT_EQ(Shape("\t\xC4\xEA\xB1\xA8\r\n\t0\r\n"), "[年报|0|];");
}

TEST(TextReader, EndsTheTableAtTheHeadingOfASectionEvenWithoutAnEmptyLine) {
  EXPECT_EQ(Shape("\ta\n\tb\n三、收到和处理政府信息公开申请情况\n\tc"),
            "[a|b|];三、收到和处理政府信息公开申请情况;[c|];");
  EXPECT_EQ(Shape("\t一、总体情况\n\tb"), "一、总体情况;[b|];");
}

TEST(TextReader, RefusesAFileOfMoreCellsThanAnyReportHas) {
  std::string content;
  for (int i = 0; i < 100'001; ++i) content += "\t\n";
  EXPECT_EQ(status::ReasonOf(Read(content).status()), "DOCUMENT_TOO_LARGE");
  std::string lines = "\t";
  for (int i = 0; i < 100'001; ++i) lines += "x\n";
  EXPECT_EQ(status::ReasonOf(Read(lines).status()), "DOCUMENT_TOO_LARGE");
}

}  // namespace
}  // namespace nianbao::document::readers
