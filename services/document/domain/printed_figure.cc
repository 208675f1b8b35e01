#include "services/document/domain/printed_figure.h"

#include "libs/form/cell_vector.h"
#include "libs/form/decimal.h"
#include "services/document/domain/cell_text.h"
#include "services/document/domain/printable.h"

namespace nianbao::document::domain {
namespace {

using form::CellState;
using form::v1::CellMark;

constexpr absl::string_view kNotApplicable = "/";
constexpr absl::string_view kDoubtful = "？";

}  // namespace

PrintedFigures::PrintedFigures(const form::v1::AnnualReport& report) : report_(report) {
  for (const CellMark& mark : report.marks()) marks_[mark.cell()] = &mark;
}

PrintedFigure PrintedFigures::Of(const form::Cell& cell) const {
  if (const auto value = form::GetFigure(cell, report_)) return {form::FormatDecimal(*value, cell.scale), true};
  const auto found = marks_.find(cell.code);
  if (found == marks_.end()) return {};
  const CellMark& mark = *found->second;
  std::string text = PrintableLine(mark.raw_text());
  const CellState reads_as = ReadCellText(text, cell).figure.state;
  if (mark.state() == CellMark::STATE_NOT_APPLICABLE) {
    return {reads_as == CellState::kNotApplicable ? text : std::string(kNotApplicable), false};
  }
  if (!text.empty() && reads_as != CellState::kUnresolved) text += std::string(kDoubtful);
  return {text, false};
}

}  // namespace nianbao::document::domain
