// Working days as rows.
#pragma once

#include <cstdint>
#include <optional>

#include "nianbao/organ/v1/deadline.pb.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

std::optional<organ::v1::WorkingCalendar> SelectCalendar(Connection& connection, int32_t year);

// In the place of that of the same year.
void PutCalendar(Connection& connection, const organ::v1::WorkingCalendar& calendar);

}  // namespace nianbao::submission
