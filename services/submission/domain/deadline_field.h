// The day that a request gives a filing.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/submission/domain/field_errors.h"

namespace nianbao::submission {

// Adds an error for what is no day, and for a day that is past or more than a year ahead of `now`.
void CheckDeadline(absl::string_view path, const std::string& due_date, absl::Time now, FieldErrors& errors);

}  // namespace nianbao::submission
