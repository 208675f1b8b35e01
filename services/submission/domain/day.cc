#include "services/submission/domain/day.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace nianbao::submission {
namespace {

constexpr absl::string_view kFirst = "1949-10-01";
constexpr absl::string_view kLast = "2100-12-31";

}  // namespace

// China has had one time, without summer time, since 1992.
std::string DayInShanghai(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d", time, absl::FixedTimeZone(8 * 60 * 60));
}

std::string FormatDay(absl::CivilDay day) { return absl::FormatCivilTime(day); }

std::string LastDayOf(int32_t year) { return absl::StrCat(year, "-12-31"); }

bool IsWeekend(absl::string_view day) {
  absl::CivilDay civil;
  if (!absl::ParseCivilTime(day, &civil)) return false;
  const absl::Weekday weekday = absl::GetWeekday(civil);
  return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
}

int32_t YearOf(absl::string_view day) {
  int32_t year = 0;
  return absl::SimpleAtoi(day.substr(0, 4), &year) ? year : 0;
}

bool IsDay(absl::string_view text) {
  absl::CivilDay day;
  return absl::ParseCivilTime(text, &day) && FormatDay(day) == text && text >= kFirst && text <= kLast;
}

void CheckDay(absl::string_view path, absl::string_view chinese, absl::string_view day, DayNeed need,
              FieldErrors& errors) {
  if (need == DayNeed::kOptional && day.empty()) return;
  if (IsDay(day)) return;
  errors.Add(path, absl::StrCat("got \"", day, "\", want a day such as 2025-03-01, from ", kFirst, " to ", kLast),
             absl::StrCat(chinese, "“", day, "”不是日期，应写作 2025-03-01 的形式"));
}

}  // namespace nianbao::submission
