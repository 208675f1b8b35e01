// A document as text that a fuzzer can change.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"

namespace nianbao::fuzz {

// One line each:
//   P TEXT                       a paragraph
//   O, G or L                    a table begins: Columns::kOrdinal, kGrid, kLayout
//   R or A                       a row of it, A for an assembled one
//   C BEGIN END ROWS TEXT        a cell of the row
// A vertical tab in a text stands for a line break. Whatever does not fit is bent until it is what a reader may give
// (UTF-8, extents from left to right, at most some thousand places), so every text is a document.
document::domain::Document DocumentOf(absl::string_view text);

// The text of a document.
std::string TextOf(const document::domain::Document& document);

}  // namespace nianbao::fuzz
