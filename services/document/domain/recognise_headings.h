// Finds the headings of the six sections.
#pragma once

#include <map>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/document/domain/items.h"

namespace nianbao::document::domain {

// True when a line is the heading of a section beyond doubt, wherever it stands.
bool IsHeading(absl::string_view line);

// Section by index of the item that is its heading.
//
// A heading is a line of its own with the words of the catalogue; its number may be lost, printed in Arabic digits or
// restarted. Of several candidates for a section the ones that fit best are taken: number and words before words
// alone, the form's words before other wordings. A number in brackets marks a subheading.
std::map<size_t, int> FindHeadings(absl::Span<const Item> items);

}  // namespace nianbao::document::domain
