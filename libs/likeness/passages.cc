#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <queue>

#include "libs/likeness/likeness.h"

// Matches grow from runs of kShingleLetters letters that stand in both texts.
//
// First from runs that `b` has at most kPlaces times, at all these places, in both directions. Every match that covers
// a letter of `a` holds the next such run to its right or to its left, so at most 2 * kPlaces matches cover it.
// Then, from the letters that no passage covers so far, from runs that `b` has more often: forwards only, at the first
// kPlaces places; the search goes on behind the longest match, or one letter on when it is shorter than a passage.
namespace nianbao::likeness {
namespace {

constexpr size_t kPassageLetters = 15;
constexpr size_t kPassageCharacters = 500;
constexpr size_t kPlaces = 8;

// `length` equal letters, from letter `a` of one text and letter `b` of the other.
struct Match {
  uint32_t a;
  uint32_t b;
  uint32_t length;

  uint32_t End() const { return a + length; }
  bool OnDiagonalOf(const Match& other) const { return a - b == other.a - other.b; }
};

// The places of every run, by hash, then by letter.
class Places {
 public:
  explicit Places(const Text& text) {
    places_.reserve(text.RunCount());
    for (size_t i = 0; i < text.RunCount(); ++i) places_.push_back({text.ShingleAt(i), static_cast<uint32_t>(i)});
    std::sort(places_.begin(), places_.end());
  }

  // The first places of the run, at most kPlaces + 1.
  std::vector<uint32_t> Of(uint64_t shingle) const {
    std::vector<uint32_t> found;
    auto at = std::lower_bound(places_.begin(), places_.end(), std::pair<uint64_t, uint32_t>{shingle, 0});
    for (; at != places_.end() && at->first == shingle && found.size() <= kPlaces; ++at) found.push_back(at->second);
    return found;
  }

 private:
  std::vector<std::pair<uint64_t, uint32_t>> places_;
};

Match Forwards(const Text& a, const Text& b, uint32_t from_a, uint32_t from_b) {
  Match match{from_a, from_b, 0};
  while (match.End() < a.letters().size() && match.b + match.length < b.letters().size() &&
         a.letters()[match.End()].character == b.letters()[match.b + match.length].character) {
    ++match.length;
  }
  return match;
}

Match BothWays(const Text& a, const Text& b, uint32_t from_a, uint32_t from_b) {
  Match match = Forwards(a, b, from_a, from_b);
  while (match.a > 0 && match.b > 0 && a.letters()[match.a - 1].character == b.letters()[match.b - 1].character) {
    --match.a;
    --match.b;
    ++match.length;
  }
  return match;
}

void AddMatchesOfRareRuns(const Text& a, const Text& b, const Places& places, std::vector<Match>& matches) {
  // The matches around the present letter.
  std::vector<Match> around;
  for (uint32_t i = 0; i < a.RunCount(); ++i) {
    around.erase(std::remove_if(around.begin(), around.end(), [i](const Match& match) { return match.End() <= i; }),
                 around.end());
    const std::vector<uint32_t> found = places.Of(a.ShingleAt(i));
    if (found.size() > kPlaces) continue;
    for (const uint32_t place : found) {
      const Match seed{i, place, 0};
      if (std::any_of(around.begin(), around.end(), [&](const Match& match) { return match.OnDiagonalOf(seed); })) {
        continue;
      }
      around.push_back(BothWays(a, b, i, place));
      if (around.back().length >= kPassageLetters) matches.push_back(around.back());
    }
  }
}

void AddMatchesOfFrequentRuns(const Text& a, const Text& b, const Places& places, std::vector<Match>& matches) {
  std::vector<bool> covered(a.letters().size());
  for (const Match& match : matches) {
    std::fill(covered.begin() + match.a, covered.begin() + match.End(), true);
  }
  for (uint32_t i = 0; i < a.RunCount(); ++i) {
    if (covered[i]) continue;
    const std::vector<uint32_t> found = places.Of(a.ShingleAt(i));
    if (found.size() <= kPlaces) continue;
    Match longest{i, 0, 0};
    for (size_t place = 0; place < kPlaces; ++place) {
      const Match match = Forwards(a, b, i, found[place]);
      if (match.length > longest.length) longest = match;
    }
    if (longest.length < kPassageLetters) continue;
    matches.push_back(longest);
    i = longest.End() - 1;
  }
}

// Longest first, then in the order of `a`; a match that overlaps a longer one keeps the part that does not.
std::vector<Match> LongestApart(const std::vector<Match>& matches, size_t max) {
  const auto later = [](const Match& x, const Match& y) {
    return x.length != y.length ? x.length < y.length : x.a != y.a ? x.a > y.a : x.b > y.b;
  };
  std::priority_queue<Match, std::vector<Match>, decltype(later)> waiting(later, matches);
  std::vector<Match> taken;
  // Where the taken ones begin in `a`, and where they end.
  std::map<uint32_t, uint32_t> ranges;
  while (!waiting.empty() && taken.size() < max) {
    Match match = waiting.top();
    waiting.pop();
    const uint32_t whole = match.length;
    const auto behind = ranges.upper_bound(match.a);
    if (behind != ranges.begin()) {
      const uint32_t cut = std::min(whole, std::max(match.a, std::prev(behind)->second) - match.a);
      match = {match.a + cut, match.b + cut, whole - cut};
    }
    if (behind != ranges.end()) match.length = std::min(match.length, std::max(behind->first, match.a) - match.a);
    if (match.length < kPassageLetters) continue;
    if (match.length < whole) {
      waiting.push(match);
      continue;
    }
    taken.push_back(match);
    ranges.emplace(match.a, match.End());
  }
  return taken;
}

// How many of the letters from `first` on fit into a passage, with what stands between them.
uint32_t Fitting(const Text& text, uint32_t first, uint32_t letters) {
  const absl::string_view bytes = text.text();
  size_t at = text.letters()[first].at;
  size_t characters = 0;
  for (uint32_t i = 0; i < letters; ++i) {
    for (const size_t last = text.letters()[first + i].at; at <= last; ++characters) U8_FWD_1_UNSAFE(bytes, at);
    if (characters > kPassageCharacters) return i;
  }
  return letters;
}

// The letters as they are written, with the marks and digits that follow the last one.
std::string Written(const Text& text, uint32_t first, uint32_t letters) {
  const absl::string_view bytes = text.text();
  const size_t start = text.letters()[first].at;
  const size_t last = text.letters()[first + letters - 1].at;
  const size_t next = first + letters < text.letters().size() ? text.letters()[first + letters].at : bytes.size();
  size_t end = start;
  for (size_t characters = 0; characters < kPassageCharacters && end < next; ++characters) {
    size_t at = end;
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(bytes.data(), at, bytes.size(), character);
    if (end > last && u_isUWhiteSpace(character)) break;
    end = at;
  }
  return std::string(bytes.substr(start, end - start));
}

}  // namespace

std::vector<Passage> CommonPassages(const Text& a, const Text& b, size_t max) {
  const Places places(b);
  std::vector<Match> matches;
  AddMatchesOfRareRuns(a, b, places, matches);
  AddMatchesOfFrequentRuns(a, b, places, matches);
  std::vector<Passage> passages;
  for (const Match& match : LongestApart(matches, max)) {
    const uint32_t letters = std::min(Fitting(a, match.a, match.length), Fitting(b, match.b, match.length));
    passages.push_back({Written(a, match.a, letters), Written(b, match.b, letters)});
  }
  return passages;
}

}  // namespace nianbao::likeness
