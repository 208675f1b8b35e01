// Random choices that come out the same on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace nianbao::testing {

class Rng {
 public:
  explicit Rng(uint64_t seed) : engine_(seed) {}

  // From low to high, both included.
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(engine_() % static_cast<uint64_t>(high - low + 1));
  }
  // True in this share of the cases.
  bool Chance(int percent) { return Between(1, 100) <= percent; }
  template <typename T>
  const T& Pick(const std::vector<T>& from) {
    return from[Between(0, static_cast<int64_t>(from.size()) - 1)];
  }
  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[Between(0, static_cast<int64_t>(i) - 1)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace nianbao::testing
