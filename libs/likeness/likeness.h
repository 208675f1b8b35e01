// Whether the written sections of two reports are alike (雷同), and where.
//
// Give it the written sections only. The tables word their rows alike in every report: with them, unrelated reports
// have 15 % to 50 % in common; without them 3 % to 13 %.
//
// Work is bounded whatever the bytes are: of a text the first 2 MiB are read, a text is sorted once, two texts are
// compared in one pass over both, and the search for common passages compares each letter of `a` at most a fixed
// number of times (passages.cc says why).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::likeness {

// Letters in one shingle.
inline constexpr size_t kShingleLetters = 5;
// Texts with fewer distinct shingles are too short to tell: they are like none.
inline constexpr size_t kFewestShingles = 40;
// Bytes of a text that are read; the rest is ignored.
inline constexpr size_t kReadBytes = size_t{2} << 20;

// A text as it is compared: its letters (Unicode category L, Chinese characters among them) without white space,
// punctuation, symbols and digits, for numbers change every year and the words do not. Bytes that are not UTF-8 become
// U+FFFD, which is no letter.
class Text {
 public:
  struct Letter {
    char32_t character;
    // Where it starts in text(), in bytes.
    uint32_t at;
  };

  explicit Text(std::string text);

  // What was read, as well-formed UTF-8.
  absl::string_view text() const { return text_; }
  const std::vector<Letter>& letters() const { return letters_; }
  // The hashes of all runs of kShingleLetters letters, ascending, each once. The same in every release.
  const std::vector<uint64_t>& shingles() const { return shingles_; }
  // Runs of kShingleLetters letters, repeated ones included; ShingleAt(i) is the hash of the one that begins with
  // letter i.
  size_t RunCount() const { return letters_.size() < kShingleLetters ? 0 : letters_.size() - kShingleLetters + 1; }
  uint64_t ShingleAt(size_t letter) const;
  bool TooShort() const { return shingles_.size() < kFewestShingles; }

 private:
  std::string text_;
  std::vector<Letter> letters_;
  std::vector<uint64_t> shingles_;
};

// Of the shingles of both texts, how many they have in common (Jaccard): 0..100, rounded down. 0 when either is
// TooShort().
int CommonPercent(const Text& a, const Text& b);

// The same passage as the two texts write it, with their own punctuation and numbers; at most 500 characters each, the
// beginning of a longer passage.
struct Passage {
  std::string first;
  std::string second;
};

// Passages of at least 15 common letters, the longest first, at most `max` of them, not overlapping in `a`. They are
// sought in short texts too. A passage of which every run of five letters stands in `b` more than eight times is sought
// at the first eight places only.
std::vector<Passage> CommonPassages(const Text& a, const Text& b, size_t max);

}  // namespace nianbao::likeness
