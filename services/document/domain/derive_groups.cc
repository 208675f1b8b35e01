#include "services/document/domain/derive_groups.h"

#include <algorithm>
#include <optional>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "libs/form/decimal.h"

namespace nianbao::document::domain {
namespace {

using form::CellState;

using Cells = std::vector<const form::Cell*>;

finding::v1::Finding Derived(const GroupRow& row, const Cells& cells) {
  auto finding = MakeFinding(
      "document.derived", row.group->id, finding::v1::SEVERITY_INFO,
      {absl::StrCat("“", row.group->name, "”只印成一行且为 0，其下各项的 ", cells.size(), " 格据此计为 0。"),
       absl::StrCat("\"", row.group->name, "\" is printed as one row and is 0; the ", cells.size(),
                    " cells of its rows are 0 by that")});
  AddCells(cells, finding);
  *finding.mutable_place() = PlaceOf(*row.row);
  return finding;
}

finding::v1::Finding NotSplit(const GroupRow& row, const Cells& cells) {
  auto finding = MakeFinding(
      "document.group_not_split", row.group->id, finding::v1::SEVERITY_ERROR,
      {absl::StrCat("“", row.group->name, "”只印成一行，不能确定其下各项各是多少，", cells.size(),
                    " 格未读取。请按规定格式分项填写。"),
       absl::StrCat("\"", row.group->name, "\" is printed as one row, which cannot be split into its rows; ",
                    cells.size(), " cells were not read; print its rows")});
  AddCells(cells, finding);
  *finding.mutable_place() = PlaceOf(*row.row);
  return finding;
}

finding::v1::Finding Differs(const GroupRow& row, const Cells& cells, absl::int128 sum, int64_t printed) {
  auto finding =
      MakeFinding("document.group_differs", absl::StrCat(row.group->id, ".", cells.front()->path.back()->name()),
                  finding::v1::SEVERITY_WARNING,
                  {absl::StrCat("“", row.group->name, "”一行印为 ", printed, "，其下各项之和为 ",
                                form::FormatDecimal(sum, 0), "。请核对（报告只保存各项）。"),
                   absl::StrCat("the row \"", row.group->name, "\" prints ", printed, ", its rows add up to ",
                                form::FormatDecimal(sum, 0), "; check them (the report keeps the rows alone)")});
  AddCells(cells, finding);
  *finding.mutable_place() = PlaceOf(*row.row);
  return finding;
}

// The sum of the cells, or nothing when one of them holds no number and is not blank.
std::optional<absl::int128> SumOf(const Cells& cells, const CellReadings& readings) {
  absl::int128 sum = 0;
  for (const form::Cell* cell : cells) {
    const Reading* reading = readings.Find(*cell);
    if (reading == nullptr || reading->figure.state == CellState::kUnresolved) return std::nullopt;
    sum += reading->figure.value;
  }
  return sum;
}

Cells ColumnOf(const Slot& group, size_t column) {
  Cells cells;
  for (const FormRow* member : group.members) cells.push_back(member->cells[column]);
  return cells;
}

}  // namespace

void DeriveGroups(const GroupRows& groups, CellReadings& readings, std::set<const FormRow*>& accounted,
                  Findings& findings) {
  for (const GroupRow& row : groups) {
    Cells derived;
    Cells open;
    for (size_t column = 0; column < row.readings.size(); ++column) {
      const Reading& printed = row.readings[column];
      const Cells cells = ColumnOf(*row.group, column);
      const auto sum = SumOf(cells, readings);
      if (sum && printed.figure.state == CellState::kNumber && *sum != printed.figure.value) {
        findings.push_back(Differs(row, cells, *sum, printed.figure.value));
      }
      const bool nought = printed.figure.state == CellState::kNumber && printed.figure.value == 0;
      for (const form::Cell* cell : cells) {
        if (readings.Find(*cell) != nullptr) continue;
        if (nought) {
          readings.Put(*cell, {printed.text, printed.figure, Repair::kNone}, v1::CONFIDENCE_DERIVED);
        }
        (nought ? derived : open).push_back(cell);
      }
    }
    if (!derived.empty()) findings.push_back(Derived(row, derived));
    if (!open.empty()) findings.push_back(NotSplit(row, open));
    for (const FormRow* member : row.group->members) {
      if (!derived.empty() || !open.empty()) accounted.insert(member);
    }
  }
}

}  // namespace nianbao::document::domain
