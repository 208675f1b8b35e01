#include "clients/cli/public_key.h"

#include <utility>

#include "clients/cli/load_file.h"
#include "libs/status/try.h"

namespace nianbao::cli {

absl::StatusOr<std::optional<signature::Sm2Key>> LoadPublicKey(const std::string& path) {
  if (path.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const std::string pem, LoadFile(path));
  ASSIGN_OR_RETURN(signature::Sm2Key key, signature::Sm2Key::ReadPublic(pem));
  return std::optional<signature::Sm2Key>(std::move(key));
}

}  // namespace nianbao::cli
