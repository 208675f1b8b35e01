// What the fuzzers call, and the replay of every kept input.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace nianbao::fuzz {

struct Target {
  absl::string_view name;
  // Aborts, saying which, when a promise is broken.
  void (*run)(absl::string_view input);
};

// One for each reader, one for the use case with all of them, one for the recogniser; one for each thing besides
// documents that is read from bytes that others may have written.
absl::Span<const Target> Targets();

}  // namespace nianbao::fuzz
