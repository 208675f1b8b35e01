#include "services/document/readers/layout/layout_lines.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/document/readers/layout/upright_text.h"

namespace nianbao::document::readers {
namespace {

// A label wrapped over two lines has its figures half a line off, so half of the smaller height is too far.
constexpr double kSameLineHeights = 0.4;

double Centre(const Word& word) { return (word.top + word.bottom) / 2; }
double Height(const Word& word) { return word.bottom - word.top; }

// A line in the making.
struct Cluster {
  double centre = 0;
  double height = 0;
  int words = 0;

  bool Takes(const Word& word) const {
    return words > 0 && std::abs(Centre(word) - centre) <= kSameLineHeights * std::min(height, Height(word));
  }
  void Add(const Word& word) {
    height = words == 0 ? Height(word) : std::min(height, Height(word));
    centre = (centre * words + Centre(word)) / (words + 1);
    ++words;
  }
};

bool SameLine(const Line& line, const Cluster& cluster, const Word& word, Positions positions) {
  if (line.page != word.page) return false;
  return positions == Positions::kCharacters ? line.number == word.line : cluster.Takes(word);
}

}  // namespace

std::vector<Line> GatherLines(std::vector<Word> words, Positions positions) {
  const auto upright =
      std::stable_partition(words.begin(), words.end(), [](const Word& word) { return !word.vertical; });
  std::vector<Word> vertical(std::make_move_iterator(upright), std::make_move_iterator(words.end()));
  words.erase(upright, words.end());
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    return std::make_pair(a.page, Centre(a)) < std::make_pair(b.page, Centre(b));
  });
  std::vector<Line> lines;
  Cluster cluster;
  for (Word& word : words) {
    if (lines.empty() || !SameLine(lines.back(), cluster, word, positions)) {
      const bool same_page = !lines.empty() && lines.back().page == word.page;
      const int number = positions == Positions::kCharacters ? word.line : same_page ? lines.back().number + 1 : 1;
      lines.push_back({{}, word.page, number, 0});
      cluster = {};
    }
    cluster.Add(word);
    lines.back().centre = cluster.centre;
    lines.back().words.push_back(std::move(word));
  }
  for (Line& line : lines) {
    std::stable_sort(line.words.begin(), line.words.end(),
                     [](const Word& a, const Word& b) { return a.left < b.left; });
  }
  StandUprightText(std::move(vertical), lines);
  return lines;
}

}  // namespace nianbao::document::readers
