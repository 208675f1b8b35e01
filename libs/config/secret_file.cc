#include "libs/config/secret_file.h"

#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::config {

absl::StatusOr<std::string> SecretIn(const std::string& path) {
  if (path.empty()) return "";
  std::ifstream file(path);
  std::string secret{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) {
    return status::Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE",
                         absl::StrCat("secret: got ", path, ", want a file that can be read"))
        .Meta("path", path)
        .Chinese(absl::StrCat("无法读取密钥文件 ", path, "。请检查路径和权限。"));
  }
  absl::StripAsciiWhitespace(&secret);
  if (secret.empty() || secret.find('\n') != std::string::npos) {
    return status::Error(absl::StatusCode::kInvalidArgument, "SECRET_INVALID",
                         absl::StrCat("secret: got ", secret.empty() ? "nothing" : "several lines", " in ", path,
                                      ", want one line"))
        .Meta("path", path)
        .Chinese(absl::StrCat("密钥文件 ", path, " 应当恰好有一行内容。"));
  }
  return secret;
}

}  // namespace nianbao::config
