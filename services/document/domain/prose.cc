#include "services/document/domain/prose.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

constexpr char32_t kFullWidthBegin = 0xFF01;
constexpr char32_t kFullWidthEnd = 0xFF5F;
constexpr char32_t kFullWidthToAscii = 0xFEE0;

bool IsPrivate(char32_t c) { return c >= 0xE000 && c < 0xF900; }

char32_t HalfWidth(char32_t c) {
  const bool full_width = c >= kFullWidthBegin && c < kFullWidthEnd && c != U'，';
  return full_width ? c - kFullWidthToAscii : c;
}

}  // namespace

std::vector<Sign> SignsOf(absl::string_view text) {
  std::vector<Sign> signs;
  bool gap = false;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const auto begin = static_cast<size_t>(i);
    UChar32 point;
    U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), point);
    const auto printed = static_cast<char32_t>(point < 0 ? 0xFFFD : point);
    if (IsInvisible(printed)) {
      gap = true;
      continue;
    }
    const char32_t c = MayHoldNumber(printed) || IsPrivate(printed) ? 0xFFFD : Unified(HalfWidth(printed));
    if (c == U'"') continue;
    signs.push_back({c, begin, static_cast<size_t>(i), gap});
    gap = false;
  }
  return signs;
}

std::vector<absl::string_view> SentencesOf(absl::string_view paragraph) {
  static constexpr std::array<absl::string_view, 5> kEnds = {"。", "！", "？", "!", "?"};
  std::vector<absl::string_view> sentences;
  size_t begin = 0;
  for (size_t i = 0; i < paragraph.size();) {
    const auto* const end = std::find_if(kEnds.begin(), kEnds.end(),
                                         [&](absl::string_view e) { return absl::StartsWith(paragraph.substr(i), e); });
    i += end == kEnds.end() ? 1 : end->size();
    if (end == kEnds.end()) continue;
    sentences.push_back(paragraph.substr(begin, i - begin));
    begin = i;
  }
  if (begin < paragraph.size()) sentences.push_back(paragraph.substr(begin));
  return sentences;
}

void AppendUtf8(char32_t character, std::string& text) {
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(character));
  text.append(bytes, size);
}

}  // namespace nianbao::document::domain
