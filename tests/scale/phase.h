// A long run of like tasks.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace nianbao::scale {

// No call may take longer, so no phase stands still for longer.
constexpr absl::Duration kPatience = absl::Seconds(60);

struct Phase {
  std::string name;
  size_t count = 0;
  double seconds = 0;
};

// Throws std::runtime_error that says what was being done, and why it failed.
void Check(const absl::Status& status, const std::string& what);

// Calls task(begin, end, thread) for parts of at most `part` of 0 … count, in so many threads, and says on standard
// error how far it is: with a bar on a terminal, with a line now and then otherwise. Throws what a task threw first,
// once all threads have stopped.
Phase RunPhase(const std::string& name, size_t count, size_t part, int threads,
               const std::function<void(size_t begin, size_t end, int thread)>& task);

}  // namespace nianbao::scale
