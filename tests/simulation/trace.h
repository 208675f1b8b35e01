// What happened, as a number.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace nianbao::simulation {

// Two histories with the same hash went the same way: FNV-1a over all that is noted, in its order.
class Trace {
 public:
  void Note(absl::string_view what) {
    for (const char c : what) Mix(static_cast<unsigned char>(c));
    Mix(0xFF);
  }
  void Note(int64_t number) {
    for (int shift = 0; shift < 64; shift += 8) Mix(static_cast<unsigned char>(number >> shift));
  }
  uint64_t hash() const { return hash_; }

 private:
  void Mix(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001B3; }

  uint64_t hash_ = 0xCBF29CE484222325;
};

}  // namespace nianbao::simulation
