#include "libs/likeness/sketch.h"

#include <algorithm>
#include <limits>

#include "libs/likeness/mix.h"

namespace nianbao::likeness {
namespace {

// An order of the shingles: by the upper half of factor * shingle + addend.
struct Order {
  uint64_t factor;
  uint64_t addend;
};

constexpr std::array<Order, kMinima> Orders() {
  std::array<Order, kMinima> orders{};
  for (uint64_t i = 0; i < kMinima; ++i) orders[i] = {Mix(2 * i) | 1, Mix(2 * i + 1)};
  return orders;
}

constexpr std::array<Order, kMinima> kOrders = Orders();

}  // namespace

Sketch Sketch::Blank() {
  Sketch sketch;
  sketch.minima.fill(std::numeric_limits<uint32_t>::max());
  return sketch;
}

Sketch SketchOf(const Text& text) {
  Sketch sketch = Sketch::Blank();
  if (text.TooShort()) return sketch;
  for (const uint64_t shingle : text.shingles()) {
    for (size_t i = 0; i < kMinima; ++i) {
      const uint64_t place = kOrders[i].factor * shingle + kOrders[i].addend;
      sketch.minima[i] = std::min(sketch.minima[i], static_cast<uint32_t>(place >> 32));
    }
  }
  return sketch;
}

int EstimatedPercent(const Sketch& a, const Sketch& b) {
  if (a == Sketch::Blank() || b == Sketch::Blank()) return 0;
  size_t same = 0;
  for (size_t i = 0; i < kMinima; ++i) same += a.minima[i] == b.minima[i];
  return static_cast<int>(100 * same / kMinima);
}

std::vector<uint64_t> BandsOf(const Sketch& sketch) {
  std::vector<uint64_t> bands;
  if (sketch == Sketch::Blank()) return bands;
  for (size_t first = 0; first < kMinima; first += kBandRows) {
    uint64_t band = first;
    for (size_t row = first; row < first + kBandRows; ++row) band = Mix(band ^ sketch.minima[row]);
    bands.push_back(band);
  }
  return bands;
}

}  // namespace nianbao::likeness
