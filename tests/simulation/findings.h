// What a history broke.
#pragma once

#include <string>
#include <utility>

namespace nianbao::simulation {

// The first promise that did not hold; what follows from it does not count.
class Findings {
 public:
  // Notes that `promise` was broken, unless `holds`. Returns `holds`.
  bool Expect(bool holds, const std::string& promise, const std::string& what) {
    if (!holds && promise_.empty()) {
      promise_ = promise;
      what_ = what;
    }
    return holds;
  }

  bool empty() const { return promise_.empty(); }
  const std::string& promise() const { return promise_; }
  const std::string& what() const { return what_; }

 private:
  std::string promise_;
  std::string what_;
};

// The promises.
inline constexpr char kDurable[] = "acknowledged => durable";
inline constexpr char kOnce[] = "exactly once";
inline constexpr char kDense[] = "sequence dense and in order";
inline constexpr char kRebuilt[] = "streamed = rebuilt";
inline constexpr char kStored[] = "streamed = stored";
inline constexpr char kMonotone[] = "every stream monotone";
inline constexpr char kEqual[] = "every stream finally equal";
inline constexpr char kVerified[] = "verify store finds nothing";
inline constexpr char kHonest[] = "an error says what it may";
inline constexpr char kEnds[] = "without trouble everything ends";

}  // namespace nianbao::simulation
