#include "libs/utf8/utf8.h"

#include <unicode/utf8.h>

namespace nianbao::utf8 {

std::optional<size_t> FirstBadByte(absl::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size()) {
    const size_t start = at;
    UChar32 character = 0;
    U8_NEXT(bytes.data(), at, bytes.size(), character);
    if (character < 0) return start;
  }
  return std::nullopt;
}

}  // namespace nianbao::utf8
