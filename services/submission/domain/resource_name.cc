#include "services/submission/domain/resource_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::submission {
namespace {

constexpr absl::string_view kOrgans = "organs/";
constexpr absl::string_view kFilings = "/filings/";
constexpr size_t kIdSizeMax = 63;
constexpr size_t kYearDigits = 4;

bool IsIdCharacter(char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-'; }

std::optional<form::v1::Scope> ParseScope(absl::string_view word) {
  if (word == "own") return form::v1::SCOPE_OWN;
  if (word == "rollup") return form::v1::SCOPE_ROLL_UP;
  return std::nullopt;
}

std::optional<int32_t> ParseYear(absl::string_view digits) {
  int32_t year = 0;
  if (digits.size() != kYearDigits || !std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit)) {
    return std::nullopt;
  }
  if (!absl::SimpleAtoi(digits, &year) || year < kYearMin || year > kYearMax) return std::nullopt;
  return year;
}

}  // namespace

bool IsOrganName(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, kOrgans)) return false;
  return !name.empty() && name.size() <= kIdSizeMax && std::all_of(name.begin(), name.end(), IsIdCharacter);
}

std::optional<FilingKey> ParseFilingName(absl::string_view name) {
  const size_t filings = name.find(kFilings);
  if (filings == absl::string_view::npos) return std::nullopt;
  const absl::string_view organ = name.substr(0, filings);
  const absl::string_view id = name.substr(filings + kFilings.size());
  if (!IsOrganName(organ) || id.size() <= kYearDigits || id[kYearDigits] != '-') return std::nullopt;
  const std::optional<int32_t> year = ParseYear(id.substr(0, kYearDigits));
  const std::optional<form::v1::Scope> scope = ParseScope(id.substr(kYearDigits + 1));
  if (!year.has_value() || !scope.has_value()) return std::nullopt;
  return FilingKey{std::string(organ), *year, *scope};
}

std::string FilingName(const FilingKey& key) {
  return absl::StrCat(key.organ, kFilings, key.year, "-", key.scope == form::v1::SCOPE_ROLL_UP ? "rollup" : "own");
}

}  // namespace nianbao::submission
