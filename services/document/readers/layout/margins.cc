#include "services/document/readers/layout/margins.h"

#include <algorithm>

#include "services/document/readers/layout/characters.h"

namespace nianbao::document::readers {
namespace {

// All in ems. Shorter lines say nothing of the edges.
constexpr double kTellingEms = 12;
// Lines that end so near each other end at the same edge: a mark that may not begin a line takes its place.
constexpr double kSameRightEdge = 2;
constexpr double kSameLeft = 1;
constexpr double kIndentMin = 0.8;
constexpr double kIndentMax = 3.6;
constexpr double kFullWithin = 2.1;

constexpr int kSureLines = 3;
// Pages whose own lines agree need not follow the rest of the document.
constexpr int kPageLinesMin = 4;

// The greatest number of values within width of each other, and the end of that window.
struct Window {
  int count = 0;
  double begin = 0;
  double end = 0;
};

Window Densest(std::vector<double> values, double width) {
  std::sort(values.begin(), values.end());
  Window best;
  for (size_t first = 0, last = 0; last < values.size(); ++last) {
    while (values[last] - values[first] > width) ++first;
    const int count = static_cast<int>(last - first) + 1;
    if (count >= best.count) best = {count, values[first], values[last]};
  }
  return best;
}

}  // namespace

LineShape ShapeOf(const Line& line, Positions positions) {
  LineShape shape{RunsByGaps(line), line.page, line.words.front().left, line.words.back().right, 0, 0};
  int columns = 0;
  for (const Run& run : shape.runs) {
    columns += DisplayColumns(run.text);
    shape.size = std::max(shape.size, run.size);
  }
  shape.ems = columns / 2.0;
  if (positions == Positions::kCharacters) {
    for (const Word& word : line.words) shape.reach += DisplayColumns(word.text) - CharacterCount(word.text);
  }
  return shape;
}

Margins::Edges Margins::EdgesOf(const std::vector<const LineShape*>& lines) {
  if (lines.empty()) return {};
  std::vector<double> sizes, ends;
  for (const LineShape* line : lines) {
    sizes.push_back(line->size);
    ends.push_back(line->reach);
  }
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
  const double size = sizes[sizes.size() / 2];
  const Window right = Densest(std::move(ends), kSameRightEdge * size);
  Edges edges{0, right.end, right.count};
  std::vector<double> begins;
  for (const LineShape* line : lines) {
    if (line->reach >= right.begin) begins.push_back(line->left);
  }
  // First lines of paragraphs are indented; a paragraph of two lines has one that is not.
  std::sort(begins.begin(), begins.end());
  edges.left = begins.front();
  for (const double begin : begins) {
    const auto near = std::upper_bound(begins.begin(), begins.end(), begin + kSameLeft * size) -
                      std::lower_bound(begins.begin(), begins.end(), begin);
    if (near * 5 >= static_cast<std::ptrdiff_t>(begins.size())) {
      edges.left = begin;
      break;
    }
  }
  return edges;
}

Margins::Margins(const std::vector<LineShape>& lines) {
  std::vector<const LineShape*> all;
  std::map<int, std::vector<const LineShape*>> by_page;
  for (const LineShape& line : lines) {
    if (!line.single() || line.ems < kTellingEms) continue;
    all.push_back(&line);
    by_page[line.page].push_back(&line);
  }
  whole_ = EdgesOf(all);
  for (const auto& [page, lines_of_page] : by_page) {
    const Edges edges = EdgesOf(lines_of_page);
    if (edges.lines >= kPageLinesMin) pages_[page] = edges;
  }
}

const Margins::Edges& Margins::EdgesOn(int page) const {
  const auto own = pages_.find(page);
  return own == pages_.end() ? whole_ : own->second;
}

bool Margins::BeginsProse(const LineShape& line) const {
  const double offset = line.left - EdgesOn(line.page).left;
  return offset >= -kSameLeft * line.size && offset <= kIndentMax * line.size;
}

bool Margins::IsIndented(const LineShape& line) const {
  return line.left - EdgesOn(line.page).left >= kIndentMin * line.size;
}

bool Margins::IsFull(const LineShape& line) const {
  const Edges& edges = EdgesOn(line.page);
  return edges.lines > 0 && line.reach >= edges.right - kFullWithin * line.size;
}

bool Margins::IsSure(int page) const { return EdgesOn(page).lines >= kSureLines; }

}  // namespace nianbao::document::readers
