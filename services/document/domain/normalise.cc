#include "services/document/domain/normalise.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <string_view>

#include "services/document/domain/script.h"

namespace nianbao::document::domain {
namespace {

UChar32 CharacterAt(absl::string_view text, int32_t& i) {
  UChar32 c;
  U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
  return c < 0 ? 0xFFFD : c;
}

bool IsPlainDigit(UChar32 c) { return (c >= 0x30 && c <= 0x39) || (c >= 0xFF10 && c <= 0xFF19); }

// Nearly all that reports are made of: seen, no dash, and left as it is by NFKC, whatever of these stands around it.
bool IsPlain(UChar32 c) { return (c > 0x20 && c < 0x7F) || (c >= 0x3400 && c < 0xA000); }

constexpr UChar32 kFullWidthFirst = 0xFF01;
constexpr UChar32 kFullWidthLast = 0xFF5E;
constexpr UChar32 kFullWidthShift = 0xFEE0;

void Append(UChar32 c, std::string& text) {
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  text.append(bytes, size);
}

// Marks that NFKC leaves as they are too.
bool IsStableMark(UChar32 c) { return std::u32string_view(U"、。《》“”").find(c) != std::u32string_view::npos; }

}  // namespace

bool IsInvisible(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (IsPlain(point)) return false;
  return u_isUWhiteSpace(point) || u_iscntrl(point) || u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool MayHoldNumber(char32_t c) {
  constexpr uint32_t kKinds = U_GC_ND_MASK | U_GC_NL_MASK | U_GC_NO_MASK | U_GC_SO_MASK;
  const auto point = static_cast<UChar32>(c);
  return !IsPlainDigit(point) && c != U'〇' && (U_GET_GC_MASK(point) & kKinds) != 0;
}

char32_t Unified(char32_t c) {
  switch (c) {
    case U'〔':
    case U'【':
    case U'[':
      return U'(';
    case U'〕':
    case U'】':
    case U']':
      return U')';
    case U'“':
    case U'”':
    case U'‘':
    case U'’':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
    case U'\'':
      return U'"';
    default:
      if (IsPlain(static_cast<UChar32>(c))) return Simplified(c);
      return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DASH) ? U'-' : Simplified(c);
  }
}

namespace {

std::string KeyOfAny(absl::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  nfkc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, error);
  std::string key;
  for (int32_t i = 0; i < static_cast<int32_t>(normal.size());) {
    const UChar32 c = CharacterAt(normal, i);
    if (IsInvisible(c)) continue;
    Append(Unified(c), key);
  }
  return key;
}

}  // namespace

std::string Key(absl::string_view text) {
  std::string key;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    UChar32 c = CharacterAt(text, i);
    // What NFKC makes of the full-width forms.
    if (c >= kFullWidthFirst && c <= kFullWidthLast) c -= kFullWidthShift;
    if (!IsPlain(c) && !IsStableMark(c)) return KeyOfAny(text);
    Append(Unified(c), key);
  }
  return key;
}

std::string SentenceKey(absl::string_view text) {
  std::string marked;
  bool after_digit = false;
  bool parted = false;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const UChar32 c = CharacterAt(text, i);
    if (IsPlainDigit(c) && after_digit && parted) Append(0xFFFD, marked);
    Append(MayHoldNumber(c) ? 0xFFFD : c, marked);
    const bool parts = IsInvisible(c) || c == U'，';
    const bool goes_on = parts || c == U',' || c == U'.';
    parted = parts || (parted && goes_on);
    after_digit = IsPlainDigit(c) || (after_digit && goes_on);
  }
  return Key(marked);
}

bool HasOnlyFigureSigns(absl::string_view text) {
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const UChar32 c = CharacterAt(text, i);
    if (!IsPlainDigit(c) && std::u32string_view(U",.-，．－−").find(c) == std::u32string_view::npos) return false;
  }
  return true;
}

absl::string_view Trimmed(absl::string_view text) {
  int32_t begin = 0;
  while (begin < static_cast<int32_t>(text.size())) {
    int32_t next = begin;
    if (!IsInvisible(CharacterAt(text, next))) break;
    begin = next;
  }
  int32_t end = static_cast<int32_t>(text.size());
  while (end > begin) {
    int32_t before = end;
    UChar32 c;
    U8_PREV(text.data(), begin, before, c);
    if (!IsInvisible(c < 0 ? 0xFFFD : c)) break;
    end = before;
  }
  return text.substr(begin, end - begin);
}

size_t LengthWithoutSpace(absl::string_view text) {
  int32_t end = 0;
  for (int32_t next = 0; end < static_cast<int32_t>(text.size()); end = next) {
    if (IsInvisible(CharacterAt(text, next))) break;
  }
  return end;
}

bool HasInvisible(absl::string_view text) { return LengthWithoutSpace(text) < text.size(); }

std::string Excerpt(absl::string_view text, int characters) {
  int32_t end = 0;
  for (int n = 0; n < characters && end < static_cast<int32_t>(text.size()); ++n) CharacterAt(text, end);
  std::string excerpt(text.substr(0, end));
  if (end < static_cast<int32_t>(text.size())) excerpt += "…";
  return excerpt;
}

}  // namespace nianbao::document::domain
