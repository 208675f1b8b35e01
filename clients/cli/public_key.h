// The key that signatures are checked with.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "libs/signature/sm2.h"

namespace nianbao::cli {

// From a PEM file; none for "". NOT_FOUND FILE_UNREADABLE; INVALID_ARGUMENT KEY_INVALID.
absl::StatusOr<std::optional<signature::Sm2Key>> LoadPublicKey(const std::string& path);

}  // namespace nianbao::cli
