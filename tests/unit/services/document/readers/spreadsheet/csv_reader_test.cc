#include "services/document/readers/spreadsheet/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "tests/unit/services/document/encoded.h"
#include "tests/unit/services/document/readers/shape.h"

namespace nianbao::document::readers {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<domain::Document> ReadCsvText(absl::string_view content) {
  domain::Budget budget({});
  return ReadCsv(content, budget);
}

std::string CsvShape(absl::string_view content) { return ShapeOf(ReadCsvText(content)); }

TEST(CsvReader, FindsTheSeparatorOutsideQuotes) {
  EXPECT_EQ(CsvShape("a,b\n1,2\n"), "[a|b][1|2];");
  EXPECT_EQ(CsvShape("a\tb\n1,000\t2\n"), "[a|b][1,000|2];");
  EXPECT_EQ(CsvShape("\"a,,,,,,\";b\r\n1;2\r\n"), "[a,,,,,,|b][1|2];");
  EXPECT_EQ(CsvShape("标题\ra,b\r"), "[标题|][a|b];");
}

TEST(CsvReader, ReadsQuotesAndLineBreaksInThem) {
  EXPECT_EQ(CsvShape("\"商业\r\n企业\",\"说\"\"好\"\"\",\"\",x\n"), "[商业/企业|说\"好\"||x];");
}

TEST(CsvReader, CutsEmptyRowsAndColumnsAtTheEnd) {
  EXPECT_EQ(CsvShape("标题,,,\n\na,,b,\n\n\n"), "[标题||][][a||b];");
  EXPECT_EQ(CsvShape(",,\n,,\n"), "");
}

TEST(CsvReader, KeepsARowWhoseFieldsAreAllBlankBehindAFilledOne) {
  EXPECT_EQ(CsvShape("a,b\n,\nc,d\n,\n,\n"), "[a|b][|][c|d][|];");
}

TEST(CsvReader, TakesTheApostropheOffThatKeepsATextFromBeingComputed) {
  EXPECT_EQ(CsvShape("'=1+1,'－2,''=x,'-5\n'好',',--,'a=\n"), "[=1+1|－2|'=x|-5]['好'|'|--|'a=];");
}

TEST(CsvReader, ReadsWhatChineseSpreadsheetsSave) {
  EXPECT_EQ(CsvShape(Encoded("规章,1\n", "GB18030")), "[规章|1];");
  EXPECT_EQ(CsvShape("\xEF\xBB\xBF规章,1\n"), "[规章|1];");
  EXPECT_EQ(CsvShape("\xFF\xFE" + Encoded("规章\t1\n", "UTF-16LE")), "[规章|1];");
}

TEST(CsvReader, SaysWhereACellStands) {
  const auto document = ReadCsvText("a,b\n\nc,d\n");
  const auto& cell = std::get<domain::Table>(document->blocks[0]).rows[2].cells[1];
  EXPECT_EQ(cell.text, "d");
  EXPECT_EQ(cell.place.line, 3);
  EXPECT_EQ(cell.place.row, 3);
  EXPECT_EQ(cell.place.column, 2);
  EXPECT_EQ(cell.extent.begin, 1);
}

TEST(CsvReader, NamesTheRowWhoseQuotesDoNotClose) {
  const auto document = ReadCsvText("a,b\n\"c\"d,e\n");
  EXPECT_EQ(status::ReasonOf(document.status()), "DOCUMENT_UNREADABLE");
  EXPECT_THAT(status::ChineseOf(document.status()), HasSubstr("第 2 行"));
  for (const char* unclosed : {"a,\"b\nc,d\n", "a,\"b\"\"\nc,d\n"}) {
    EXPECT_EQ(status::ReasonOf(ReadCsvText(unclosed).status()), "DOCUMENT_UNREADABLE") << unclosed;
  }
}

TEST(CsvReader, RefusesMoreThanAnyReportHas) {
  EXPECT_EQ(CsvShape(std::string(2'000, ',') + "x"), "DOCUMENT_TOO_LARGE columns");
  std::string rows;
  for (int i = 0; i < 100'001; ++i) absl::StrAppend(&rows, "x\n");
  EXPECT_EQ(CsvShape(rows), "DOCUMENT_TOO_LARGE cells");
}

}  // namespace
}  // namespace nianbao::document::readers
