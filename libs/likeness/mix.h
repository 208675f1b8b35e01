// The hash of this library. What it gives is stored, so it may never change.
#pragma once

#include <cstdint>

namespace nianbao::likeness {

// One step of splitmix64: every bit of `state` moves every bit of the result.
constexpr uint64_t Mix(uint64_t state) {
  state += 0x9E3779B97F4A7C15u;
  state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
  state = (state ^ (state >> 27)) * 0x94D049BB133111EBu;
  return state ^ (state >> 31);
}

}  // namespace nianbao::likeness
