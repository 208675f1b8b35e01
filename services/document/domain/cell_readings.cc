#include "services/document/domain/cell_readings.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_value.h"
#include "libs/form/marks.h"
#include "libs/place/describe.h"
#include "services/document/domain/figure.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/signed_figure.h"

namespace nianbao::document::domain {
namespace {

using form::v1::CellMark;

// A longer text in a single cell is no amount.
constexpr size_t kLongestTextBytes = 120;

google::protobuf::Message& ReportOf(const form::Catalogue& catalogue, v1::ReadDocumentResponse& response) {
  if (&catalogue == &form::Catalogue::Edition2019()) return *response.mutable_report_2019();
  return *response.mutable_report();
}

void AddMark(const form::Cell& cell, CellMark::State state, absl::string_view raw_text,
             google::protobuf::Message& report) {
  CellMark& mark = form::AddMark(report);
  mark.set_cell(cell.code);
  mark.set_state(state);
  mark.set_raw_text(std::string(raw_text));
}

// What the text says; for a text cell the state alone.
Figure Read(const form::Cell& cell, absl::string_view text) {
  if (cell.kind == form::CellKind::kSignedCount) return ReadSignedFigure(text);
  const Figure figure = ReadFigure(text, cell.scale);
  if (cell.kind != form::CellKind::kText || figure.state != form::CellState::kUnresolved) return figure;
  return {Trimmed(text).size() > kLongestTextBytes ? form::CellState::kUnresolved : form::CellState::kNumber, 0};
}

finding::v1::Finding Unresolved(const form::Cell& cell, const PlacedText& text) {
  const finding::v1::Place where = PlaceOf(text);
  const std::string raw = Excerpt(Trimmed(text.text));
  const std::string name = cell.printed_name();
  auto finding = MakeFinding(
      "document.cell_unresolved", cell.code, finding::v1::SEVERITY_ERROR,
      {absl::StrCat(place::InChinese(where), "，“", name, "”一格写着“", raw,
                    "”，不能确定是哪个数。请在原文件中改为只含一个数字（没有则填 0，不适用则填 /），再重新导入。"),
       absl::StrCat(place::InEnglish(where), ": the cell \"", name, "\" holds \"", raw,
                    "\", which is not a figure beyond doubt; print a plain number there, 0 for none or / for not "
                    "applicable, and import again")});
  const form::Cell* cells[] = {&cell};
  AddCells(cells, finding);
  finding.mutable_cells(0)->set_value(raw);
  *finding.mutable_cells(0)->mutable_place() = PlaceOf(text);
  *finding.mutable_place() = PlaceOf(text);
  return finding;
}

}  // namespace

void CellReadings::WriteTo(v1::ReadDocumentResponse& response) const {
  google::protobuf::Message& report = ReportOf(catalogue_, response);
  for (const form::Cell& cell : catalogue_.cells()) {
    const auto& text = texts_[cell.index];
    if (!text) {
      AddMark(cell, CellMark::STATE_UNRESOLVED, "", report);
      continue;
    }
    v1::CellSource& source = *response.add_sources();
    source.set_cell(cell.code);
    *source.mutable_place() = PlaceOf(*text);
    source.set_confidence(v1::CONFIDENCE_PRINTED);
    const Figure figure = Read(cell, text->text);
    if (figure.state == form::CellState::kNumber) {
      if (cell.kind == form::CellKind::kText) {
        form::SetText(cell, Trimmed(text->text), report);
      } else {
        form::SetFigure(cell, figure.value, report);
      }
    } else if (figure.state == form::CellState::kNotApplicable) {
      AddMark(cell, CellMark::STATE_NOT_APPLICABLE, source.place().text(), report);
    } else if (figure.state == form::CellState::kUnresolved) {
      AddMark(cell, CellMark::STATE_UNRESOLVED, source.place().text(), report);
      *response.add_findings() = Unresolved(cell, *text);
    }
  }
}

}  // namespace nianbao::document::domain
