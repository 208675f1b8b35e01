#include "services/document/readers/layout/layout_gaps.h"

#include <algorithm>

#include "services/document/readers/layout/characters.h"

namespace nianbao::document::readers {
namespace {

// In ems. Up to kTouching nothing but a change of font parts two words.
constexpr double kTouching = 0.1;
constexpr double kFiguresWide = 0.6;
constexpr double kFigureBesideTextWide = 0.8;
constexpr double kTextWide = 0.8;
// Words of Latin letters are spaced more when a line is filled.
constexpr double kLettersWide = 1.0;
// Two characters that spread over a cell, such as 总 计: a full-width space apart, or at most three.
constexpr double kSpreadPair = 1.05;
constexpr double kSpreadPairMax = 3.0;

// Fewer words tell nothing of an even spread.
constexpr size_t kSpreadWordsMin = 6;
constexpr double kSpreadUnevenMax = 0.35;
constexpr double kSpreadGapMax = 3.0;

Gap PairGap(double ems) {
  if (ems <= kSpreadPair) return Gap::kRatherNone;
  return ems <= kSpreadPairMax ? Gap::kRatherWide : Gap::kWide;
}

// Looks at the size first: texts grow long.
bool IsCharacter(absl::string_view text) { return text.size() <= 4 && CharacterCount(text) == 1 && BeginsWide(text); }

}  // namespace

double GapEms(double before_right, double before_size, const Word& after) {
  return (after.left - before_right) / std::max(std::min(before_size, after.size), 0.1);
}

Gap GapBetween(const Run& before, const Word& after) {
  if (before.vertical || after.vertical) return Gap::kWide;
  const double ems = GapEms(before.right, before.size, after);
  const bool figure_before = before.figure;
  const bool figure_after = IsFigure(after.text);
  if (figure_before && figure_after) return ems < kFiguresWide ? Gap::kRatherNone : Gap::kWide;
  if (ems < kTouching) return Gap::kNone;
  if (figure_before || figure_after) return ems < kFigureBesideTextWide ? Gap::kRatherNone : Gap::kWide;
  if (IsCharacter(before.text) && IsCharacter(after.text)) return PairGap(ems);
  const bool letters = !EndsWide(before.text) && !BeginsWide(after.text);
  return ems < (letters ? kLettersWide : kTextWide) ? Gap::kRatherNone : Gap::kWide;
}

bool IsSpread(const Line& line) {
  if (line.words.size() < kSpreadWordsMin) return false;
  double least = kSpreadGapMax;
  double most = 0;
  size_t characters = 0;
  for (size_t i = 0; i < line.words.size(); ++i) {
    const Word& word = line.words[i];
    if (word.vertical) return false;
    characters += IsCharacter(word.text) ? 1 : 0;
    if (i == 0) continue;
    const double ems = GapEms(line.words[i - 1].right, line.words[i - 1].size, word);
    least = std::min(least, ems);
    most = std::max(most, ems);
  }
  return most <= kSpreadGapMax && most - least <= kSpreadUnevenMax && characters * 5 >= line.words.size() * 3;
}

}  // namespace nianbao::document::readers
