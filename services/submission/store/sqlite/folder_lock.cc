#include "services/submission/store/sqlite/folder_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {

absl::StatusOr<FolderLock> FolderLock::Take(const std::string& folder) {
  const std::string path = folder + "/lock";
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return status::Error(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE",
                         absl::StrCat("data: got ", folder, ", want a folder that can be written: ", strerror(errno)))
        .Meta("path", folder)
        .Chinese(absl::StrCat("无法使用数据目录 ", folder, "。请检查路径和权限。"));
  }
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    close(descriptor);
    return status::Error(absl::StatusCode::kUnavailable, "STORE_IN_USE",
                         absl::StrCat("data: got ", folder, ", want a folder that no other program serves"))
        .Meta("path", folder)
        .Chinese(absl::StrCat("数据目录 ", folder, " 正由另一个程序使用，请先停止它或换一个目录。"));
  }
  return FolderLock(descriptor);
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace nianbao::submission
