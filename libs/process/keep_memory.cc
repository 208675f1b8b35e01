#include "libs/process/keep_memory.h"

#include <malloc.h>

namespace nianbao::process {

void KeepMemory() {
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  // Larger blocks are mappings of their own, which go back when they are freed. More than this the library refuses.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
}

}  // namespace nianbao::process
