#include "services/document/domain/figure.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/form/decimal.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

using form::CellState;

constexpr size_t kLongestFigureBytes = 120;

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

bool IsNotApplicable(absl::string_view key) {
  return key == "/" || key == "-" || key == "--" || key == "不适用" || absl::EqualsIgnoreCase(key, "n/a");
}

// A long dash before a number is no minus sign beyond doubt.
bool StartsWithMinus(absl::string_view printed) {
  return absl::StartsWith(printed, "-") || absl::StartsWith(printed, "－") || absl::StartsWith(printed, "−");
}

// Removes the separators of "12,345"; returns false when they do not cut the digits into threes from the right.
bool RemoveThousands(std::string& whole) {
  const std::vector<std::string> groups = absl::StrSplit(whole, ',');
  if (groups.size() == 1) return true;
  if (groups.front().empty() || groups.front().size() > 3) return false;
  for (size_t i = 1; i < groups.size(); ++i) {
    if (groups[i].size() != 3) return false;
  }
  whole = absl::StrJoin(groups, "");
  return true;
}

// Digits without needless zeros in front and, after a point, decimals.
bool IsPlainDecimal(absl::string_view whole, absl::string_view decimals, bool has_point) {
  if (!AllDigits(whole) || (whole.size() > 1 && whole.front() == '0')) return false;
  return !has_point || AllDigits(decimals);
}

}  // namespace

Figure ReadFigure(absl::string_view text, int scale) {
  const Figure unresolved = {CellState::kUnresolved, 0};
  const absl::string_view printed = Trimmed(text);
  if (printed.empty()) return {};
  if (printed.size() > kLongestFigureBytes) return unresolved;
  const std::string key = Key(printed);
  if (IsNotApplicable(key)) return {CellState::kNotApplicable, 0};
  // Key drops white space and makes digits of footnote marks: 5① and 10⁴ would go unnoticed.
  if (!HasOnlyFigureSigns(printed)) return unresolved;
  absl::string_view rest = key;
  const bool negative = absl::ConsumePrefix(&rest, "-");
  if (negative && !StartsWithMinus(printed)) return unresolved;
  const size_t point = rest.find('.');
  const bool has_point = point != absl::string_view::npos;
  std::string whole(rest.substr(0, point));
  const absl::string_view decimals = has_point ? rest.substr(point + 1) : absl::string_view();
  if (!RemoveThousands(whole) || !IsPlainDecimal(whole, decimals, has_point)) return unresolved;
  const auto value =
      form::ParseDecimal(absl::StrCat(negative ? "-" : "", whole, has_point ? "." : "", decimals), scale);
  if (!value.ok()) return unresolved;
  return {CellState::kNumber, *value};
}

bool IsPlainFigure(absl::string_view text) { return ReadFigure(text, kScaleMax).state != CellState::kUnresolved; }

}  // namespace nianbao::document::domain
