#include "libs/form/cell_vector.h"

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "libs/form/figure_writer.h"
#include "libs/form/marks.h"
#include "libs/form/visit_figures.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::form {
namespace {

constexpr int kStateBytes = (CellVector::kSize + 3) / 4;

}  // namespace

CellState StateOf(const v1::CellMark& mark) {
  return mark.state() == v1::CellMark::STATE_NOT_APPLICABLE ? CellState::kNotApplicable : CellState::kUnresolved;
}

absl::StatusOr<CellVector> VectorOf(const v1::AnnualReport& report) {
  const Catalogue& catalogue = Catalogue::Get();
  RETURN_IF_ERROR(CheckMarks(catalogue, report));
  CellVector vector;
  VisitFigures(report, [&](int index, int64_t value) {
    if (index < CellVector::kSize) vector.SetNumber(index, value);
  });
  for (const v1::CellMark& mark : report.marks()) {
    vector.SetEmpty(catalogue.Find(mark.cell())->index, StateOf(mark));
  }
  return vector;
}

void ApplyVector(const CellVector& vector, v1::AnnualReport& report) {
  absl::flat_hash_map<std::string, v1::CellMark> before;
  for (const v1::CellMark& mark : report.marks()) before[mark.cell()] = mark;
  report.clear_marks();
  FigureWriter figures(report);
  for (const Cell& cell : Catalogue::Get().cells()) {
    const CellState state = vector.state(cell.index);
    if (state == CellState::kNumber) {
      figures.Set(cell, vector.value(cell.index));
      continue;
    }
    ClearValue(cell, report);
    if (state == CellState::kBlank) continue;
    const auto wanted =
        state == CellState::kNotApplicable ? v1::CellMark::STATE_NOT_APPLICABLE : v1::CellMark::STATE_UNRESOLVED;
    v1::CellMark& mark = *report.add_marks();
    mark.set_cell(cell.code);
    mark.set_state(wanted);
    if (const auto old = before.find(cell.code); old != before.end() && old->second.state() == wanted) {
      mark.set_raw_text(old->second.raw_text());
    }
  }
}

v1::CellVector ToProto(const CellVector& vector) {
  v1::CellVector proto;
  proto.mutable_values()->Add(vector.values().begin(), vector.values().end());
  std::string states(kStateBytes, '\0');
  for (int i = 0; i < CellVector::kSize; ++i) {
    states[i / 4] |= static_cast<char>(static_cast<unsigned>(vector.state(i)) << (i % 4 * 2));
  }
  proto.set_states(std::move(states));
  return proto;
}

absl::StatusOr<CellVector> FromProto(const v1::CellVector& proto) {
  const auto malformed = [](std::string problem) -> absl::Status {
    return status::Error(absl::StatusCode::kInvalidArgument, "CELL_VECTOR_MALFORMED", absl::StrCat("cells: ", problem));
  };
  if (proto.values_size() != CellVector::kSize) {
    return malformed(absl::StrCat("got ", proto.values_size(), " values, want ", CellVector::kSize));
  }
  if (proto.states().size() != kStateBytes) {
    return malformed(absl::StrCat("got ", proto.states().size(), " bytes of states, want ", kStateBytes));
  }
  CellVector vector;
  for (int i = 0; i < CellVector::kSize; ++i) {
    const auto state = static_cast<CellState>(static_cast<unsigned char>(proto.states()[i / 4]) >> (i % 4 * 2) & 3U);
    if (state == CellState::kNumber) {
      vector.SetNumber(i, proto.values(i));
    } else if (proto.values(i) != 0) {
      return malformed(absl::StrCat("cell ", i, ": got a value without the state \"number\""));
    } else {
      vector.SetEmpty(i, state);
    }
  }
  return vector;
}

}  // namespace nianbao::form
