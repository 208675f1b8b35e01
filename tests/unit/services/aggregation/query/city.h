// A city with two districts and some bureaus, which the tests of the queries ask about.
#pragma once

#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::testing {

// Below the city: east with the bureaus a, b and c, west with d. All owe reports of their own, the others only
// roll-ups.
inline LogBuilder City() {
  constexpr auto kRollUp = organ::v1::SCOPE_DUTY_ROLL_UP;
  LogBuilder log;
  log.Put({.id = "city", .duty = kRollUp})
      .Put({.id = "east", .parent = "city", .duty = kRollUp})
      .Put({.id = "west", .parent = "city", .duty = kRollUp});
  for (const char* id : {"a", "b", "c"}) log.Put({.id = id, .parent = "east"});
  return log.Put({.id = "d", .parent = "west", .line = "公安"});
}

}  // namespace nianbao::testing
