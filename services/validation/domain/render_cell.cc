#include "services/validation/domain/render_cell.h"

#include <string>

#include "libs/form/decimal.h"

namespace nianbao::validation::domain {
namespace {

// A file can hold megabytes where a figure is expected; a finding need not repeat them.
constexpr size_t kRawBytesMax = 100;

// Cuts between characters, not inside one.
std::string Shortened(std::string text) {
  if (text.size() <= kRawBytesMax) return text;
  size_t end = kRawBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

std::string RawText(const std::string& code, const form::v1::AnnualReport& report) {
  for (const form::v1::CellMark& mark : report.marks()) {
    if (mark.cell() == code) return Shortened(mark.raw_text());
  }
  return "";
}

}  // namespace

const form::Cell& CellAt(int index) {
  const form::Catalogue& form = form::Catalogue::Get();
  constexpr int kCells = form::Catalogue::kCellCount;
  return index < kCells ? form.cells()[index] : form.fee_statement()[index - kCells];
}

finding::v1::CellReference RenderCell(rulebook::Position position, const Subject& subject) {
  const form::Cell& cell = CellAt(position.index);
  finding::v1::CellReference reference;
  reference.set_cell(cell.code);
  reference.set_printed_name(cell.printed_name());
  if (position.source == v1::Term::SOURCE_PRIOR) reference.set_year(subject.report.year() - 1);
  switch (subject.figures.state(position)) {
    case form::CellState::kBlank:
      break;
    case form::CellState::kNumber:
      reference.set_value(form::FormatDecimal(subject.figures.value(position), cell.scale));
      break;
    case form::CellState::kNotApplicable:
      reference.set_value("/");
      break;
    case form::CellState::kUnresolved:
      // Only of the report itself: over an unresolved figure of last year nothing is found.
      reference.set_value(RawText(cell.code, subject.report));
      break;
  }
  return reference;
}

}  // namespace nianbao::validation::domain
