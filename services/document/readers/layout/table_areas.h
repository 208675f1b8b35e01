// Tells the lines of tables from the lines of prose.
#pragma once

#include <vector>

#include "absl/types/span.h"
#include "services/document/readers/layout/margins.h"

namespace nianbao::document::readers {

enum class Role {
  kProse,
  // The heading of a section, by the words of the form.
  kHeading,
  kTable,
};

// The role of every line. A table is what lies between lines of two runs or more, with no prose and no heading between,
// and the label lines right before and after.
std::vector<Role> RolesOf(absl::Span<const Line> lines, const std::vector<LineShape>& shapes, const Margins& margins);

}  // namespace nianbao::document::readers
