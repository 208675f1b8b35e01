// A document as one line, for comparing.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/document.h"

namespace nianbao::document::readers {

// Paragraphs as "text;", tables as "[cell|cell][cell];". A cell of a grid that covers more than one place has its
// columns and rows in front: "2x1:cell". Lines of a text are parted by "/". An error is "REASON limit".
std::string ShapeOf(const absl::StatusOr<domain::Document>& document);

}  // namespace nianbao::document::readers
