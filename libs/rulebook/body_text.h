// The body of a rule in words.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/rulebook/formula_text.h"
#include "libs/rulebook/messages.h"

namespace nianbao::rulebook {

// The items, joined by ", "; of more than seven, the first three and how many there are.
template <typename Items>
std::string Listed(const Items& items) {
  constexpr int kWhole = 7;
  constexpr int kFirst = 3;
  const int count = static_cast<int>(items.size());
  if (count <= kWhole) return absl::StrJoin(items, ", ");
  return absl::StrCat(absl::StrJoin(items.begin(), items.begin() + kFirst, ", "), ", … (", count, ")");
}

// The formula of a linear rule; what another rule asks, in a short phrase.
std::string BodyText(const v1::Rule& rule, Language language);

}  // namespace nianbao::rulebook
