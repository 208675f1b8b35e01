// The Chinese numbers of titles and headings, up to ten.
#pragma once

#include <array>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

inline constexpr std::array<absl::string_view, 10> kNumerals = {"一", "二", "三", "四", "五",
                                                                "六", "七", "八", "九", "十"};

// Takes one from the front; 0 when there is none.
int ConsumeNumeral(absl::string_view& rest);

}  // namespace nianbao::document::domain
