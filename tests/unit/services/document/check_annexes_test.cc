#include "services/document/domain/check_annexes.h"

#include <gmock/gmock.h>

#include <string>

#include "libs/status/error.h"
#include "tests/unit/services/document/sample_annex.h"

namespace nianbao::document::domain {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

v1::WriteDocumentRequest RequestWith(const v1::Annex& annex) {
  v1::WriteDocumentRequest request;
  request.set_format(v1::FORMAT_DOCX);
  *request.add_annexes() = annex;
  return request;
}

// What is wrong: the message, with its Chinese sentence beside it.
std::string FaultOf(const v1::WriteDocumentRequest& request) {
  const absl::Status status = CheckAnnexes(request);
  if (status.ok()) return "";
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(status), "FIELD_INVALID");
  EXPECT_FALSE(status::ChineseOf(status).empty());
  return std::string(status.message());
}

std::string FaultOf(const v1::Annex& annex) { return FaultOf(RequestWith(annex)); }

TEST(CheckAnnexes, PassesAnnexesForTheFormatsThatHoldThem) {
  v1::WriteDocumentRequest request = RequestWith(SampleAnnex());
  for (const v1::Format format : {v1::FORMAT_DOCX, v1::FORMAT_HTML, v1::FORMAT_XLSX}) {
    request.set_format(format);
    EXPECT_EQ(FaultOf(request), "");
  }
}

TEST(CheckAnnexes, RefusesAnnexesForCsvAndJsonButNotTheirAbsence) {
  for (const v1::Format format : {v1::FORMAT_CSV, v1::FORMAT_JSON}) {
    v1::WriteDocumentRequest request = RequestWith(SampleAnnex());
    request.set_format(format);
    EXPECT_EQ(FaultOf(request), "annexes: got 1 for " + v1::Format_Name(format) +
                                    ", want none, or one of DOCX, HTML, XLSX as the format");
    request.clear_annexes();
    EXPECT_EQ(FaultOf(request), "");
  }
}

TEST(CheckAnnexes, RefusesMoreThanNineAnnexesOrTwentyTables) {
  v1::WriteDocumentRequest request = RequestWith(SampleAnnex());
  while (request.annexes_size() < 9) *request.add_annexes() = SampleAnnex();
  EXPECT_EQ(FaultOf(request), "");
  *request.add_annexes() = SampleAnnex();
  EXPECT_EQ(FaultOf(request), "annexes: got 10 annexes, want at most 9");
  v1::Annex annex = SampleAnnex();
  while (annex.tables_size() < 20) *annex.add_tables() = TableOfSize(1, 1);
  EXPECT_EQ(FaultOf(annex), "");
  *annex.add_tables() = TableOfSize(1, 1);
  EXPECT_EQ(FaultOf(annex), "annexes[0].tables: got 21 tables, want at most 20");
}

TEST(CheckAnnexes, RefusesTablesThatAreNoGridOfOneToTwelveColumns) {
  v1::Annex annex = SampleAnnex();
  *annex.mutable_tables(1) = TableOfSize(12, 1);
  EXPECT_EQ(FaultOf(annex), "");
  *annex.mutable_tables(1) = TableOfSize(13, 1);
  EXPECT_EQ(FaultOf(annex), "annexes[0].tables[1].column_titles: got 13 titles, want at most 12");
  *annex.mutable_tables(1) = TableOfSize(0, 1);
  EXPECT_EQ(FaultOf(annex), "annexes[0].tables[1].column_titles: got none, want at least 1");
  *annex.mutable_tables(1) = TableOfSize(3, 2);
  annex.mutable_tables(1)->mutable_rows(1)->add_texts("");
  EXPECT_EQ(FaultOf(annex), "annexes[0].tables[1].rows[1].texts: got 4 texts, want 3");
}

TEST(CheckAnnexes, RefusesBlankAndLongTitlesAndCaptions) {
  v1::Annex annex = SampleAnnex();
  annex.set_title(" \n");
  EXPECT_THAT(FaultOf(annex), StartsWith("annexes[0].title: got a blank text"));
  annex.set_title(std::string(301, 'x'));
  EXPECT_EQ(FaultOf(annex), "annexes[0].title: got 301 bytes, want at most 300");
  annex = SampleAnnex();
  annex.mutable_tables(0)->clear_caption();
  EXPECT_THAT(FaultOf(annex), StartsWith("annexes[0].tables[0].caption: got a blank text"));
}

TEST(CheckAnnexes, RefusesTextsThatAreTooLongOrNoText) {
  for (const std::string& bad : {std::string(4097, 'x'), std::string("\xFF")}) {
    v1::Annex annex = SampleAnnex();
    annex.set_paragraphs(1, bad);
    EXPECT_THAT(FaultOf(annex), StartsWith("annexes[0].paragraphs: got "));
    annex = SampleAnnex();
    annex.mutable_tables(0)->set_column_titles(0, bad);
    EXPECT_THAT(FaultOf(annex), StartsWith("annexes[0].tables[0].column_titles: got "));
    annex = SampleAnnex();
    annex.mutable_tables(1)->mutable_rows(1)->set_texts(0, bad);
    EXPECT_THAT(FaultOf(annex), StartsWith("annexes[0].tables[1].rows[1].texts: got "));
  }
  v1::Annex annex = SampleAnnex();
  annex.set_paragraphs(1, std::string(4096, 'x'));
  EXPECT_EQ(FaultOf(annex), "");
}

TEST(CheckAnnexes, RefusesMoreCellsAndLinesThanCouldBeReadAgain) {
  v1::Annex cells;
  cells.set_title("格");
  *cells.add_tables() = TableOfSize(5, 3'000);
  v1::WriteDocumentRequest request = RequestWith(cells);
  *request.add_annexes() = cells;
  EXPECT_EQ(FaultOf(request), "");
  request.mutable_annexes(1)->mutable_tables(0)->add_rows()->mutable_texts()->Add("x");
  EXPECT_THAT(FaultOf(request), HasSubstr("rows[3000].texts"));
  *request.mutable_annexes(1)->mutable_tables(0) = TableOfSize(5, 3'001);
  EXPECT_EQ(FaultOf(request), "annexes: got 30005 cells, want at most 30000");
  v1::Annex lines;
  lines.set_title("行");
  for (int i = 0; i < 10'000; ++i) lines.add_paragraphs("段");
  EXPECT_EQ(FaultOf(lines), "");
  *lines.add_tables() = TableOfSize(1, 1);
  EXPECT_EQ(FaultOf(lines), "annexes: got 10002 paragraphs, tables and rows, want at most 10000");
}

}  // namespace
}  // namespace nianbao::document::domain
