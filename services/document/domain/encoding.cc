#include "services/document/domain/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/status/error.h"
#include "libs/utf8/utf8.h"

namespace nianbao::document::domain {
namespace {

constexpr absl::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr absl::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr absl::string_view kUtf16BigMark = "\xFE\xFF";

absl::Status Unreadable(size_t offset, absl::string_view want, absl::string_view want_chinese) {
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       absl::StrCat("content: got a byte that is no text at offset ", offset, ", want ", want))
      .Meta("offset", absl::StrCat(offset))
      .Field("content", absl::StrCat("want ", want, " text"))
      .Chinese(absl::StrCat("文件不是 ", want_chinese, " 编码的文本（第 ", offset + 1,
                            " 个字节无法识别）。请用原来的软件另存一次，编码选择 UTF-8，再重新导入。"));
}

absl::Status Unreadable(size_t offset) { return Unreadable(offset, "UTF-8 or GB18030", "UTF-8 或 GB18030"); }

// The offset of the first byte that is not UTF-8, or is NUL.
std::optional<size_t> FirstBadByte(absl::string_view content) {
  const size_t nul = content.find('\0');
  const size_t bad = std::min(nul, utf8::FirstBadByte(content).value_or(absl::string_view::npos));
  return bad == absl::string_view::npos ? std::nullopt : std::optional<size_t>(bad);
}

// What four bytes of GB18030 may mean, but no text has.
bool IsNoText(char16_t unit) { return (unit >= 0x80 && unit < 0xA0) || unit == 0xFFFE || unit == 0xFFFF; }

// True for UTF-8 with Chinese in it that was damaged after that. Bytes of GB18030 do not make two such characters by
// chance, while short damaged UTF-8 often decodes as GB18030, into other characters.
bool IsDamagedUtf8(absl::string_view good) {
  return std::count_if(good.begin(), good.end(), [](char byte) { return (byte & 0xF0) == 0xE0; }) >= 2;
}

// The text, or the offset of the first byte that is not of the charset.
struct Decoding {
  std::string text;
  std::optional<size_t> bad;
};

Decoding Decode(absl::string_view content, const char* charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &error), ucnv_close);
  if (U_FAILURE(error)) return {"", 0};
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  Decoding decoding;
  std::array<UChar, 4096> buffer;
  const char* source = content.data();
  const char* const end = source + content.size();
  for (bool more = true; more;) {
    UChar* target = buffer.data();
    const char* const begin = source;
    error = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source, end, nullptr, true, &error);
    more = error == U_BUFFER_OVERFLOW_ERROR;
    const bool failed = U_FAILURE(error) && !more;
    if (failed) {
      std::array<char, 32> invalid;
      auto length = static_cast<int8_t>(invalid.size());
      UErrorCode ignored = U_ZERO_ERROR;
      ucnv_getInvalidChars(converter.get(), invalid.data(), &length, &ignored);
      decoding.bad = static_cast<size_t>(source - content.data()) - (U_FAILURE(ignored) ? 0 : length);
      return decoding;
    }
    if (std::any_of(buffer.data(), target, IsNoText)) {
      decoding.bad = begin - content.data();
      return decoding;
    }
    icu::UnicodeString(false, buffer.data(), static_cast<int32_t>(target - buffer.data())).toUTF8String(decoding.text);
  }
  return decoding;
}

absl::StatusOr<std::string> FromUtf16(absl::string_view content, const char* charset) {
  Decoding decoding = Decode(content.substr(2), charset);
  if (!decoding.bad && decoding.text.find('\0') != std::string::npos) decoding.bad = 0;
  if (decoding.bad) return Unreadable(*decoding.bad + 2, "UTF-16", "UTF-16");
  return std::move(decoding.text);
}

}  // namespace

absl::Status CheckText(absl::string_view content) {
  const std::optional<size_t> bad = FirstBadByte(content);
  return bad ? Unreadable(*bad, "UTF-8", "UTF-8") : absl::OkStatus();
}

absl::StatusOr<std::string> ToUtf8(absl::string_view content, absl::string_view declared) {
  if (absl::StartsWith(content, kUtf16LittleMark)) return FromUtf16(content, "UTF-16LE");
  if (absl::StartsWith(content, kUtf16BigMark)) return FromUtf16(content, "UTF-16BE");
  const std::optional<size_t> bad = FirstBadByte(content);
  if (!bad) return std::string(WithoutByteOrderMark(content));
  if (const size_t nul = content.find('\0'); nul != absl::string_view::npos) return Unreadable(nul);
  if (absl::StartsWith(content, kUtf8Mark) || IsDamagedUtf8(content.substr(0, *bad))) {
    return Unreadable(*bad, "UTF-8", "UTF-8");
  }
  if (absl::StartsWithIgnoreCase(declared, "big5")) {
    Decoding big5 = Decode(content, "Big5-HKSCS");
    if (!big5.bad) return std::move(big5.text);
  }
  Decoding chinese = Decode(content, "GB18030");
  if (!chinese.bad) return std::move(chinese.text);
  return Unreadable(std::max(*bad, *chinese.bad));
}

absl::string_view WithoutByteOrderMark(absl::string_view content) {
  absl::ConsumePrefix(&content, kUtf8Mark);
  return content;
}

}  // namespace nianbao::document::domain
