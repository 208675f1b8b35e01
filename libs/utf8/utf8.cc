#include "libs/utf8/utf8.h"

#include <unicode/unistr.h>
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

std::string WellFormed(absl::string_view bytes) {
  std::string text;
  icu::UnicodeString::fromUTF8({bytes.data(), static_cast<int32_t>(bytes.size())}).toUTF8String(text);
  return text;
}

}  // namespace nianbao::utf8
