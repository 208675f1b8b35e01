#include "tests/property/document/layouts/page_layout.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "tests/property/document/layouts/compose.h"

namespace nianbao::testing {
namespace {

constexpr double kMargin = 60;
constexpr double kTextSize = 14;
constexpr double kPadding = 3;

// Cuts the text into lines of at most this width at size 1. ASCII runs are kept whole where they fit.
std::vector<std::string> Wrap(const std::string& text, double width) {
  std::vector<std::string> lines = {""};
  double used = 0;
  const std::vector<std::string> characters = Characters(text);
  for (size_t i = 0; i < characters.size();) {
    size_t end = i + 1;
    if (characters[i].size() == 1) {
      while (end < characters.size() && characters[end].size() == 1 && characters[end] != " ") ++end;
    }
    std::string run;
    for (size_t j = i; j < end; ++j) run += characters[j];
    const double needed = WidthOf(run);
    if (used > 0 && used + needed > width) {
      lines.emplace_back();
      used = 0;
    }
    lines.back() += run;
    used += needed;
    i = end;
  }
  return lines;
}

class Setter {
 public:
  explicit Setter(const PageStyle& style) : style_(style) { NewPage(style.top); }

  void Text(TextKind kind, const std::string& text) {
    const double size = kind == TextKind::kTitle ? 18 : kTextSize;
    const double width = (kPageWidth - 2 * kMargin) / size;
    // Paragraphs begin two characters further right.
    const std::string indent = kind == TextKind::kTitle ? "" : "\u3000\u3000";
    bool first = true;
    for (std::string line : Wrap(indent + text, width)) {
      Need(size * 1.8);
      y_ -= size * 1.8;
      double x = kMargin;
      if (kind == TextKind::kTitle) x = (kPageWidth - WidthOf(line) * size) / 2;
      if (first && !indent.empty()) {
        line = line.substr(indent.size());
        x += 2 * size;
      }
      first = false;
      page().words.push_back({line, x, y_ + size * 0.4, size});
    }
  }

  void Table(const PrintedTable& table);
  std::vector<Page> Finish() && { return std::move(pages_); }

 private:
  struct Part {
    size_t page;
    double top;
    double bottom;
    int rows;
  };

  Page& page() { return pages_.back(); }

  void NewPage(double top) {
    pages_.emplace_back();
    page().ruling = style_.ruling;
    y_ = kPageHeight - kMargin - top;
    if (style_.page_numbers) {
      page().words.push_back({absl::StrCat("- ", pages_.size(), " -"), kPageWidth / 2 - 14, kMargin / 2, 10});
    }
  }
  void Need(double height) {
    if (y_ - height < kMargin) NewPage(0);
  }

  double X(const PrintedTable& table, int column) const {
    double x = kMargin;
    for (int i = 0; i < column; ++i) x += table.widths[i] * Scale(table);
    return x;
  }
  static double Scale(const PrintedTable& table) {
    double sum = 0;
    for (const double width : table.widths) sum += width;
    return (kPageWidth - 2 * kMargin) / sum;
  }
  std::vector<std::string> LinesOf(const PrintedCell& cell, double width) const {
    std::vector<std::string> lines;
    for (const std::string& line : BrokenLines(cell.text)) {
      const double places = (width - 2 * kPadding) / style_.table_size;
      std::vector<std::string> wrapped = Wrap(line, places);
      // Short titles are broken in the middle: 商业 over 企业.
      if (cell.figure < 0 && wrapped.size() == 2 && WidthOf(line) <= 8)
        wrapped = Wrap(line, std::ceil(WidthOf(line) / 2));
      lines.insert(lines.end(), wrapped.begin(), wrapped.end());
    }
    return lines;
  }
  void Put(const PrintedCell& cell, const std::vector<std::string>& lines, double left, double right, const Part& part);
  void PutOverParts(const PrintedCell& cell, double left, double right, const std::vector<Part>& parts);

  const PageStyle style_;
  std::vector<Page> pages_;
  double y_ = 0;
};

void Setter::Put(const PrintedCell& cell, const std::vector<std::string>& lines, double left, double right,
                 const Part& part) {
  const double size = style_.table_size;
  const double leading = size * 1.3;
  double y = (part.top + part.bottom) / 2 + leading * static_cast<double>(lines.size()) / 2;
  for (const std::string& line : lines) {
    y -= leading;
    if (line.empty()) continue;
    const bool centred = style_.centred || cell.figure < 0;
    const double x = centred ? (left + right - WidthOf(line) * size) / 2 : left + kPadding;
    pages_[part.page].words.push_back({line, x, y + size * 0.35, size});
  }
}

// A merged cell, which page breaks may have cut.
void Setter::PutOverParts(const PrintedCell& cell, double left, double right, const std::vector<Part>& parts) {
  const Part* largest = &parts.front();
  for (const Part& part : parts) {
    if (part.top - part.bottom > largest->top - largest->bottom) largest = &part;
  }
  const bool narrow = cell.rows > 8;
  if (narrow && style_.narrow_title == NarrowTitle::kRotated) {
    const double middle = (largest->top + largest->bottom) / 2;
    pages_[largest->page].words.push_back({cell.text, (left + right) / 2 + style_.table_size * 0.35,
                                           middle - WidthOf(cell.text) * style_.table_size / 2, style_.table_size,
                                           true});
    return;
  }
  if (narrow && style_.narrow_title == NarrowTitle::kStacked) {
    // One character a line, over the whole height.
    const std::vector<std::string> characters = Characters(cell.text);
    const double step = (largest->top - largest->bottom) / static_cast<double>(characters.size() + 1);
    for (size_t i = 0; i < characters.size(); ++i) {
      pages_[largest->page].words.push_back({characters[i], (left + right - style_.table_size) / 2,
                                             largest->top - step * static_cast<double>(i + 1), style_.table_size});
    }
    return;
  }
  const std::vector<std::string> lines = LinesOf(cell, right - left);
  const auto fits = [&](const Part& part) {
    return static_cast<size_t>((part.top - part.bottom) / (style_.table_size * 1.3));
  };
  if (parts.size() == 1 || (lines.size() <= fits(*largest) && (!style_.split_titles || lines.size() < 2))) {
    Put(cell, lines, left, right, *largest);
    return;
  }
  const size_t left_over = lines.size() - std::min(lines.size(), fits(parts[1]));
  const size_t first = std::min({fits(parts[0]), std::max(lines.size() / 2, left_over), lines.size()});
  const auto middle = lines.begin() + static_cast<long>(first);
  Put(cell, {lines.begin(), middle}, left, right, parts[0]);
  Put(cell, {middle, lines.end()}, left, right, parts[1]);
}

void Setter::Table(const PrintedTable& table) {
  const double leading = style_.table_size * 1.3;
  std::map<const PrintedCell*, std::vector<Part>> merged;
  std::map<const PrintedCell*, int> columns;
  y_ -= leading;
  size_t page_before = pages_.size();
  for (const auto& slots : SlotsOf(table)) {
    size_t lines = 1;
    for (const Slot& slot : slots) {
      const double width = X(table, slot.column + slot.cell->columns) - X(table, slot.column);
      // Merged cells need their lines in all rows together.
      const size_t rows = static_cast<size_t>(slot.cell->rows);
      lines = std::max(lines, (LinesOf(*slot.cell, width).size() + rows - 1) / rows);
    }
    const double height = leading * static_cast<double>(lines) + 2 * kPadding;
    Need(height);
    const bool at_break = pages_.size() > page_before && !style_.ruling.closed_at_breaks;
    page_before = pages_.size();
    const Part row{pages_.size() - 1, y_, y_ - height, 1};
    y_ -= height;
    for (const Slot& slot : slots) {
      const double left = X(table, slot.column);
      const double right = X(table, slot.column + slot.cell->columns);
      page().lines.push_back({left, row.top, left, row.bottom});
      if (!slot.covered && !at_break) page().lines.push_back({left, row.top, right, row.top});
      page().lines.push_back({right, row.top, right, row.bottom});
      if (slot.cell->rows == 1) {
        page().lines.push_back({left, row.bottom, right, row.bottom});
        Put(*slot.cell, LinesOf(*slot.cell, right - left), left, right, row);
        continue;
      }
      columns[slot.cell] = slot.column;
      std::vector<Part>& parts = merged[slot.cell];
      if (!parts.empty() && parts.back().page == row.page) {
        parts.back().bottom = row.bottom;
      } else {
        parts.push_back(row);
      }
    }
  }
  for (const auto& [cell, parts] : merged) {
    const int column = columns[cell];
    PutOverParts(*cell, X(table, column), X(table, column + cell->columns), parts);
  }
  y_ -= leading;
}

}  // namespace

std::vector<std::string> Characters(const std::string& text) {
  std::vector<std::string> characters;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) characters.emplace_back();
    characters.back() += byte;
  }
  return characters;
}

double WidthOf(const std::string& text) {
  double width = 0;
  for (const std::string& character : Characters(text)) {
    width += character.size() == 1 || character == "\u00a0" ? 0.5 : 1;
  }
  return width;
}

std::vector<Page> LayOut(const PrintedReport& report, const PageStyle& style) {
  Setter setter(style);
  Compose(
      report, [&](TextKind kind, const std::string& text) { setter.Text(kind, text); },
      [&](const PrintedTable& table) { setter.Table(table); });
  return std::move(setter).Finish();
}

}  // namespace nianbao::testing
