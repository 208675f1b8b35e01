// Whether bytes are text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::utf8 {

// The offset of the first byte that does not belong to well-formed UTF-8; nullopt when all of it is text.
std::optional<size_t> FirstBadByte(absl::string_view bytes);

// The bytes with U+FFFD for whatever does not belong to well-formed UTF-8.
std::string WellFormed(absl::string_view bytes);

}  // namespace nianbao::utf8
