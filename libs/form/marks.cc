#include "libs/form/marks.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "libs/form/cell_value.h"
#include "libs/status/error.h"

namespace nianbao::form {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* MarksField(const Message& report) { return report.GetDescriptor()->FindFieldByName("marks"); }

absl::Status Malformed(const v1::CellMark& mark, absl::string_view problem) {
  return status::Error(absl::StatusCode::kInvalidArgument, "REPORT_MALFORMED",
                       absl::StrCat("report.marks: ", mark.cell(), ": ", problem))
      .Meta("cell", mark.cell())
      .Field("report.marks", problem)
      .Chinese(absl::StrCat("报告自相矛盾：单元格 ", mark.cell(), " 的标记无效。"));
}

}  // namespace

google::protobuf::RepeatedFieldRef<v1::CellMark> MarksOf(const Message& report) {
  return report.GetReflection()->GetRepeatedFieldRef<v1::CellMark>(report, MarksField(report));
}

v1::CellMark& AddMark(Message& report) {
  return static_cast<v1::CellMark&>(*report.GetReflection()->AddMessage(&report, MarksField(report)));
}

absl::Status CheckMarks(const Catalogue& catalogue, const Message& report) {
  absl::flat_hash_set<const Cell*> marked;
  for (const v1::CellMark& mark : MarksOf(report)) {
    const Cell* cell = catalogue.Find(mark.cell());
    if (cell == nullptr || static_cast<size_t>(cell->index) >= catalogue.cells().size())
      return Malformed(mark, "got an unknown cell, want a cell code");
    if (HoldsValue(*cell, report)) return Malformed(mark, "got a mark and a number, want one of them");
    if (!marked.insert(cell).second) return Malformed(mark, "got two marks, want one");
    if (mark.state() != v1::CellMark::STATE_NOT_APPLICABLE && mark.state() != v1::CellMark::STATE_UNRESOLVED)
      return Malformed(mark, "got no state, want NOT_APPLICABLE or UNRESOLVED");
  }
  return absl::OkStatus();
}

}  // namespace nianbao::form
