// The SM3 hash (GB/T 32905), from OpenSSL.
#pragma once

#include <google/protobuf/message_lite.h>

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::digest {

// The 32-byte digest of the concatenated parts.
std::string Sm3(std::initializer_list<absl::string_view> parts);

// The digest as 64 lower-case hexadecimal digits.
std::string Sm3Hex(absl::string_view bytes);

// The bytes of a message that holds no map, in field order: the same for equal messages.
std::string CanonicalBytes(const google::protobuf::MessageLite& message);

}  // namespace nianbao::digest
