// The working days that the program knows by itself.
#pragma once

#include <cstdint>
#include <optional>

#include "nianbao/organ/v1/deadline.pb.h"

namespace nianbao::submission {

// nullopt for a year that it does not know.
std::optional<organ::v1::WorkingCalendar> DeliveredCalendar(int32_t year);

}  // namespace nianbao::submission
