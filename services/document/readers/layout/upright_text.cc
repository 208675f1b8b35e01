#include "services/document/readers/layout/upright_text.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "services/document/readers/layout/characters.h"

namespace nianbao::document::readers {
namespace {

// In ems: how far the characters of one column may be apart, from middle to middle, and off its axis.
constexpr double kPitchMax = 2.3;
constexpr double kOffAxisMax = 0.4;
// Columns of fewer characters stay as they are, such as 总 above 计.
constexpr size_t kStackMin = 3;
// A neighbour nearer than this belongs to the character.
constexpr double kAloneEms = 0.8;
// Columns considered side by side; no form has so many.
constexpr size_t kSideBySideMax = 200;

double Axis(const Word& word) { return (word.left + word.right) / 2; }

void Append(const Word& word, Word& column) {
  column.text += word.text;
  column.left = std::min(column.left, word.left);
  column.right = std::max(column.right, word.right);
  column.bottom = std::max(column.bottom, word.bottom);
}

std::vector<Word> JoinVertical(std::vector<Word> words) {
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    return std::make_pair(a.page, a.top) < std::make_pair(b.page, b.top);
  });
  std::vector<Word> columns;
  for (Word& word : words) {
    const auto end = columns.rbegin() + static_cast<std::ptrdiff_t>(std::min(columns.size(), kSideBySideMax));
    const auto above = std::find_if(columns.rbegin(), end, [&](const Word& column) {
      return column.page == word.page && std::abs(Axis(column) - Axis(word)) <= kOffAxisMax * word.size &&
             word.top - column.bottom <= kPitchMax * word.size && word.top >= column.top;
    });
    if (above == end) {
      columns.push_back(std::move(word));
    } else {
      Append(word, *above);
    }
  }
  return columns;
}

// A character of a line that may be part of a column.
struct Spot {
  size_t line = 0;
  size_t word = 0;
};

// One Chinese character, or a number such as 三、 at the head of a column. 无 and 零 under each other are figures.
bool IsUprightPart(absl::string_view text) {
  const int count = CharacterCount(text);
  return BeginsWide(text) && (count == 1 || (count == 2 && BeginsNumbered(text))) && text != "无" && text != "零";
}

bool IsAlone(const Line& line, size_t i) {
  const Word& word = line.words[i];
  if (!IsUprightPart(word.text)) return false;
  const double gap = kAloneEms * word.size;
  return (i == 0 || word.left - line.words[i - 1].right >= gap) &&
         (i + 1 == line.words.size() || line.words[i + 1].left - word.right >= gap);
}

// Columns of lone characters, each from top to bottom.
std::vector<std::vector<Spot>> FindStacks(const std::vector<Line>& lines) {
  std::vector<std::vector<Spot>> open;
  std::vector<std::vector<Spot>> stacks;
  const auto word_at = [&](const Spot& spot) -> const Word& { return lines[spot.line].words[spot.word]; };
  const auto close = [&](std::vector<Spot>& stack) {
    if (stack.size() >= kStackMin) stacks.push_back(std::move(stack));
  };
  for (size_t i = 0; i < lines.size(); ++i) {
    const auto is_over = [&](const std::vector<Spot>& stack) {
      const Line& last = lines[stack.back().line];
      return last.page != lines[i].page || lines[i].centre - last.centre > kPitchMax * word_at(stack.back()).size;
    };
    const auto over = std::stable_partition(open.begin(), open.end(), [&](const auto& s) { return !is_over(s); });
    std::for_each(over, open.end(), close);
    open.erase(over, open.end());
    for (size_t j = 0; j < lines[i].words.size(); ++j) {
      if (!IsAlone(lines[i], j)) continue;
      const Word& word = lines[i].words[j];
      const auto above = std::find_if(open.begin(), open.end(), [&](const std::vector<Spot>& stack) {
        return stack.back().line != i && std::abs(Axis(word_at(stack.back())) - Axis(word)) <= kOffAxisMax * word.size;
      });
      if (above == open.end()) {
        if (open.size() < kSideBySideMax) open.push_back({{i, j}});
      } else {
        above->push_back({i, j});
      }
    }
  }
  std::for_each(open.begin(), open.end(), close);
  return stacks;
}

void Insert(Word word, Line& line) {
  const auto at = std::upper_bound(line.words.begin(), line.words.end(), word,
                                   [](const Word& a, const Word& b) { return a.left < b.left; });
  line.words.insert(at, std::move(word));
}

// The line nearest to the first character of the column.
void InsertAtItsBegin(Word word, std::vector<Line>& lines) {
  const double centre = word.top + word.size / 2;
  const auto [begin, end] = std::equal_range(lines.begin(), lines.end(), Line{{}, word.page, 0, 0},
                                             [](const Line& a, const Line& b) { return a.page < b.page; });
  if (begin == end) {
    lines.insert(begin, Line{{std::move(word)}, word.page, 1, centre});
    return;
  }
  const auto nearest = std::min_element(begin, end, [&](const Line& a, const Line& b) {
    return std::abs(a.centre - centre) < std::abs(b.centre - centre);
  });
  Insert(std::move(word), *nearest);
}

}  // namespace

void StandUprightText(std::vector<Word> vertical, std::vector<Line>& lines) {
  std::map<size_t, std::vector<Word>> begun;
  for (const std::vector<Spot>& stack : FindStacks(lines)) {
    Word column = lines[stack[0].line].words[stack[0].word];
    column.vertical = true;
    for (size_t i = 1; i < stack.size(); ++i) Append(lines[stack[i].line].words[stack[i].word], column);
    for (const Spot& spot : stack) lines[spot.line].words[spot.word].text.clear();
    begun[stack[0].line].push_back(std::move(column));
  }
  for (Line& line : lines) {
    line.words.erase(
        std::remove_if(line.words.begin(), line.words.end(), [](const Word& word) { return word.text.empty(); }),
        line.words.end());
  }
  for (auto& [line, columns] : begun) {
    for (Word& column : columns) Insert(std::move(column), lines[line]);
  }
  for (Word& column : JoinVertical(std::move(vertical))) InsertAtItsBegin(std::move(column), lines);
  lines.erase(std::remove_if(lines.begin(), lines.end(), [](const Line& line) { return line.words.empty(); }),
              lines.end());
}

}  // namespace nianbao::document::readers
