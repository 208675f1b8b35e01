// The year in a line of the title.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// The first character of a text that is not empty.
absl::string_view FirstCharacter(absl::string_view text);

// Takes the first "2024年", "２０２４年度" or "二〇二四年" out of the text, which has no white space, and returns it; 0
// when there is none. The year of a date, the end of a span of years and the end of a longer number are none.
int RemoveYear(std::string& text);

// True when a number stands before 年 in the text. After RemoveYear it is a date, a span or one year more.
bool NamesAnyYear(absl::string_view text);

// The year of a sentence on the period reported on, from 1 January to 31 December: "自2023年1月1日起至12月31日止". 0
// when the text holds none, or several that differ.
int YearOfPeriod(absl::string_view text);

// True when the text is a date with at least a month, whatever its form.
bool IsDate(absl::string_view text);

}  // namespace nianbao::document::domain
