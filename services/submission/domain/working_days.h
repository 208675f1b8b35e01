// Which days are worked.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/deadline.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// By the calendars of some years; in other years by the days of the week.
class WorkingDays {
 public:
  explicit WorkingDays(const std::vector<organ::v1::WorkingCalendar>& calendars);

  // The day must be one (IsDay).
  bool IsWorked(absl::string_view day) const;
  // How many of the days after `after`, up to and with `through`, are worked; 0 when there are none. nullopt when the
  // calendar of a year among them is not known.
  std::optional<int32_t> CountAfter(absl::string_view after, absl::string_view through) const;

 private:
  std::set<int64_t> years_;
  std::set<std::string, std::less<>> days_off_;
  std::set<std::string, std::less<>> working_weekend_days_;
};

// By the calendars of these years, as they were imported or else delivered.
absl::StatusOr<WorkingDays> ReadWorkingDays(const StoreReader& store, int32_t first_year, int32_t last_year);

}  // namespace nianbao::submission
