#include "services/document/domain/slots.h"

namespace nianbao::document::domain {
namespace {

// The outermost group heads most of table three and is never a row.
constexpr size_t kDepthOfGroupedRows = 3;

std::string PathAbove(const std::string& id) { return id.substr(0, id.rfind('.')); }

bool Extends(const std::vector<Slot>& slots, size_t group, const std::string& id) {
  return group < slots.size() && slots[group].id == id;
}

}  // namespace

std::vector<Slot> SlotsOf(const FormRows& form) {
  std::vector<Slot> slots;
  size_t group = 0;
  for (const FormRow& row : form.rows()) {
    if (row.titles.size() >= kDepthOfGroupedRows) {
      const std::string id = PathAbove(row.id);
      if (!Extends(slots, group, id)) {
        group = slots.size();
        slots.push_back({nullptr, GroupOf(row), {}, row.cells.front()->rows[row.titles.size() - 2].text, id});
      }
      slots[group].members.push_back(&row);
    }
    slots.push_back({&row, row.titles.empty() ? nullptr : &row.titles.back(), {&row}, row.name, row.id});
  }
  return slots;
}

}  // namespace nianbao::document::domain
