#include "services/document/readers/layout/column_evidence.h"

#include <algorithm>

#include "services/document/readers/layout/characters.h"

namespace nianbao::document::readers {
namespace {

// Lines farther away say nothing; a form has no more on one page.
constexpr size_t kLinesAround = 60;
// Lines of one head.
constexpr size_t kHeadLinesAround = 3;
// Longer texts are labels, not heads of narrow columns.
constexpr int kShortCharacters = 4;
// Fewer words may be one label that is spread.
constexpr int kHeadsMin = 3;
// In ems: figures so far apart are two cells; text so near a figure belongs to it.
constexpr double kApart = 0.6;
constexpr double kClose = 0.35;
// Characters such as 总 计 with a full-width space between are one head.
constexpr double kPairGap = 1.05;

bool Overlap(double left, double right, const Word& word) { return word.left < right && word.right > left; }

// Looks at the size first: texts grow long.
bool IsShort(absl::string_view text) {
  return text.size() <= size_t{4 * kShortCharacters} && CharacterCount(text) <= kShortCharacters;
}

bool IsCharacter(absl::string_view text) { return IsShort(text) && CharacterCount(text) == 1 && BeginsWide(text); }

// Could be one line of the head of a column, whole.
bool IsHead(absl::string_view text) {
  return IsShort(text) && CharacterCount(text) >= 2 && BeginsWide(text) && EndsWide(text);
}

// The words of a line that reach into (left, right).
absl::Span<const Word> WordsIn(const Line& line, double left, double right) {
  // Words of a line overlap only when broken by hand; then some may be missed.
  auto begin =
      std::partition_point(line.words.begin(), line.words.end(), [&](const Word& w) { return w.right <= left; });
  auto end = std::partition_point(begin, line.words.end(), [&](const Word& w) { return w.left < right; });
  return absl::MakeConstSpan(line.words).subspan(begin - line.words.begin(), end - begin);
}

}  // namespace

ColumnEvidence::Figures ColumnEvidence::Count(const Side& first, const Side& second, size_t line) const {
  Figures figures;
  const size_t begin = line > kLinesAround ? line - kLinesAround : 0;
  const size_t end = std::min(lines_.size(), line + kLinesAround + 1);
  for (size_t i = begin; i < end; ++i) {
    if (i == line) continue;
    const Word* at_first = nullptr;
    const Word* at_second = nullptr;
    int count = 0;
    for (const Word& word : WordsIn(lines_[i], first.left, second.right)) {
      if (!IsFigure(word.text)) continue;
      ++count;
      const bool in_first = Overlap(first.left, first.right, word);
      const bool in_second = Overlap(second.left, second.right, word);
      if (in_first && !in_second) at_first = &word;
      if (in_second && !in_first && at_second == nullptr) at_second = &word;
    }
    if (at_first != nullptr && at_second != nullptr) {
      ++(GapEms(at_first->right, at_first->size, *at_second) >= kApart ? figures.apart : figures.close);
    } else if (count == 1) {
      ++figures.single;
    }
    if (at_first == nullptr && at_second != nullptr) ++figures.at_second;
  }
  return figures;
}

bool ColumnEvidence::RepeatsBetweenShortWords(size_t line, size_t word) const {
  const std::vector<Word>& words = lines_[line].words;
  if (!IsHead(words[word - 1].text) || !IsHead(words[word].text)) return false;
  const double left = words[word - 1].right;
  const double right = words[word].left;
  const size_t begin = line > kHeadLinesAround ? line - kHeadLinesAround : 0;
  const size_t end = std::min(lines_.size(), line + kHeadLinesAround + 1);
  for (size_t i = begin; i < end; ++i) {
    if (i == line || !WordsIn(lines_[i], left, right).empty()) continue;
    const std::vector<Word>& others = lines_[i].words;
    const auto after =
        std::partition_point(others.begin(), others.end(), [&](const Word& w) { return w.right <= left; });
    if (after == others.begin() || after == others.end()) continue;
    const Word& before = *(after - 1);
    if (IsHead(before.text) && IsHead(after->text) && Overlap(words[word - 1].left, left, before) &&
        Overlap(right, words[word].right, *after)) {
      return true;
    }
  }
  return false;
}

bool ColumnEvidence::IsLineOfHeads(size_t line) const {
  const std::vector<Word>& words = lines_[line].words;
  const auto heads = std::count_if(words.begin(), words.end(), [](const Word& w) { return IsHead(w.text); });
  return heads >= kHeadsMin && heads * 4 >= static_cast<std::ptrdiff_t>(words.size()) * 3 &&
         std::all_of(words.begin(), words.end(), [](const Word& w) { return IsShort(w.text) && !IsFigure(w.text); });
}

bool ColumnEvidence::IsFollowedClosely(size_t line, size_t word) const {
  const std::vector<Word>& words = lines_[line].words;
  return word + 1 < words.size() && !IsFigure(words[word + 1].text) &&
         GapEms(words[word].right, words[word].size, words[word + 1]) < kApart;
}

double ColumnEvidence::RightOf(size_t line, size_t word) const {
  const std::vector<Word>& words = lines_[line].words;
  const bool pair = word + 1 < words.size() && IsCharacter(words[word].text) && IsCharacter(words[word + 1].text) &&
                    GapEms(words[word].right, words[word].size, words[word + 1]) <= kPairGap;
  return words[pair ? word + 1 : word].right;
}

bool ColumnEvidence::Parts(Gap gap, const Run& before, size_t line, size_t word) const {
  const Word& after = lines_[line].words[word];
  const Figures figures = Count({before.left, before.right}, {after.left, RightOf(line, word)}, line);
  const bool figure_before = before.figure;
  const bool figure_after = IsFigure(after.text);
  if (figures.apart > 0 && IsShort(after.text) && (figure_before || IsShort(before.text))) return true;
  if (figure_before && figure_after) return figures.close > 0 && figures.close >= figures.single;
  if (figure_after) {
    const int want = GapEms(before.right, before.size, after) < kClose ? 2 : 1;
    return figures.at_second >= want && !IsFollowedClosely(line, word);
  }
  if (figure_before) return false;
  if (RepeatsBetweenShortWords(line, word)) return true;
  if (IsHead(before.text) && IsHead(after.text) && IsLineOfHeads(line)) return true;
  // Characters spread over a cell have its figures under their gap.
  return gap == Gap::kRatherWide && figures.single == 0;
}

}  // namespace nianbao::document::readers
