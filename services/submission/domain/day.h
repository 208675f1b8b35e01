// Days in Shanghai, whatever the machine's zone.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/submission/domain/field_errors.h"

namespace nianbao::submission {

// Days are texts such as 2025-01-31, whose order is that of time. "" stands before all of them.

std::string DayInShanghai(absl::Time time);
std::string FormatDay(absl::CivilDay day);
// The last day of a year.
std::string LastDayOf(int32_t year);
// Whether it is a Saturday or a Sunday.
bool IsWeekend(absl::string_view day);
// 0 for "".
int32_t YearOf(absl::string_view day);

enum class DayNeed { kOptional, kRequired };

// Adds an error for a text that is no day from 1949-10-01 to 2100-12-31, or that is needed and empty. chinese names the
// day, such as "生效日".
void CheckDay(absl::string_view path, absl::string_view chinese, absl::string_view day, DayNeed need,
              FieldErrors& errors);

// Whether a text is a day from 1949-10-01 to 2100-12-31, written with all its digits.
bool IsDay(absl::string_view text);

}  // namespace nianbao::submission
