#include "tests/property/document/layouts/layout_text.h"

#include <algorithm>
#include <cmath>

namespace nianbao::testing {
namespace {

constexpr double kPlace = 6;
// Baselines closer than this are one line of text.
constexpr double kSameLine = 4;

std::string LineText(std::vector<const PlacedWord*> words) {
  std::stable_sort(words.begin(), words.end(), [](const auto* a, const auto* b) { return a->x < b->x; });
  std::string line;
  size_t places = 0;
  for (const PlacedWord* word : words) {
    const auto wanted = static_cast<size_t>(std::max(0.0, std::round((word->x - 40) / kPlace)));
    // Neighbours in one line keep a space between them.
    const size_t at = std::max(wanted, places == 0 ? 0 : places + 1);
    line.append(at - places, ' ');
    line += word->text;
    places = at + Characters(word->text).size();
  }
  return line;
}

}  // namespace

std::string LayoutText(const std::vector<Page>& pages) {
  std::string text;
  for (const Page& page : pages) {
    std::vector<const PlacedWord*> words;
    for (const PlacedWord& word : page.words) words.push_back(&word);
    std::stable_sort(words.begin(), words.end(), [](const auto* a, const auto* b) { return a->y > b->y; });
    for (size_t i = 0; i < words.size();) {
      std::vector<const PlacedWord*> line;
      const double y = words[i]->y;
      while (i < words.size() && y - words[i]->y < kSameLine) line.push_back(words[i++]);
      text += LineText(line) + "\n";
      if (i < words.size() && y - words[i]->y > 22) text += "\n";
    }
    text += "\f";
  }
  return text;
}

}  // namespace nianbao::testing
