#include "libs/form/cell_vector.h"

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::form {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kStateBytes = CellVector::kSize / 4;

absl::Status Malformed(const v1::CellMark& mark, absl::string_view problem) {
  return status::Error(absl::StatusCode::kInvalidArgument, "REPORT_MALFORMED",
                       absl::StrCat("report.marks: ", mark.cell(), ": ", problem))
      .Meta("cell", mark.cell())
      .Field("report.marks", problem)
      .Chinese(absl::StrCat("报告自相矛盾：单元格 ", mark.cell(), " 的标记无效。"));
}

}  // namespace

std::optional<int64_t> GetFigure(const Cell& cell, const v1::AnnualReport& report) {
  const Message* message = &report;
  for (size_t i = 0; i + 1 < cell.path.size(); ++i) {
    const auto& reflection = *message->GetReflection();
    if (!reflection.HasField(*message, cell.path[i])) return std::nullopt;
    message = &reflection.GetMessage(*message, cell.path[i]);
  }
  const auto& reflection = *message->GetReflection();
  if (!reflection.HasField(*message, cell.path.back())) return std::nullopt;
  return reflection.GetInt64(*message, cell.path.back());
}

void SetFigure(const Cell& cell, int64_t value, v1::AnnualReport& report) {
  Message* message = &report;
  for (size_t i = 0; i + 1 < cell.path.size(); ++i) {
    message = message->GetReflection()->MutableMessage(message, cell.path[i]);
  }
  message->GetReflection()->SetInt64(message, cell.path.back(), value);
}

absl::StatusOr<CellVector> VectorOf(const v1::AnnualReport& report) {
  const Catalogue& catalogue = Catalogue::Get();
  CellVector vector;
  for (const Cell& cell : catalogue.cells()) {
    if (const auto value = GetFigure(cell, report)) vector.SetNumber(cell.index, *value);
  }
  for (const v1::CellMark& mark : report.marks()) {
    const Cell* cell = catalogue.Find(mark.cell());
    if (cell == nullptr || cell->index >= CellVector::kSize)
      return Malformed(mark, "got an unknown cell, want a cell code");
    if (vector.state(cell->index) == CellState::kNumber)
      return Malformed(mark, "got a mark and a number, want one of them");
    if (vector.state(cell->index) != CellState::kBlank) return Malformed(mark, "got two marks, want one");
    switch (mark.state()) {
      case v1::CellMark::STATE_NOT_APPLICABLE:
        vector.SetEmpty(cell->index, CellState::kNotApplicable);
        break;
      case v1::CellMark::STATE_UNRESOLVED:
        vector.SetEmpty(cell->index, CellState::kUnresolved);
        break;
      default:
        return Malformed(mark, "got no state, want NOT_APPLICABLE or UNRESOLVED");
    }
  }
  return vector;
}

void ApplyVector(const CellVector& vector, v1::AnnualReport& report) {
  absl::flat_hash_map<std::string, v1::CellMark> before;
  for (const v1::CellMark& mark : report.marks()) before[mark.cell()] = mark;
  report.clear_marks();
  for (const Cell& cell : Catalogue::Get().cells()) {
    const CellState state = vector.state(cell.index);
    if (state == CellState::kNumber) {
      SetFigure(cell, vector.value(cell.index), report);
      continue;
    }
    if (GetFigure(cell, report)) {
      Message* message = &report;
      for (size_t i = 0; i + 1 < cell.path.size(); ++i) {
        message = message->GetReflection()->MutableMessage(message, cell.path[i]);
      }
      message->GetReflection()->ClearField(message, cell.path.back());
    }
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
