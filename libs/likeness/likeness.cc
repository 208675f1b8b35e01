#include "libs/likeness/likeness.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "libs/likeness/mix.h"

namespace nianbao::likeness {
namespace {

void Append(UChar32 character, std::string& text) {
  char bytes[U8_MAX_LENGTH];
  size_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, character);
  text.append(bytes, size);
}

}  // namespace

Text::Text(std::string text) {
  const size_t read = std::min(text.size(), kReadBytes);
  text_.reserve(read);
  // The last character may end beyond what is read; it is not cut.
  for (size_t at = 0; at < read;) {
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(text.data(), at, text.size(), character);
    if (u_isalpha(character)) {
      letters_.push_back({static_cast<char32_t>(character), static_cast<uint32_t>(text_.size())});
    }
    Append(character, text_);
  }
  shingles_.reserve(RunCount());
  for (size_t i = 0; i < RunCount(); ++i) shingles_.push_back(ShingleAt(i));
  std::sort(shingles_.begin(), shingles_.end());
  shingles_.erase(std::unique(shingles_.begin(), shingles_.end()), shingles_.end());
}

uint64_t Text::ShingleAt(size_t letter) const {
  uint64_t hash = 0;
  for (size_t i = letter; i < letter + kShingleLetters; ++i) hash = Mix(hash ^ letters_[i].character);
  return hash;
}

int CommonPercent(const Text& a, const Text& b) {
  if (a.TooShort() || b.TooShort()) return 0;
  size_t common = 0;
  auto left = a.shingles().begin();
  auto right = b.shingles().begin();
  while (left != a.shingles().end() && right != b.shingles().end()) {
    if (*left == *right) ++common;
    const bool step_left = *left <= *right;
    const bool step_right = *right <= *left;
    left += step_left;
    right += step_right;
  }
  return static_cast<int>(100 * common / (a.shingles().size() + b.shingles().size() - common));
}

}  // namespace nianbao::likeness
