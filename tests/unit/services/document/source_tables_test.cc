#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/document/domain/read_document.h"
#include "services/document/domain/write_document.h"
#include "services/document/readers/open_document.h"
#include "services/document/writers/all_writers.h"
#include "tests/unit/services/document/report_text.h"
#include "tests/unit/services/document/sample_report.h"

namespace nianbao::document::domain {
namespace {

v1::ReadDocumentResponse ReadWithTables(const std::string& name, const std::string& content, bool with_tables = true) {
  v1::ReadDocumentRequest request;
  request.set_file_name(name);
  request.set_content(content);
  request.set_with_tables(with_tables);
  return ReadDocument(request, readers::OpenDocument).value();
}

std::string Written(v1::Format format) {
  v1::WriteDocumentRequest request;
  *request.mutable_report() = SampleReport();
  request.set_format(format);
  return WriteDocument(request, writers::AllWriters()).value().content();
}

std::vector<v1::SourceCell> CellsOf(const v1::ReadDocumentResponse& response) {
  std::vector<v1::SourceCell> cells;
  for (const v1::SourceTable& table : response.tables()) {
    for (const v1::SourceRow& row : table.rows()) cells.insert(cells.end(), row.cells().begin(), row.cells().end());
  }
  return cells;
}

// Every source stands in one cell of the tables, with the text that was read.
void ExpectEverySourceInTheTables(const v1::ReadDocumentResponse& response) {
  const std::vector<v1::SourceCell> cells = CellsOf(response);
  for (const v1::CellSource& source : response.sources()) {
    const auto stands_here = [&](const v1::SourceCell& cell) {
      return google::protobuf::util::MessageDifferencer::Equals(cell.place(), source.place());
    };
    EXPECT_EQ(std::count_if(cells.begin(), cells.end(), stands_here), 1) << source.DebugString();
  }
}

TEST(SourceTables, AreThoseOfTheDocumentWithTheirMergedCells) {
  for (const v1::Format format : {v1::FORMAT_HTML, v1::FORMAT_DOCX}) {
    const auto response = ReadWithTables("a", Written(format));
    ASSERT_EQ(response.tables_size(), 3);
    EXPECT_EQ(response.sources_size(), 200);
    ExpectEverySourceInTheTables(response);
    const v1::SourceCell& note = response.tables(1).rows(0).cells(0);
    EXPECT_EQ(note.place().text(), "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
    EXPECT_EQ(note.columns(), 3);
    EXPECT_EQ(note.rows(), 3);
    const v1::SourceCell& applicants = response.tables(1).rows(0).cells(1);
    EXPECT_EQ(applicants.place().text(), "申请人情况");
    EXPECT_EQ(applicants.column(), 4);
    EXPECT_EQ(applicants.columns(), 7);
    EXPECT_EQ(applicants.rows(), 1);
  }
}

TEST(SourceTables, AreTheRowsThatCellsWithoutATableWerePutTogetherTo) {
  const auto response = ReadWithTables("a.txt", absl::StrReplaceAll(TextOf({}), {{"\t", "\n"}}));
  ASSERT_EQ(response.sources_size(), 200);
  ASSERT_GT(response.tables_size(), 0);
  ExpectEverySourceInTheTables(response);
}

TEST(SourceTables, OfOtherThingsAreLeftOut) {
  const std::string other = "<table><tr><td>联系人</td><td>办公室</td></tr></table>";
  std::string html = Written(v1::FORMAT_HTML);
  html.insert(html.find("</main>"), other);
  EXPECT_EQ(ReadWithTables("a.html", html).tables_size(), 3);
}

TEST(SourceTables, TellTheWholeTextOfACell) {
  std::string note;
  for (int i = 0; i < 40; ++i) note += "数据截至十二月底，";
  std::string html = Written(v1::FORMAT_HTML);
  html.insert(html.find("</tbody>"), absl::StrCat("<tr><td colspan=\"4\">", note, "</td></tr>"));
  const v1::ReadDocumentResponse response = ReadWithTables("a.html", html);
  EXPECT_EQ(response.tables(0).rows().rbegin()->cells(0).place().text(), note);
}

TEST(SourceTables, AreGivenToThoseWhoAsk) {
  EXPECT_EQ(ReadWithTables("a.html", Written(v1::FORMAT_HTML), false).tables_size(), 0);
}

}  // namespace
}  // namespace nianbao::document::domain
