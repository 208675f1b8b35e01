#include "services/document/readers/layout/layout_runs.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/document/readers/layout/characters.h"
#include "services/document/readers/layout/column_evidence.h"
#include "services/document/readers/layout/layout_gaps.h"

namespace nianbao::document::readers {
namespace {

// In ems: from here on a gap between letters or digits is white space.
constexpr double kSpaceEms = 0.08;

Run RunOf(const Word& word) {
  return {word.text, word.left, word.right, word.size, word.vertical, IsFigure(word.text)};
}

void Append(const Word& word, Run& run) {
  AppendText(word.text, GapEms(run.right, run.size, word) >= kSpaceEms, run.text);
  run.figure = run.figure && IsFigure(word.text);
  run.right = std::max(run.right, word.right);
  run.size = std::max(run.size, word.size);
}

// joins says of each word but the first whether it goes on with the run before.
template <typename Joins>
std::vector<Run> RunsOf(const Line& line, const Joins& joins) {
  std::vector<Run> runs;
  for (size_t i = 0; i < line.words.size(); ++i) {
    if (i > 0 && joins(runs.back(), i)) {
      Append(line.words[i], runs.back());
    } else {
      runs.push_back(RunOf(line.words[i]));
    }
  }
  return runs;
}

}  // namespace

void AppendText(absl::string_view next, bool spaced, std::string& text) {
  absl::StrAppend(&text, spaced && !EndsInChinese(text) && !BeginsInChinese(next) ? " " : "", next);
}

std::vector<Run> RunsByGaps(const Line& line) {
  const bool spread = IsSpread(line);
  return RunsOf(line, [&](const Run& before, size_t i) {
    const Gap gap = GapBetween(before, line.words[i]);
    return spread || gap == Gap::kNone || gap == Gap::kRatherNone;
  });
}

std::vector<std::vector<Run>> RunsByColumns(absl::Span<const Line> lines) {
  std::vector<std::vector<Run>> runs;
  runs.reserve(lines.size());
  const ColumnEvidence evidence(lines);
  for (size_t i = 0; i < lines.size(); ++i) {
    runs.push_back(RunsOf(lines[i], [&](const Run& before, size_t word) {
      const Gap gap = GapBetween(before, lines[i].words[word]);
      return gap == Gap::kNone || (gap != Gap::kWide && !evidence.Parts(gap, before, i, word));
    }));
  }
  return runs;
}

}  // namespace nianbao::document::readers
