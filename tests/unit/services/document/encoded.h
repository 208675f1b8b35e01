// Texts in other encodings than the sources of the tests.
#pragma once

#include <unicode/unistr.h>

#include <string>

namespace nianbao::document {

// The UTF-8 text in the charset, a name of ICU such as "GB18030".
inline std::string Encoded(const std::string& text, const char* charset) {
  const auto unicode = icu::UnicodeString::fromUTF8(text);
  std::string bytes(4 * unicode.length() + 4, '\0');
  bytes.resize(unicode.extract(0, unicode.length(), bytes.data(), static_cast<uint32_t>(bytes.size()), charset));
  return bytes;
}

}  // namespace nianbao::document
