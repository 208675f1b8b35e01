#include "libs/config/file_text.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::config {

absl::StatusOr<std::string> FileText(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file) return text;
  }
  return status::Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE",
                       absl::StrCat("config: got ", path, ", want a file that can be read"))
      .Meta("path", path)
      .Chinese(absl::StrCat("无法读取文件 ", path, "，程序没有启动。请检查路径和权限。"));
}

}  // namespace nianbao::config
