#include "libs/config/secret_file.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/config/file_text.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::config {

absl::StatusOr<std::string> SecretIn(const std::string& path) {
  if (path.empty()) return "";
  ASSIGN_OR_RETURN(std::string secret, FileText(path));
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
