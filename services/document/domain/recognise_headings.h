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
// A heading is a line with the words of the catalogue; its number may be lost, printed in Arabic digits or restarted.
// Of several candidates for a section the ones that fit best are taken: number and words before words alone, the
// form's words before other wordings. Sections two to four, whose tables may follow the text with numbers of their
// own, are also headed by the form's words with another Chinese number. A number in brackets marks a subheading.
std::map<size_t, int> FindHeadings(absl::Span<const Item> items);

// The text that stands on the line of a heading behind it, as in "一、总体情况 2023年，我局…"; empty when there is
// none.
absl::string_view TextAfterHeading(absl::string_view line, int section);

}  // namespace nianbao::document::domain
