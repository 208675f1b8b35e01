// Calls of all kinds to one suite.
#pragma once

#include <cstdint>
#include <string>

#include "tests/rpc_fuzz/tally.h"

namespace nianbao::rpc_fuzz {

struct RoundPlan {
  // The same seed makes the same choices. What the services answer to calls that are under way together is theirs.
  uint64_t seed = 1;
  int64_t calls = 2000;
  // Under way together.
  size_t at_once = 16;
};

// Starts a suite, carries out all good requests in order, then calls at random, and in the end looks whether the suite
// is well. What became of the calls goes into the tally. Returns what does not hold, with the calls that showed it; ""
// when all does.
std::string GoRound(const RoundPlan& plan, Tally& tally);

}  // namespace nianbao::rpc_fuzz
