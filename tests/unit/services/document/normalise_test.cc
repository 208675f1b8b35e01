#include "services/document/domain/normalise.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <random>
#include <string>
#include <vector>

namespace nianbao::document::domain {
namespace {

// By the words of its contract, without any short cut.
std::string KeyByUnicode(const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString normal = icu::Normalizer2::getNFKCInstance(error)->normalize(text, error);
  icu::UnicodeString key;
  for (int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
    const UChar32 c = normal.char32At(i);
    const bool invisible =
        u_isUWhiteSpace(c) || u_iscntrl(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    if (!invisible) key.append(static_cast<UChar32>(Unified(c)));
  }
  std::string bytes;
  return key.toUTF8String(bytes);
}

std::string Utf8(const icu::UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

bool IsScalar(UChar32 c) { return c < 0xD800 || c > 0xDFFF; }

TEST(NormaliseTest, KeyIsWhatUnicodeMakesOfEveryCharacterAlone) {
  for (UChar32 c = 1; c <= 0x10FFFF; ++c) {
    if (!IsScalar(c)) continue;
    const icu::UnicodeString text(c);
    ASSERT_EQ(Key(Utf8(text)), KeyByUnicode(text)) << std::hex << c;
  }
}

TEST(NormaliseTest, DashesAreOne) {
  for (UChar32 c = 1; c < 0x10000; ++c) {
    if (IsScalar(c) && u_hasBinaryProperty(c, UCHAR_DASH)) EXPECT_EQ(Unified(c), U'-') << std::hex << c;
  }
}

// Characters of reports, and such as combine with the one before.
TEST(NormaliseTest, KeyIsWhatUnicodeMakesOfTexts) {
  std::mt19937 random(2026);
  const std::u32string marks = U"、。《》“”（）：，％１２Ａ－ \u00A0\u3000\u200B\u0301\u3099①②½";
  const auto draw = [&]() -> UChar32 {
    switch (random() % 6) {
      case 0:
        return static_cast<UChar32>(0x21 + random() % 0x5E);
      case 1:
        return static_cast<UChar32>(marks[random() % marks.size()]);
      case 2:
        return static_cast<UChar32>(0x3041 + random() % 0x50);
      default:
        return static_cast<UChar32>(0x3400 + random() % 0x6C00);
    }
  };
  for (int i = 0; i < 20'000; ++i) {
    icu::UnicodeString text;
    for (size_t length = random() % 12; length > 0; --length) text.append(draw());
    ASSERT_EQ(Key(Utf8(text)), KeyByUnicode(text)) << Utf8(text);
  }
}

}  // namespace
}  // namespace nianbao::document::domain
