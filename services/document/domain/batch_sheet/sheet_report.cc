#include "services/document/domain/batch_sheet/sheet_report.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/place/describe.h"
#include "services/document/domain/cell_readings.h"
#include "services/document/domain/narrative_claims.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/recognise_fee_statement.h"
#include "services/document/domain/supported_year.h"

namespace nianbao::document::domain {
namespace {

finding::v1::Finding OrganMissing(const finding::v1::Place& place) {
  auto finding = MakeFinding(
      "document.batch_organ_missing", "", finding::v1::SEVERITY_ERROR,
      {absl::StrCat(place::InChinese(place), "没有写机关编号，也没有写机关名称。请至少填写其中一项。"),
       absl::StrCat(place::InEnglish(place), ": neither number nor name of the organ; fill in one of them")});
  *finding.mutable_place() = place;
  return finding;
}

finding::v1::Finding YearUnclear(const finding::v1::Place& place, absl::string_view text) {
  auto finding = MakeFinding(
      "document.batch_year_unclear", "", finding::v1::SEVERITY_ERROR,
      {absl::StrCat(place::InChinese(place), "的年度写着“", Excerpt(text), "”。请填写四位数的年度，例如 2024。"),
       absl::StrCat(place::InEnglish(place), ": got \"", Excerpt(text), "\" as the year, want one such as 2024")});
  *finding.mutable_place() = place;
  return finding;
}

// 0 for a text that is none.
int YearIn(absl::string_view text) {
  if (!absl::ConsumeSuffix(&text, "年度")) absl::ConsumeSuffix(&text, "年");
  int year = 0;
  return text.size() == 4 && absl::SimpleAtoi(text, &year) ? year : 0;
}

class Reader {
 public:
  Reader(const SheetHeader& header, const Row& row) : place_(PlaceOf(row)) {
    for (const Cell& cell : row.cells) {
      const auto column = header.columns.find(static_cast<int>(cell.extent.begin));
      if (column == header.columns.end()) continue;
      cells_[column->second] = &cell;
      has_text_ = has_text_ || !Trimmed(cell.text).empty();
    }
  }

  // Whether any column has a text.
  bool has_text() const { return has_text_; }

  SheetReport Read() {
    SheetReport sheet_report;
    sheet_report.unfilled = true;
    v1::ReadDocumentResponse& document = *sheet_report.row.mutable_document();
    form::v1::AnnualReport& report = *document.mutable_report();
    report.set_scope(form::v1::SCOPE_OWN);
    report.set_edition(form::v1::EDITION_2021);
    CellReadings readings;
    for (const auto& [column, cell] : cells_) {
      const absl::string_view text = Trimmed(cell->text);
      switch (column->kind) {
        case SheetColumn::Kind::kOrgan:
          sheet_report.row.set_organ(std::string(text));
          break;
        case SheetColumn::Kind::kOrganName:
          report.set_organ_name(std::string(text));
          break;
        case SheetColumn::Kind::kYear:
          report.set_year(YearIn(text));
          break;
        case SheetColumn::Kind::kFigure: {
          const CellText read = ReadCellText(cell->text, *column->cell);
          // No sum of the row can confirm what has a gap.
          const Figure figure = read.repair == Repair::kGap ? Figure{form::CellState::kUnresolved} : read.figure;
          readings.Put(*column->cell, {*cell, figure, read.repair == Repair::kGap ? Repair::kNone : read.repair},
                       v1::CONFIDENCE_PRINTED);
          sheet_report.unfilled = sheet_report.unfilled && text.empty();
          break;
        }
        case SheetColumn::Kind::kText:
          SetText(*column, text, report);
          sheet_report.unfilled = sheet_report.unfilled && text.empty();
          break;
      }
    }
    *sheet_report.row.mutable_place() = place_;
    Findings findings;
    *report.mutable_processing_fees() = RecogniseFeeStatement(report.narrative().other_matters(), findings);
    AddNarrativeClaims(report.year(), *report.mutable_narrative());
    if (sheet_report.row.organ().empty() && report.organ_name().empty()) findings.push_back(OrganMissing(place_));
    if (report.year() == 0) findings.push_back(YearUnclear(place_, YearText()));
    for (finding::v1::Finding& finding : findings) *document.add_findings() = std::move(finding);
    readings.WriteTo(document);
    if (report.year() != 0) CheckYear(document);
    return sheet_report;
  }

 private:
  static void SetText(const SheetColumn& column, absl::string_view text, form::v1::AnnualReport& report) {
    form::v1::Narrative& narrative = *report.mutable_narrative();
    narrative.GetReflection()->SetString(&narrative, column.text, std::string(text));
  }

  absl::string_view YearText() const {
    const auto year = cells_.find(FindSheetColumn("year"));
    return year == cells_.end() ? "" : Trimmed(year->second->text);
  }

  finding::v1::Place place_;
  std::map<const SheetColumn*, const Cell*> cells_;
  bool has_text_ = false;
};

}  // namespace

std::optional<SheetReport> ReadSheetReport(const SheetHeader& header, const Row& row) {
  Reader reader(header, row);
  if (!reader.has_text()) return std::nullopt;
  return reader.Read();
}

}  // namespace nianbao::document::domain
