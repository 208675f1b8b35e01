// The places in a table of the form that a printed row of figures can have.
#pragma once

#include <string>
#include <vector>

#include "services/document/domain/form_rows.h"

namespace nianbao::document::domain {

// A row of the form, or a group of rows that a report may print as one row.
struct Slot {
  // nullptr for a group.
  const FormRow* row = nullptr;
  // nullptr where the form prints none, in table four.
  const TitleKey* title = nullptr;
  // The rows of a group; the row itself otherwise.
  std::vector<const FormRow*> members;
  // As a person would name it.
  std::string name;
  // Proto path below AnnualReport.
  std::string id;

  bool is_group() const { return row == nullptr; }
  size_t width() const { return members.front()->cells.size(); }
};

// In the order of the form; a group before its rows.
std::vector<Slot> SlotsOf(const FormRows& form);

}  // namespace nianbao::document::domain
