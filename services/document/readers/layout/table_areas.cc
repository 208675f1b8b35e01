#include "services/document/readers/layout/table_areas.h"

#include <algorithm>
#include <optional>
#include <string>

#include "services/document/domain/recognise_headings.h"
#include "services/document/readers/layout/characters.h"

namespace nianbao::document::readers {
namespace {

// In ems.
constexpr double kProseMin = 14;
constexpr double kSentenceMin = 8;
// A caption stands so near above its table; the rest of a label so near below its figures.
constexpr double kCaptionAbove = 5;
constexpr double kLabelBelow = 1.6;
// Type larger than that of the table by this factor is a title.
constexpr double kTitleSize = 1.25;

class Areas {
 public:
  Areas(absl::Span<const Line> lines, const std::vector<LineShape>& shapes, const Margins& margins)
      : lines_(lines), shapes_(shapes), margins_(margins), roles_(lines.size(), Role::kProse) {}

  std::vector<Role> Find() && {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (IsHeading(i)) roles_[i] = Role::kHeading;
    }
    for (size_t i = 0; i < lines_.size();) {
      if (!IsCore(i)) {
        ++i;
        continue;
      }
      const size_t end = EndOfArea(i);
      if (end - i > 1 || IsRowOfFigures(i)) Mark(i, end);
      i = end;
    }
    return std::move(roles_);
  }

 private:
  bool IsHeading(size_t i) const {
    std::string text;
    for (const Run& run : shapes_[i].runs) text += run.text;
    return domain::IsHeading(text);
  }

  bool IsCore(size_t i) const { return roles_[i] == Role::kProse && !shapes_[i].single() && !IsStretched(i); }

  // A line of prose with one wide gap or more: it fills the width and the text before or after it is prose.
  bool IsStretched(size_t i) const {
    const LineShape& line = shapes_[i];
    if (line.ems < kProseMin || !margins_.IsSure(line.page) || !margins_.BeginsProse(line) || !margins_.IsFull(line)) {
      return false;
    }
    if (std::any_of(line.runs.begin(), line.runs.end(), [](const Run& run) { return run.figure || run.vertical; })) {
      return false;
    }
    return (i > 0 && IsProse(i - 1)) || (i + 1 < lines_.size() && IsProse(i + 1));
  }

  bool IsRowOfFigures(size_t i) const {
    const std::vector<Run>& runs = shapes_[i].runs;
    return std::any_of(runs.begin(), runs.end(), [](const Run& run) { return run.figure; });
  }

  // Prose beyond doubt, even between the rows of tables.
  bool IsProse(size_t i) const {
    const LineShape& line = shapes_[i];
    if (!line.single() || !margins_.IsSure(line.page) || !margins_.BeginsProse(line)) return false;
    return line.ems >= kProseMin ? margins_.IsFull(line) || EndsSentence(line.runs[0].text)
                                 : line.ems >= kSentenceMin && EndsSentence(line.runs[0].text);
  }

  bool IsHard(size_t i) const { return roles_[i] == Role::kHeading || IsProse(i); }

  // One past the last core line that no prose parts from the one at begin.
  size_t EndOfArea(size_t begin) const {
    size_t end = begin + 1;
    for (size_t i = end; i < lines_.size() && !IsHard(i); ++i) {
      if (IsCore(i)) end = i + 1;
    }
    return end;
  }

  double Distance(size_t i, size_t j) const { return (lines_[j].centre - lines_[i].centre) / shapes_[j].size; }

  // May stand right above a table as part of it: a caption or the head of columns.
  bool IsCaption(size_t i, size_t core) const {
    const LineShape& line = shapes_[i];
    if (roles_[i] != Role::kProse || !line.single() || IsProse(i)) return false;
    const std::string& text = line.runs[0].text;
    if (BeginsNumbered(text) || EndsSentence(text) || line.size > kTitleSize * shapes_[core].size) return false;
    if (i > 0 && shapes_[i - 1].single() && IsProse(i - 1) && margins_.IsFull(shapes_[i - 1]) &&
        !margins_.IsIndented(line)) {
      return false;
    }
    return lines_[i].page != lines_[i + 1].page || Distance(i, i + 1) <= kCaptionAbove;
  }

  // The rest of a label of the last row, left of its figures.
  bool IsRestOfLabel(size_t i) const {
    if (i >= lines_.size() || IsHard(i) || !shapes_[i].single()) return false;
    if (lines_[i].page != lines_[i - 1].page || Distance(i - 1, i) > kLabelBelow) return false;
    const Run& run = shapes_[i].runs[0];
    if (BeginsNumbered(run.text) || EndsSentence(run.text)) return false;
    const std::optional<double> figures = FirstFigureAbove(i);
    return figures.has_value() && run.right <= *figures;
  }

  std::optional<double> FirstFigureAbove(size_t i) const {
    for (size_t j = i; j-- > 0 && roles_[j] == Role::kTable;) {
      for (const Run& run : shapes_[j].runs) {
        if (run.figure) return run.left;
      }
    }
    return std::nullopt;
  }

  void Mark(size_t begin, size_t end) {
    std::fill(roles_.begin() + static_cast<std::ptrdiff_t>(begin), roles_.begin() + static_cast<std::ptrdiff_t>(end),
              Role::kTable);
    size_t caption = begin;
    while (caption > 0 && IsCaption(caption - 1, begin)) --caption;
    // Up to the begin of the document these may be its title.
    if (caption > 0) {
      std::fill(roles_.begin() + static_cast<std::ptrdiff_t>(caption),
                roles_.begin() + static_cast<std::ptrdiff_t>(begin), Role::kTable);
    }
    for (size_t i = end; IsRestOfLabel(i); ++i) roles_[i] = Role::kTable;
  }

  const absl::Span<const Line> lines_;
  const std::vector<LineShape>& shapes_;
  const Margins& margins_;
  std::vector<Role> roles_;
};

}  // namespace

std::vector<Role> RolesOf(absl::Span<const Line> lines, const std::vector<LineShape>& shapes, const Margins& margins) {
  return Areas(lines, shapes, margins).Find();
}

}  // namespace nianbao::document::readers
