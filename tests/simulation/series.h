// Many histories.
#pragma once

#include <cstdint>
#include <string>

#include "tests/simulation/tally.h"

namespace nianbao::simulation {

struct Series {
  Tally tally;
  // Of all histories together.
  uint64_t trace = 0;
  // Of the first history that broke a promise: what, after how many, and the command that replays it; "" when none did.
  std::string broken;
};

// Histories of consecutive seeds, until one breaks a promise.
Series GoThrough(uint64_t first_seed, int64_t histories);

}  // namespace nianbao::simulation
