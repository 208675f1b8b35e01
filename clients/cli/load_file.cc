#include "clients/cli/load_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

constexpr uintmax_t kFileBytesMax = 20 << 20;

}  // namespace

absl::StatusOr<std::string> LoadFile(const std::string& path) {
  std::error_code error;
  const uintmax_t bytes = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || !file) {
    return status::Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE", absl::StrCat(path, ": cannot be read"))
        .Meta("path", path)
        .Chinese(absl::StrCat("文件 ", path, " 不存在或无法读取。"));
  }
  if (bytes > kFileBytesMax) {
    return status::Error(absl::StatusCode::kResourceExhausted, "DOCUMENT_TOO_LARGE",
                         absl::StrCat(path, ": got ", bytes, " bytes, want at most ", kFileBytesMax))
        .Meta("bytes", absl::StrCat(bytes))
        .Chinese(absl::StrCat("文件 ", path, " 超过 20 MB，未读取。"));
  }
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

}  // namespace nianbao::cli
