#include "services/document/domain/script.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <memory>
#include <vector>

#include "services/document/domain/prose.h"

namespace nianbao::document::domain {
namespace {

// The blocks of Chinese characters in daily use.
constexpr char32_t kBegin = 0x3400;
constexpr char32_t kEnd = 0xA000;

// The transliterator takes 40 ms to build and maps one character to one, so it is asked once for all of them.
std::vector<char32_t> MakeTable() {
  std::vector<char32_t> table;
  icu::UnicodeString all;
  for (char32_t c = kBegin; c < kEnd; ++c) {
    table.push_back(c);
    all.append(static_cast<UChar32>(c));
    // Keeps neighbours from being taken for words.
    all.append(static_cast<UChar32>(' '));
  }
  UErrorCode error = U_ZERO_ERROR;
  UParseError place;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, place, error));
  if (U_FAILURE(error) || simplify == nullptr) return table;
  simplify->transliterate(all);
  if (all.length() != static_cast<int32_t>(2 * table.size())) return table;
  for (size_t i = 0; i < table.size(); ++i) table[i] = all.charAt(static_cast<int32_t>(2 * i));
  return table;
}

}  // namespace

char32_t Simplified(char32_t character) {
  if (character < kBegin || character >= kEnd) return character;
  static const auto* const table = new std::vector<char32_t>(MakeTable());
  return (*table)[character - kBegin];
}

std::string SimplifiedText(absl::string_view text) {
  std::string simplified;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    UChar32 c;
    U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
    AppendUtf8(Simplified(static_cast<char32_t>(c)), simplified);
  }
  return simplified;
}

}  // namespace nianbao::document::domain
