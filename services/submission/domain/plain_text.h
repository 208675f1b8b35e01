// Texts character by character, as a reader sees them.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::submission {

// The characters of UTF-8; nullopt when the bytes are none.
std::optional<std::u32string> CharactersOf(absl::string_view text);

// White space of any script, the ideographic one included.
bool IsWhiteSpace(char32_t character);

// Whether a text holds nothing but white space.
bool IsBlank(absl::string_view text);

// Whether two such texts that look the same are the same: UTF-8 on one line, without control or invisible characters
// and without white space at either end.
bool IsPlainLine(absl::string_view text);

}  // namespace nianbao::submission
