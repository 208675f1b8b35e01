#include "libs/form/decimal.h"

#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::form {

std::string FormatDecimal(absl::int128 value, int scale) {
  std::string digits;
  for (absl::int128 rest = value; rest != 0; rest /= 10) {
    const int digit = static_cast<int>(rest % 10);
    digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
  }
  digits.resize(std::max<size_t>(digits.size(), scale + 1), '0');
  std::reverse(digits.begin(), digits.end());
  if (scale > 0) {
    digits.insert(digits.size() - scale, 1, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return absl::StrCat(value < 0 ? "-" : "", digits);
}

absl::StatusOr<int64_t> ParseDecimal(absl::string_view text, int scale) {
  const auto fail = [&](absl::string_view want) -> absl::Status {
    return status::Error(absl::StatusCode::kInvalidArgument, "NOT_A_FIGURE",
                         absl::StrCat("got \"", text, "\", want ", want));
  };
  absl::string_view rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
  absl::int128 value = 0;
  int decimals = -1;
  bool any = false;
  for (const char c : rest) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (!absl::ascii_isdigit(c)) return fail("digits");
    any = true;
    if (decimals >= 0 && decimals == scale) {
      if (c != '0') return fail(absl::StrCat("at most ", scale, " decimals"));
      continue;
    }
    if (decimals >= 0) ++decimals;
    value = value * 10 + (c - '0');
    if (value > absl::int128(std::numeric_limits<int64_t>::max()) + 1) return fail("a figure within 64 bits");
  }
  if (!any || rest.back() == '.') return fail("digits");
  for (int i = std::max(decimals, 0); i < scale; ++i) value *= 10;
  if (negative) value = -value;
  if (value > std::numeric_limits<int64_t>::max() || value < std::numeric_limits<int64_t>::min()) {
    return fail("a figure within 64 bits");
  }
  return static_cast<int64_t>(value);
}

}  // namespace nianbao::form
