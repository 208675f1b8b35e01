#include "services/document/readers/layout/page_furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "services/document/domain/normalise.h"
#include "services/document/domain/page_number.h"

namespace nianbao::document::readers {
namespace {

// A bare number stands clear of the text by this many lines' heights.
constexpr double kClearHeights = 1.5;
// Widest gap within a page number.
constexpr double kPieceGapEms = 1.5;
constexpr int kRunningPagesMin = 3;

using domain::PageNumber;

std::string KeyOf(const Line& line) {
  std::string text;
  for (const Word& word : line.words) text += word.text;
  return domain::Key(text);
}

// Page numbers are one short piece of text; a row of figures is not.
bool IsOnePiece(const Line& line) {
  for (size_t i = 1; i < line.words.size(); ++i) {
    if (line.words[i].left - line.words[i - 1].right > kPieceGapEms * line.words[i].size) return false;
  }
  return true;
}

// The lines of one page: [begin, end).
struct Page {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Page> PagesOf(const std::vector<Line>& lines) {
  std::vector<Page> pages;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || lines[i].page != lines[i - 1].page) pages.push_back({i, i});
    pages.back().end = i + 1;
  }
  return pages;
}

double HeightOf(const Line& line) {
  double height = 0;
  for (const Word& word : line.words) height = std::max(height, word.bottom - word.top);
  return height;
}

bool StandsClear(const std::vector<Line>& lines, const Page& page, size_t i) {
  if (page.end - page.begin == 1) return true;
  const Line& neighbour = lines[i == page.begin ? i + 1 : i - 1];
  return std::abs(neighbour.centre - lines[i].centre) >= kClearHeights * HeightOf(lines[i]);
}

// Bare numbers that count the pages: as many past the page's own number as on most other pages.
void KeepNumbersThatCount(const std::vector<Line>& lines, std::map<size_t, PageNumber>& numbers) {
  std::map<int, int> pages_by_offset;
  for (const auto& [line, page] : numbers) ++pages_by_offset[page.number - lines[line].page];
  for (auto it = numbers.begin(); it != numbers.end();) {
    const int offset = it->second.number - lines[it->first].page;
    const bool counts = offset == 0 || pages_by_offset[offset] > 1;
    it = it->second.bare && !counts ? numbers.erase(it) : std::next(it);
  }
}

std::set<size_t> PageNumbers(const std::vector<Line>& lines, const std::vector<Page>& pages) {
  std::map<size_t, PageNumber> numbers;
  for (const Page& page : pages) {
    for (const size_t i : {page.begin, page.end - 1}) {
      if (!IsOnePiece(lines[i])) continue;
      const auto number = domain::ParsePageNumber(KeyOf(lines[i]));
      if (!number.has_value()) continue;
      if (!number->bare || (lines[i].words.size() == 1 && StandsClear(lines, page, i))) numbers[i] = *number;
    }
  }
  KeepNumbersThatCount(lines, numbers);
  std::set<size_t> found;
  for (const auto& [line, page] : numbers) found.insert(line);
  return found;
}

// Adds the lines at one edge of the pages that say the same on most of them.
void AddRunning(const std::vector<Line>& lines, const std::vector<Page>& pages, bool head, std::set<size_t>& dropped) {
  std::map<std::string, std::vector<size_t>> by_key;
  for (const Page& page : pages) {
    std::vector<size_t> edge;
    for (size_t i = page.begin; i < page.end; ++i) {
      if (dropped.count(i) == 0) edge.push_back(i);
    }
    if (edge.size() > 1)
      by_key[KeyOf(lines[head ? edge.front() : edge.back()])].push_back(head ? edge.front() : edge.back());
  }
  for (const auto& [key, places] : by_key) {
    if (places.size() < kRunningPagesMin || places.size() * 2 <= pages.size()) continue;
    dropped.insert(places.begin() + (head ? 1 : 0), places.end());
  }
}

}  // namespace

void RemovePageFurniture(std::vector<Line>& lines) {
  const std::vector<Page> pages = PagesOf(lines);
  std::set<size_t> dropped = PageNumbers(lines, pages);
  AddRunning(lines, pages, true, dropped);
  AddRunning(lines, pages, false, dropped);
  size_t kept = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (dropped.count(i) != 0) continue;
    if (kept != i) lines[kept] = std::move(lines[i]);
    ++kept;
  }
  lines.resize(kept);
}

}  // namespace nianbao::document::readers
