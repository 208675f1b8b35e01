// Documents as text, for comparison.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/document.h"

namespace nianbao::document::readers {

// A line for each paragraph and for each row, as "[cell|cell]"; a table begins after a line "table". An error is
// "REASON cause", as far as it has a cause.
std::string Shape(const absl::StatusOr<domain::Document>& document);

}  // namespace nianbao::document::readers
