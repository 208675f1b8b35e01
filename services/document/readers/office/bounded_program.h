// A program that works on a stranger's file.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

struct ProgramEnd {
  // Or 128 + the signal that ended it.
  int exit_status = 0;
  // The beginning of what it wrote to standard output and standard error.
  std::string output;
};

// Runs command[0], a path, with nothing but the given environment ("NAME=value") and no input, in a process group of
// its own. Whatever is left of the group when the program ends or the time is over is killed.
//
// RESOURCE_EXHAUSTED DOCUMENT_TOO_SLOW for the limit "office_time"; INTERNAL CHILD_NOT_STARTED.
absl::StatusOr<ProgramEnd> RunBounded(const std::vector<std::string>& command,
                                      const std::vector<std::string>& environment, domain::Budget& budget);

}  // namespace nianbao::document::readers
