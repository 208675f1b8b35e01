#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <pugixml.hpp>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/document/domain/batch_sheet/read_batch_sheet.h"
#include "services/document/domain/batch_sheet/sheet_columns.h"
#include "services/document/domain/batch_sheet/write_batch_sheet.h"
#include "services/document/readers/open_document.h"
#include "services/document/writers/all_writers.h"
#include "tests/refusal.h"
#include "tests/unit/services/document/sample_report.h"
#include "tests/unit/services/document/writers/unzip.h"

namespace nianbao::document::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

v1::BatchSheetRow RowOf(const std::string& organ, const form::v1::AnnualReport& report) {
  v1::BatchSheetRow row;
  row.set_organ(organ);
  *row.mutable_document()->mutable_report() = report;
  return row;
}

form::v1::AnnualReport NamedReport(const std::string& organ_name, int year = 2024) {
  form::v1::AnnualReport report;
  report.set_organ_name(organ_name);
  report.set_year(year);
  return report;
}

v1::WriteBatchSheetRequest SheetOf(std::vector<v1::BatchSheetRow> rows, v1::Format format) {
  v1::WriteBatchSheetRequest request;
  for (v1::BatchSheetRow& row : rows) *request.add_rows() = std::move(row);
  request.set_format(format);
  return request;
}

std::string Written(const v1::WriteBatchSheetRequest& request) {
  return WriteBatchSheet(request, writers::AllSheetWriters()).value().content();
}

absl::StatusOr<v1::ReadBatchSheetResponse> ReadAs(const std::string& ending, const std::string& content) {
  v1::ReadBatchSheetRequest request;
  request.set_file_name("批量表" + ending);
  request.set_content(content);
  return ReadBatchSheet(request, readers::OpenDocument);
}

// A sheet of these columns, each row a list of fields.
v1::ReadBatchSheetResponse ReadCsv(const std::vector<std::string>& lines) {
  return ReadAs(".csv", absl::StrJoin(lines, "\n")).value();
}

std::vector<std::string> RulesOf(const google::protobuf::RepeatedPtrField<finding::v1::Finding>& findings) {
  std::vector<std::string> rules;
  for (const finding::v1::Finding& finding : findings) rules.push_back(finding.rule());
  return rules;
}

// The figures, marks and texts of a report that a sheet keeps.
form::v1::AnnualReport Kept(form::v1::AnnualReport report) {
  report.clear_processing_fees();
  report.mutable_narrative()->clear_claims();
  report.set_scope(form::v1::SCOPE_OWN);
  report.set_edition(form::v1::EDITION_2021);
  return report;
}

class EveryFormat : public testing::TestWithParam<std::pair<v1::Format, std::string>> {};

TEST_P(EveryFormat, GivesBackWhatWasWritten) {
  std::mt19937_64 random(20250131);
  std::vector<v1::BatchSheetRow> rows = {RowOf("qinghe-education", SampleReport())};
  for (int i = 0; i < 5; ++i) {
    form::v1::AnnualReport report = RandomReport(random);
    report.set_organ_name(absl::StrCat("第", i, "局"));
    report.set_year(2024);
    rows.push_back(RowOf(absl::StrCat("bureau-", i), report));
  }
  const auto read = ReadAs(GetParam().second, Written(SheetOf(rows, GetParam().first)));
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->unfilled_rows(), 0);
  EXPECT_THAT(read->findings(), IsEmpty());
  ASSERT_EQ(read->rows_size(), 6);
  for (int i = 0; i < read->rows_size(); ++i) {
    EXPECT_EQ(read->rows(i).organ(), rows[i].organ());
    google::protobuf::util::MessageDifferencer differencer;
    std::string difference;
    differencer.ReportDifferencesToString(&difference);
    EXPECT_TRUE(differencer.Compare(Kept(rows[i].document().report()), Kept(read->rows(i).document().report())))
        << difference;
  }
}

TEST_P(EveryFormat, CountsRowsThatNameAnOrganAndHoldNothingElse) {
  const auto read =
      ReadAs(GetParam().second,
             Written(SheetOf({RowOf("a", NamedReport("甲局")), RowOf("b", NamedReport("乙局"))}, GetParam().first)));
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->unfilled_rows(), 2);
  EXPECT_EQ(read->rows_size(), 0);
}

INSTANTIATE_TEST_SUITE_P(BatchSheet, EveryFormat,
                         testing::Values(std::make_pair(v1::FORMAT_XLSX, ".xlsx"),
                                         std::make_pair(v1::FORMAT_CSV, ".csv"),
                                         std::make_pair(v1::FORMAT_JSON, ".json")),
                         [](const auto& param) { return param.param.second.substr(1); });

TEST(BatchSheet, ReadsColumnsInAnyOrderAndSaysWhichAreMissing) {
  const auto sheet = ReadCsv({"随便写的一行", "requests.received.total,year,organ", "12,2024年,edu", "/,2023,health"});
  ASSERT_EQ(sheet.rows_size(), 2);
  EXPECT_EQ(sheet.rows(0).organ(), "edu");
  EXPECT_EQ(sheet.rows(0).document().report().year(), 2024);
  EXPECT_EQ(sheet.rows(0).document().report().requests().received().total(), 12);
  EXPECT_EQ(sheet.rows(1).place().row(), 4);
  ASSERT_EQ(sheet.findings_size(), 1);
  EXPECT_EQ(sheet.findings(0).rule(), "document.batch_columns_missing");
  EXPECT_EQ(sheet.findings(0).cells_size(), form::Catalogue::kCellCount - 1);
}

TEST(BatchSheet, SaysWhichColumnIsNoneOrTwice) {
  const auto sheet =
      ReadCsv({"organ,year,requests.recieved.total,organ,requests.received.total", "edu,2024,1,health,1"});
  EXPECT_THAT(RulesOf(sheet.findings()), ElementsAre("document.batch_column_unknown", "document.batch_column_repeated",
                                                     "document.batch_columns_missing"));
  EXPECT_EQ(sheet.findings(0).place().column(), 3);
  ASSERT_EQ(sheet.rows_size(), 1);
  EXPECT_EQ(sheet.rows(0).organ(), "edu");
}

TEST(BatchSheet, NamesSheetRowAndColumnOfWhatIsNoFigure) {
  form::v1::AnnualReport report = NamedReport("教育局");
  form::v1::CellMark& mark = *report.add_marks();
  mark.set_cell("requests.received.total");
  mark.set_state(form::v1::CellMark::STATE_UNRESOLVED);
  mark.set_raw_text("约12件");
  const auto read =
      ReadAs(".xlsx", Written(SheetOf({RowOf("edu", SampleReport()), RowOf("health", report)}, v1::FORMAT_XLSX)));
  ASSERT_THAT(read, IsOk());
  const auto& findings = read->rows(1).document().findings();
  const auto unresolved = std::find_if(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.rule() == "document.cell_unresolved";
  });
  ASSERT_NE(unresolved, findings.end());
  EXPECT_EQ(unresolved->place().sheet(), "批量表");
  EXPECT_EQ(unresolved->place().row(), 8);
  const auto& columns = SheetColumns();
  EXPECT_EQ(columns[unresolved->place().column() - 1].code, "requests.received.total");
  EXPECT_THAT(unresolved->message().zh_cn(), HasSubstr("工作表“批量表”第 8 行 "));
}

TEST(BatchSheet, SaysWhatLacksToKnowWhoseReportARowIs) {
  const auto sheet = ReadCsv({"organ,organ_name,year,requests.received.total", ",,2024,1", "edu,,,2", "edu,,二〇,3"});
  ASSERT_EQ(sheet.rows_size(), 3);
  EXPECT_THAT(RulesOf(sheet.rows(0).document().findings()), Contains("document.batch_organ_missing"));
  EXPECT_THAT(RulesOf(sheet.rows(1).document().findings()), Contains("document.batch_year_unclear"));
  EXPECT_THAT(RulesOf(sheet.rows(2).document().findings()), Contains("document.batch_year_unclear"));
}

TEST(BatchSheet, SaysWhichRowRepeatsAnother) {
  const auto sheet = ReadCsv({"organ,year,requests.received.total", "edu,2024,1", "edu,2023,1", "edu,2024,2"});
  EXPECT_THAT(RulesOf(sheet.rows(1).document().findings()), testing::Not(Contains("document.batch_row_repeated")));
  const auto& findings = sheet.rows(2).document().findings();
  ASSERT_THAT(RulesOf(findings), Contains("document.batch_row_repeated"));
  EXPECT_THAT(findings[findings.size() - 1].message().zh_cn(), HasSubstr("第 2 行"));
}

TEST(BatchSheet, RefusesATableWithoutCodes) {
  EXPECT_THAT(ReadAs(".csv", "机关,年度\n教育局,2024\n"),
              IsRefused(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE"));
  EXPECT_THAT(ReadAs(".json", "{\"rows\": 3}"), IsRefused(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE"));
  EXPECT_THAT(ReadAs(".json", "{"), IsRefused(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE"));
}

TEST(BatchSheet, GoesOnAfterARowOfJsonThatIsNone) {
  const auto sheet = ReadAs(".json", R"({"rows": [{"organ": "edu", "document": {"report": {"yaer": 2024}}},
                                   {"organ": "health", "document": {"report": {"year": 2024, "organName": "卫生局",
                                    "requests": {"received": {"total": "3"}}}}}]})");
  ASSERT_THAT(sheet, IsOk());
  ASSERT_EQ(sheet->rows_size(), 2);
  EXPECT_EQ(sheet->rows(0).organ(), "edu");
  EXPECT_THAT(RulesOf(sheet->rows(0).document().findings()), ElementsAre("document.batch_row_unreadable"));
  EXPECT_EQ(sheet->rows(1).place().row(), 2);
  EXPECT_EQ(sheet->rows(1).document().report().requests().received().total(), 3);
}

TEST(BatchSheet, TakesAThousandReportsAndNoMore) {
  std::vector<std::string> lines = {"organ,year,requests.received.total"};
  for (int i = 0; i < kSheetRowsMax; ++i) lines.push_back(absl::StrCat("o", i, ",2024,1"));
  EXPECT_EQ(ReadCsv(lines).rows_size(), kSheetRowsMax);
  lines.emplace_back("one-more,2024,1");
  EXPECT_THAT(ReadAs(".csv", absl::StrJoin(lines, "\n")),
              IsRefused(absl::StatusCode::kResourceExhausted, "DOCUMENT_TOO_LARGE"));
  v1::WriteBatchSheetRequest request = SheetOf({RowOf("a", NamedReport("甲"))}, v1::FORMAT_CSV);
  request.set_blank_rows(kSheetRowsMax);
  EXPECT_THAT(WriteBatchSheet(request, writers::AllSheetWriters()),
              IsRefused(absl::StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST(BatchSheet, WritesNoFormatThatIsNoTable) {
  for (const v1::Format format : {v1::FORMAT_UNSPECIFIED, v1::FORMAT_DOCX, v1::FORMAT_HTML}) {
    EXPECT_THAT(WriteBatchSheet(SheetOf({}, format), writers::AllSheetWriters()),
                IsRefused(absl::StatusCode::kInvalidArgument, "FIELD_INVALID"));
  }
}

class Workbook {
 public:
  explicit Workbook(const v1::WriteBatchSheetRequest& request) {
    sheet_.load_string(writers::Unzip(Written(request)).at("xl/worksheets/sheet1.xml").c_str());
  }
  std::string Formula(const std::string& cell) {
    return sheet_.select_node(absl::StrCat("//c[@r='", cell, "']/f").c_str()).node().text().get();
  }
  std::vector<std::string> Marks(const std::string& range) {
    std::vector<std::string> formulas;
    for (const auto& found :
         sheet_.select_nodes(absl::StrCat("//conditionalFormatting[@sqref='", range, "']//formula").c_str())) {
      formulas.emplace_back(found.node().text().get());
    }
    return formulas;
  }
  std::string LimitOf(const std::string& range) {
    return sheet_.select_node(absl::StrCat("//dataValidation[@sqref='", range, "']").c_str())
        .node()
        .attribute("type")
        .as_string();
  }

 private:
  pugi::xml_document sheet_;
};

// The letters of the column with this code.
std::string LettersOf(absl::string_view code) {
  const auto& columns = SheetColumns();
  int column = 1 + static_cast<int>(FindSheetColumn(code) - columns.data());
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

TEST(BatchSheet, AddsUpMarksAndLimitsInEveryRowOfAWorkbook) {
  v1::WriteBatchSheetRequest request = SheetOf({}, v1::FORMAT_XLSX);
  request.set_blank_rows(3);
  Workbook workbook(request);
  const std::string first = LettersOf("requests.received.natural_person");
  const std::string last = LettersOf("requests.received.other");
  const std::string total = LettersOf("requests.received.total");
  EXPECT_EQ(workbook.Formula(absl::StrCat(total, 9)),
            absl::StrCat("IF(COUNT(", first, "9:", last, "9)=0,\"\",SUM(", first, "9:", last, "9))"));
  EXPECT_THAT(workbook.Marks(absl::StrCat(total, "7:", total, "9")),
              Contains(absl::StrCat("SUM(", total, "7)<>SUM(", first, "7:", last, "7)")));
  EXPECT_EQ(workbook.LimitOf(absl::StrCat(first, "7:", LettersOf(form::Catalogue::Get().cells().back().code), "9")),
            "whole");
}

}  // namespace
}  // namespace nianbao::document::domain
