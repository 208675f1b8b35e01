// One Word table.
#pragma once

#include <pugixml.hpp>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// The blocks that a table amounts to: a grid, or, when one of its cells holds a table, what its cells hold, in order.
// A nested table of one cell counts as text. blocks_of reads a w:tc.
absl::StatusOr<std::vector<domain::Block>> BlocksOfTable(
    pugi::xml_node table, bool nested,
    absl::FunctionRef<absl::StatusOr<std::vector<domain::Block>>(pugi::xml_node cell)> blocks_of,
    domain::Budget& budget);

}  // namespace nianbao::document::readers
