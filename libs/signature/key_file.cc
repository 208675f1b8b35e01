#include "libs/signature/key_file.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::signature {

absl::StatusOr<std::shared_ptr<const Sm2Key>> SigningKeyIn(const std::string& path) {
  if (path.empty()) return nullptr;
  std::ifstream file(path);
  const std::string pem{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) {
    return status::Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE",
                         absl::StrCat("key: got ", path, ", want a file that can be read"))
        .Meta("path", path)
        .Chinese(absl::StrCat("无法读取签名密钥 ", path, "。请检查路径和权限。"));
  }
  ASSIGN_OR_RETURN(Sm2Key key, Sm2Key::ReadPrivate(pem));
  return std::make_shared<const Sm2Key>(std::move(key));
}

}  // namespace nianbao::signature
