#include "clients/cli/write_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

absl::Status Exists(const std::string& path) {
  return status::Error(absl::StatusCode::kAlreadyExists, "FILE_EXISTS", absl::StrCat(path, ": exists already"))
      .Meta("path", path)
      .Chinese(absl::StrCat("文件 ", path, " 已经存在，没有覆盖。要覆盖它或写到别处，请用 -o 指明文件。"));
}

absl::Status NotWritten(const std::string& path, int error) {
  return status::Error(absl::StatusCode::kUnavailable, "FILE_NOT_WRITTEN", absl::StrCat(path, ": ", strerror(error)))
      .Meta("path", path)
      .Chinese(absl::StrCat("文件 ", path, " 无法写入。请检查文件夹是否存在、有无权限、磁盘是否已满。"));
}

// 0, or the error.
int WriteAll(int file, absl::string_view content) {
  while (!content.empty()) {
    const ssize_t count = write(file, content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    content.remove_prefix(count);
  }
  return 0;
}

}  // namespace

absl::Status WriteFile(const std::string& path, absl::string_view content, Existing existing) {
  const int mode = existing == Existing::kKeep ? O_EXCL : O_TRUNC;
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0666);
  if (file < 0) return errno == EEXIST ? Exists(path) : NotWritten(path, errno);
  int error = WriteAll(file, content);
  if (close(file) != 0 && error == 0) error = errno;
  if (error == 0) return absl::OkStatus();
  if (existing == Existing::kKeep) unlink(path.c_str());
  return NotWritten(path, error);
}

}  // namespace nianbao::cli
