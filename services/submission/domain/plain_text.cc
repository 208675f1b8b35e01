#include "services/submission/domain/plain_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace nianbao::submission {
namespace {

bool LeavesNoMark(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  constexpr uint32_t kMask = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  return (U_GET_GC_MASK(c) & kMask) != 0 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

}  // namespace

std::optional<std::u32string> CharactersOf(absl::string_view text) {
  std::u32string characters;
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) return std::nullopt;
    characters.push_back(static_cast<char32_t>(c));
  }
  return characters;
}

bool IsWhiteSpace(char32_t character) { return u_isUWhiteSpace(static_cast<UChar32>(character)) != 0; }

bool IsBlank(absl::string_view text) {
  const std::optional<std::u32string> characters = CharactersOf(text);
  return characters.has_value() && std::all_of(characters->begin(), characters->end(), IsWhiteSpace);
}

bool IsPlainLine(absl::string_view text) {
  const std::optional<std::u32string> characters = CharactersOf(text);
  if (!characters.has_value()) return false;
  if (characters->empty()) return true;
  return !IsWhiteSpace(characters->front()) && !IsWhiteSpace(characters->back()) &&
         std::none_of(characters->begin(), characters->end(), LeavesNoMark);
}

}  // namespace nianbao::submission
