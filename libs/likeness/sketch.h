// Finding the texts of a province that may be alike without comparing each with each.
//
// Store BandsOf(SketchOf(text)) with every text. Texts that share a band are candidates, and nothing more:
// CommonPercent of the two texts decides. Texts that share no band need no comparison. With a share s of common
// shingles two texts share a band with the probability 1 - (1 - s^4)^16:
//
//     common     10 %   20 %   30 %   40 %   50 %   60 %   70 %   80 %   90 %
//     candidate 0.2 %  2.5 %    12 %   34 %   64 %   89 %   99 %  99.98 %  100 %
//
// Texts that are TooShort() have a blank sketch and no bands, so they never become candidates.
// Minima and bands are the same on every machine and in every release.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "libs/likeness/likeness.h"

namespace nianbao::likeness {

inline constexpr size_t kMinima = 64;
inline constexpr size_t kBandRows = 4;

// MinHash: of each of 64 orders of all shingles, the place of the first that the text has.
struct Sketch {
  std::array<uint32_t, kMinima> minima;

  // The sketch of a text that is too short to tell.
  static Sketch Blank();
  bool operator==(const Sketch&) const = default;
};

Sketch SketchOf(const Text& text);

// About CommonPercent of the two texts, 0..100, with a standard error of at most 6.25; 0 when either is blank.
int EstimatedPercent(const Sketch& a, const Sketch& b);

// One value for each four minima, 16 in all; none of a blank sketch. The number of the band is part of its value: equal
// values are equal bands.
std::vector<uint64_t> BandsOf(const Sketch& sketch);

}  // namespace nianbao::likeness
