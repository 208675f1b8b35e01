// Reads text that keeps the layout of a page by spaces, as `pdftotext -layout` writes it.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// True when several lines have figures in columns that only spaces part, and more such lines than lines with TABs.
bool LooksLikeLayout(absl::string_view utf8);

// Reads well-formed UTF-8. See BuildLayout for the blocks: extents count columns from 0, a form feed begins a page.
// pdftotext counts every character as one column, terminals and pandoc count Chinese ones as two; the width is taken in
// which the figures of each page stand in fewer columns. Extents of two pages need not be on one scale, since every
// page is laid out by itself.
absl::StatusOr<domain::Document> ReadLayoutText(absl::string_view utf8, domain::Budget& budget);

}  // namespace nianbao::document::readers
