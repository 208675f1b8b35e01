// Keys in files.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "libs/signature/sm2.h"

namespace nianbao::signature {

// The key with which to sign, from a PEM file; nullptr for "". NOT_FOUND FILE_UNREADABLE; INVALID_ARGUMENT KEY_INVALID.
absl::StatusOr<std::shared_ptr<const Sm2Key>> SigningKeyIn(const std::string& path);

}  // namespace nianbao::signature
