// How much memory this process may take.
#pragma once

#include <cstddef>

#include "absl/status/status.h"

namespace nianbao::process {

// Lets this process, and each program it starts, have at most so many bytes of data: heap, stacks and private mappings
// that can be written (RLIMIT_DATA). Beyond it std::bad_alloc is thrown. The address space (RLIMIT_AS) would be the
// wrong measure: it counts what allocator and libraries only reserve, many times what is used. INTERNAL INTERNAL.
absl::Status LimitMemory(size_t bytes_max);

}  // namespace nianbao::process
