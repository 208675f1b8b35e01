#include "services/document/domain/recognise_headings.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/heading_line.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/title_year.h"

namespace nianbao::document::domain {
namespace {

// The fit from which on a line needs no comparison with others.
constexpr int kBeyondDoubt = 4;
// The form's words with another number.
constexpr int kOtherNumber = 2;
// A heading with its number, in bytes.
constexpr size_t kLongestFrontBytes = 150;

struct SectionKey {
  int number;
  HeadingWords words;
};

const std::vector<SectionKey>& SectionKeys() {
  static const auto* const keys = [] {
    auto* sections = new std::vector<SectionKey>();
    for (const form::SectionTitle& section : form::Catalogue::Get().sections()) {
      sections->push_back({section.number, HeadingWords(section.heading)});
    }
    return sections;
  }();
  return *keys;
}

// How well a whole line fits a heading; 0 when it is none.
int Fit(const HeadingLine& line, const SectionKey& section) {
  if (line.bracketed || !section.words.Match(line.body)) return 0;
  if (line.number == section.number) return 5;
  const bool printed = section.words.MatchPrinted(line.body);
  if (line.number == 0) return printed ? 4 : 1;
  if (printed) return kOtherNumber;
  return line.chinese_number ? 1 : 0;
}

// The first characters of a line, in at most so many bytes.
absl::string_view Front(absl::string_view line) {
  size_t end = 0;
  while (end < line.size()) {
    const size_t next = end + FirstCharacter(line.substr(end)).size();
    if (next > kLongestFrontBytes) break;
    end = next;
  }
  return line.substr(0, end);
}

// The line behind as many characters as make a key of this size.
absl::string_view AfterKey(absl::string_view line, size_t key_bytes) {
  size_t bytes = 0;
  while (bytes < key_bytes && !line.empty()) {
    const absl::string_view character = FirstCharacter(line);
    bytes += Key(character).size();
    line.remove_prefix(character.size());
  }
  return line;
}

// True when a text can follow a heading on its line: something parts them, or a figure begins it.
bool MayFollow(absl::string_view text) {
  if (text.empty()) return false;
  const absl::string_view first = FirstCharacter(text);
  return HasInvisible(first) || absl::StrContains("：:。.；;，,-—…·", first) || absl::ascii_isdigit(first.front());
}

// Page numbers of a table of contents and the dots before them.
bool IsLeader(absl::string_view text) {
  while (!text.empty()) {
    const absl::string_view first = FirstCharacter(text);
    if (!HasInvisible(first) && !absl::StrContains("….·-—0123456789", first)) return false;
    text.remove_prefix(first.size());
  }
  return true;
}

// The text behind a heading with its own number; nothing when the line does not begin with one.
absl::string_view Glued(absl::string_view line, const SectionKey& section) {
  const absl::string_view front = Front(line);
  const HeadingLine heading = ParseHeading(front);
  if (heading.number != section.number || !heading.chinese_number || heading.bracketed) return {};
  const size_t words = section.words.MatchFront(heading.body);
  if (words == 0) return {};
  const std::string key = Key(front);
  const size_t at = key.find(heading.body.substr(0, words));
  if (at == std::string::npos) return {};
  const absl::string_view rest = AfterKey(line, at + words);
  return MayFollow(rest) ? rest : absl::string_view();
}

int FitOf(absl::string_view line, const HeadingLine& heading, const SectionKey& section) {
  const int fit = Fit(heading, section);
  return fit == 0 && !Glued(line, section).empty() ? 3 : fit;
}

struct Candidate {
  size_t item;
  int fit;
  bool chinese_number;
};

}  // namespace

bool IsHeading(absl::string_view line) {
  const HeadingLine heading = ParseHeading(line);
  return std::any_of(SectionKeys().begin(), SectionKeys().end(),
                     [&](const SectionKey& section) { return Fit(heading, section) >= kBeyondDoubt; });
}

std::map<size_t, int> FindHeadings(absl::Span<const Item> items) {
  std::map<int, std::vector<Candidate>> candidates;
  for (size_t i = 0; i < items.size(); ++i) {
    const PlacedText* text = SingleText(items[i]);
    if (text == nullptr) continue;
    const HeadingLine heading = ParseHeading(text->text);
    for (const SectionKey& section : SectionKeys()) {
      const int fit = FitOf(text->text, heading, section);
      if (fit > 0) candidates[section.number].push_back({i, fit, heading.chinese_number});
    }
  }
  std::map<size_t, int> headings;
  for (const auto& [section, found] : candidates) {
    const int best = std::max_element(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
                       return a.fit < b.fit;
                     })->fit;
    const bool tabulated = section >= 2 && section <= 4;
    for (const Candidate& candidate : found) {
      const bool again = tabulated && candidate.fit == kOtherNumber && candidate.chinese_number;
      if (candidate.fit == best || again) headings[candidate.item] = section;
    }
  }
  return headings;
}

absl::string_view TextAfterHeading(absl::string_view line, int section) {
  for (const SectionKey& key : SectionKeys()) {
    if (key.number != section || Fit(ParseHeading(line), key) > 0) continue;
    absl::string_view rest = Glued(line, key);
    if (IsLeader(rest)) return {};
    while (!rest.empty() && !absl::ascii_isdigit(rest.front()) && MayFollow(rest)) {
      rest.remove_prefix(FirstCharacter(rest).size());
    }
    return rest;
  }
  return {};
}

}  // namespace nianbao::document::domain
