// The two macros of the house.
#pragma once

#include "absl/status/status.h"

// Returns the status from the enclosing function unless it is OK.
#define RETURN_IF_ERROR(expression)                                         \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

#define NIANBAO_CONCAT_INNER(a, b) a##b
#define NIANBAO_CONCAT(a, b) NIANBAO_CONCAT_INNER(a, b)

// Declares or assigns `target` from a StatusOr, or returns its status.
#define ASSIGN_OR_RETURN(target, expression) \
  NIANBAO_ASSIGN_OR_RETURN(NIANBAO_CONCAT(statusor_, __LINE__), target, expression)
#define NIANBAO_ASSIGN_OR_RETURN(statusor, target, expression) \
  auto statusor = (expression);                                \
  if (!statusor.ok()) return std::move(statusor).status();     \
  target = *std::move(statusor)
