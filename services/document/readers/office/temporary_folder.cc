#include "services/document/readers/office/temporary_folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::document::readers {

absl::StatusOr<TemporaryFolder> TemporaryFolder::Make() {
  std::error_code error;
  std::string path = (std::filesystem::temp_directory_path(error) / "nianbao-XXXXXX").string();
  if (!error && mkdtemp(path.data()) != nullptr) return TemporaryFolder(std::move(path));
  return status::Error(absl::StatusCode::kInternal, "INTERNAL",
                       absl::StrCat("cannot make a temporary folder: ", error ? error.message() : strerror(errno)))
      .Chinese("服务器无法建立临时文件夹。请联系运维人员检查磁盘空间和权限。");
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace nianbao::document::readers
