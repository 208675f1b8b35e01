#include "libs/codes/division_code.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace nianbao::codes {
namespace {

constexpr size_t kSize = 12;
// Where each level ends: province, prefecture, county, township, village.
constexpr std::array<size_t, 5> kEnds = {2, 4, 6, 9, kSize};
constexpr absl::string_view kCountiesOfTheProvince = "90";

bool IsNought(absl::string_view digits) { return digits.find_first_not_of('0') == absl::string_view::npos; }

}  // namespace

bool IsDivisionCode(absl::string_view code) {
  if (code.size() != kSize || !std::all_of(code.begin(), code.end(), absl::ascii_isdigit)) return false;
  const bool province = !IsNought(code.substr(0, 2));
  const bool prefecture = !IsNought(code.substr(2, 2));
  const bool county = !IsNought(code.substr(4, 2));
  const bool township = !IsNought(code.substr(6, 3));
  const bool village = !IsNought(code.substr(9, 3));
  return province && (prefecture || (!county && !township)) && (township || !village);
}

absl::string_view SignificantDigits(absl::string_view code) {
  if (!IsDivisionCode(code)) return "";
  size_t significant = 0;
  size_t start = 0;
  for (const size_t end : kEnds) {
    if (!IsNought(code.substr(start, end - start))) significant = end;
    start = end;
  }
  return code.substr(0, significant);
}

bool CanBeWithin(absl::string_view code, absl::string_view area) {
  const absl::string_view prefix = SignificantDigits(area);
  if (absl::StartsWith(code, prefix)) return true;
  return code.substr(2, 2) == kCountiesOfTheProvince && prefix.size() == 4 && code.substr(0, 2) == prefix.substr(0, 2);
}

}  // namespace nianbao::codes
