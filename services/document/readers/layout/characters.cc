#include "services/document/readers/layout/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace nianbao::document::readers {
namespace {

UChar32 Next(absl::string_view text, int32_t& i) {
  UChar32 c;
  U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
  return c < 0 ? 0xFFFD : c;
}

UChar32 Last(absl::string_view text) {
  auto i = static_cast<int32_t>(text.size());
  UChar32 c;
  U8_PREV(text.data(), 0, i, c);
  return c < 0 ? 0xFFFD : c;
}

bool In(UChar32 c, std::u32string_view set) { return set.find(static_cast<char32_t>(c)) != set.npos; }

// Quotes and dashes are of ambiguous width: in Chinese type they take an em.
bool IsWide(UChar32 c) {
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH || (width == U_EA_AMBIGUOUS && In(c, U"“”‘’—…"));
}

bool IsFullWidthDigit(UChar32 c) { return c >= 0xFF10 && c <= 0xFF19; }
bool IsDigit(UChar32 c) { return (c >= '0' && c <= '9') || IsFullWidthDigit(c); }

constexpr size_t kFigureBytesMax = 64;
constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";

}  // namespace

int DisplayColumns(absl::string_view text) {
  int columns = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) columns += IsWide(Next(text, i)) ? 2 : 1;
  return columns;
}

int CharacterCount(absl::string_view text) {
  int count = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size()); ++count) Next(text, i);
  return count;
}

bool BeginsWide(absl::string_view text) {
  int32_t i = 0;
  return !text.empty() && IsWide(Next(text, i));
}

bool EndsWide(absl::string_view text) { return !text.empty() && IsWide(Last(text)); }

bool BeginsInChinese(absl::string_view text) {
  int32_t i = 0;
  return BeginsWide(text) && !IsDigit(Next(text, i));
}

bool EndsInChinese(absl::string_view text) { return EndsWide(text) && !IsDigit(Last(text)); }

std::string FullWidthDigitsApart(absl::string_view text) {
  std::string apart;
  bool after_digit = false;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const int32_t begin = i;
    const bool digit = IsFullWidthDigit(Next(text, i));
    absl::StrAppend(&apart, digit && after_digit ? " " : "", text.substr(begin, i - begin));
    after_digit = digit;
  }
  return apart;
}

bool IsFigure(absl::string_view text) {
  if (text.empty() || text.size() > kFigureBytesMax) return false;
  bool digit = false;
  bool sign = false;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const UChar32 c = Next(text, i);
    if (IsDigit(c)) {
      digit = true;
    } else if (In(c, U"/／-－−—–") || c == '+') {
      sign = true;
    } else if (!In(c, U".,．，%")) {
      return false;
    }
  }
  return digit ? IsDigit(Last(text)) || Last(text) == '%' : sign;
}

bool BeginsNumbered(absl::string_view text) {
  int32_t i = 0;
  const auto size = static_cast<int32_t>(text.size());
  UChar32 c = size == 0 ? 0 : Next(text, i);
  if (In(c, U"（(")) return i < size && In(Next(text, i), kNumerals);
  if (!In(c, kNumerals) && !IsDigit(c)) return false;
  while (i < size && (In(c, kNumerals) || IsDigit(c))) c = Next(text, i);
  return In(c, U"、.．");
}

bool EndsSentence(absl::string_view text) { return !text.empty() && In(Last(text), U"。；！？：;!?:"); }

}  // namespace nianbao::document::readers
