// The statistical division code, 统计用区划代码: province, prefecture and county of two digits each (GB/T 2260),
// township and village of three.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::codes {

// Twelve digits with a province, and without a county or a village of no prefecture or township. A prefecture without
// counties has townships directly below it.
bool IsDivisionCode(absl::string_view code);

// The code without the levels that are all zeros at its end: the area itself, whatever is below it. "" for no code.
absl::string_view SignificantDigits(absl::string_view code);

// Whether an area can be directly or indirectly below another, or be the same, by their codes. Counties that are
// governed by the province itself (prefecture 90) stand in its tree below any prefecture.
bool CanBeWithin(absl::string_view code, absl::string_view area);

}  // namespace nianbao::codes
