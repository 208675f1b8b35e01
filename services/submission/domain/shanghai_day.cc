#include "services/submission/domain/shanghai_day.h"

#include "absl/time/civil_time.h"

namespace nianbao::submission {
namespace {

constexpr size_t kDayBytes = 10;

}  // namespace

// China has had one time, without summer time, since 1992.
std::string DayInShanghai(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d", time, absl::FixedTimeZone(8 * 60 * 60));
}

bool IsDay(absl::string_view text) {
  absl::CivilDay day;
  return text.size() == kDayBytes && absl::ParseCivilTime(text, &day) && absl::FormatCivilTime(day) == text;
}

}  // namespace nianbao::submission
