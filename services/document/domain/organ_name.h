// Names of organs as lines of their own print them.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/document/domain/document.h"

namespace nianbao::document::domain {

// True when the text, which has no white space, ends as names of organs do: 局, 委员会, 人民政府, 街道办事处, 中心, …;
// an alias in brackets may follow.
bool IsOrganName(absl::string_view text);

// True when both name the same organ: they are equal, or one has the place in front or an alias in brackets behind.
bool IsSameOrgan(absl::string_view a, absl::string_view b);

// The organ behind 发布机构, 发文机关 and the like, on the same line or on the next; empty when there is none, or
// several.
std::string PublisherIn(absl::Span<const PlacedText* const> lines);

}  // namespace nianbao::document::domain
