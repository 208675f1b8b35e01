#include "services/document/domain/cell_readings.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_value.h"
#include "libs/form/marks.h"
#include "libs/place/describe.h"
#include "services/document/domain/figure.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

using form::v1::CellMark;

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

void WriteValue(const form::Cell& cell, const Reading& reading, google::protobuf::Message& report) {
  if (cell.kind == form::CellKind::kText) {
    form::SetText(cell, Trimmed(reading.text.text), report);
  } else {
    form::SetFigure(cell, reading.figure.value, report);
  }
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

struct RepairWords {
  absl::string_view rule;
  Sentence sentence;
};

RepairWords WordsOf(Repair repair) {
  switch (repair) {
    case Repair::kNone:
      break;
    case Repair::kGap:
      return {
          "document.figure_with_gap",
          {"下列各格的数字中间有空格，已合为一个数，并与本行合计相符。请核对。",
           "the digits of these cells have gaps between them; they were joined, and the sums of the row confirm it"}};
    case Repair::kRemark:
      return {"document.figure_with_remark",
              {"下列各格的数字后面带有说明，只读取了数字。请核对。",
               "remarks follow the figures of these cells; the figures alone were read"}};
    case Repair::kUnit:
      return {"document.figure_with_unit",
              {"下列各格的数字带有单位，已按本格的单位读取。请核对。",
               "these cells print a unit; the figures were read in the unit of the cell"}};
    case Repair::kWord:
      return {"document.figure_as_word",
              {"下列各格写的是文字：“零”按 0 读取，“无”按“/”（不适用）读取。请核对。",
               "these cells hold words: 零 was read as 0, 无 as not applicable"}};
  }
  return {};
}

finding::v1::Finding Repaired(Repair repair, const std::vector<const form::Cell*>& cells,
                              const CellReadings& readings) {
  const RepairWords words = WordsOf(repair);
  auto finding = MakeFinding(words.rule, "", finding::v1::SEVERITY_INFO, words.sentence);
  AddCells(cells, finding);
  for (size_t i = 0; i < cells.size(); ++i) {
    const PlacedText& text = readings.Find(*cells[i])->text;
    finding.mutable_cells(static_cast<int>(i))->set_value(Excerpt(Trimmed(text.text)));
    *finding.mutable_cells(static_cast<int>(i))->mutable_place() = PlaceOf(text);
  }
  return finding;
}

}  // namespace

void CellReadings::Put(const form::Cell& cell, Reading reading, v1::Confidence confidence) {
  if (reading.repair != Repair::kNone) confidence = v1::CONFIDENCE_INFERRED;
  entries_[cell.index] = {std::move(reading), confidence};
}

const Reading* CellReadings::Find(const form::Cell& cell) const {
  const auto& entry = entries_[cell.index];
  return entry ? &entry->reading : nullptr;
}

v1::Confidence CellReadings::ConfidenceOf(const form::Cell& cell) const {
  const auto& entry = entries_[cell.index];
  return entry ? entry->confidence : v1::CONFIDENCE_UNSPECIFIED;
}

void CellReadings::WriteTo(v1::ReadDocumentResponse& response) const {
  google::protobuf::Message& report = ReportOf(catalogue_, response);
  std::map<Repair, std::vector<const form::Cell*>> repaired;
  for (const form::Cell& cell : catalogue_.cells()) {
    const auto& entry = entries_[cell.index];
    if (!entry) {
      AddMark(cell, CellMark::STATE_UNRESOLVED, "", report);
      continue;
    }
    const auto& [text, figure, repair] = entry->reading;
    v1::CellSource& source = *response.add_sources();
    source.set_cell(cell.code);
    *source.mutable_place() = PlaceOf(text);
    source.set_confidence(entry->confidence);
    if (repair != Repair::kNone) repaired[repair].push_back(&cell);
    if (figure.state == form::CellState::kNumber) {
      WriteValue(cell, entry->reading, report);
    } else if (figure.state == form::CellState::kNotApplicable) {
      AddMark(cell, CellMark::STATE_NOT_APPLICABLE, source.place().text(), report);
    } else if (figure.state == form::CellState::kUnresolved) {
      AddMark(cell, CellMark::STATE_UNRESOLVED, source.place().text(), report);
      *response.add_findings() = Unresolved(cell, text);
    }
  }
  for (const auto& [repair, cells] : repaired) *response.add_findings() = Repaired(repair, cells, *this);
}

}  // namespace nianbao::document::domain
