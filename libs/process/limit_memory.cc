#include "libs/process/limit_memory.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::process {

absl::Status LimitMemory(size_t bytes_max) {
  const rlimit limit = {bytes_max, bytes_max};
  if (setrlimit(RLIMIT_DATA, &limit) == 0) return absl::OkStatus();
  return status::Error(absl::StatusCode::kInternal, "INTERNAL",
                       absl::StrCat("memory: cannot set a limit of ", bytes_max, " bytes: ", strerror(errno)))
      .Chinese(absl::StrCat("无法把本进程的内存限制为 ", bytes_max >> 20, " MB。"));
}

}  // namespace nianbao::process
