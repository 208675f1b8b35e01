#include "services/document/readers/layout/layout.h"

#include <cstddef>
#include <utility>

#include "libs/status/try.h"
#include "services/document/readers/layout/characters.h"
#include "services/document/readers/layout/layout_lines.h"
#include "services/document/readers/layout/layout_runs.h"
#include "services/document/readers/layout/margins.h"
#include "services/document/readers/layout/page_break.h"
#include "services/document/readers/layout/page_furniture.h"
#include "services/document/readers/layout/page_scale.h"
#include "services/document/readers/layout/table_areas.h"

namespace nianbao::document::readers {
namespace {

using domain::Cell;
using domain::Document;
using domain::Paragraph;
using domain::Place;
using domain::Row;
using domain::Table;

// Type that differs by more than this factor belongs to another paragraph.
constexpr double kOtherSize = 1.2;

class Builder {
 public:
  Builder(std::vector<Line> lines, Positions positions)
      : lines_(std::move(lines)), shapes_(ShapesOf(lines_, positions)), margins_(shapes_), positions_(positions) {}

  Document Build(std::vector<PlacedTable> tables) && {
    size_t begin = 0;
    NumberPlaces(tables);
    ShareColumns(tables);
    for (size_t i = 0; i < tables.size();) {
      const size_t end = EndAbove(tables[i], begin);
      AddLines(begin, end);
      begin = end;
      size_t next = i + 1;
      while (next < tables.size() && EndAbove(tables[next], begin) == begin && MayGoOn(tables[i], tables[next])) {
        Append(std::move(tables[next++]), tables[i]);
      }
      document_.blocks.push_back(std::move(tables[i].table));
      i = next;
    }
    AddLines(begin, lines_.size());
    return std::move(document_);
  }

 private:
  static std::vector<LineShape> ShapesOf(const std::vector<Line>& lines, Positions positions) {
    std::vector<LineShape> shapes;
    shapes.reserve(lines.size());
    for (const Line& line : lines) shapes.push_back(ShapeOf(line, positions));
    return shapes;
  }

  static void NumberPlaces(std::vector<PlacedTable>& tables) {
    for (size_t i = 0; i < tables.size(); ++i) {
      for (Row& row : tables[i].table.rows) {
        for (Cell& cell : row.cells) {
          cell.place.page = tables[i].page;
          cell.place.table = static_cast<int>(i + 1);
        }
      }
    }
  }

  // One past the last line above the table, from begin on.
  size_t EndAbove(const PlacedTable& table, size_t begin) const {
    size_t end = begin;
    while (end < lines_.size() &&
           std::make_pair(lines_[end].page, lines_[end].centre) < std::make_pair(table.page, table.top)) {
      ++end;
    }
    return end;
  }

  // Lines between which nothing else stands.
  void AddLines(size_t begin, size_t end) {
    const std::vector<LineShape> shapes(shapes_.begin() + static_cast<std::ptrdiff_t>(begin),
                                        shapes_.begin() + static_cast<std::ptrdiff_t>(end));
    const std::vector<Role> roles = RolesOf(absl::MakeConstSpan(lines_).subspan(begin, end - begin), shapes, margins_);
    for (size_t i = begin; i < end;) {
      const Role role = roles[i - begin];
      const auto is_next = [&](size_t line) { return line < end && roles[line - begin] == role; };
      size_t next = i + 1;
      if (role == Role::kTable) {
        while (is_next(next)) ++next;
        AddTable(i, next);
      } else {
        while (role == Role::kProse && is_next(next) && GoesOn(next)) ++next;
        AddParagraph(i, next);
      }
      i = next;
    }
  }

  // True when the line goes on with the paragraph of the line before.
  bool GoesOn(size_t i) const {
    const LineShape& before = shapes_[i - 1];
    const LineShape& line = shapes_[i];
    const double larger = std::max(before.size, line.size);
    return margins_.IsFull(before) && margins_.BeginsProse(before) && margins_.BeginsProse(line) &&
           !margins_.IsIndented(line) && larger <= kOtherSize * std::min(before.size, line.size);
  }

  Place PlaceOf(const Line& line) const {
    Place place;
    if (positions_ == Positions::kPoints) place.page = line.page;
    place.line = line.number;
    return place;
  }

  void AddParagraph(size_t begin, size_t end) {
    Paragraph paragraph{{}, PlaceOf(lines_[begin])};
    for (size_t i = begin; i < end; ++i) {
      // In a line that fills the width a wide gap is no more than white space that spreads it.
      const bool apart = !margins_.IsFull(shapes_[i]);
      for (size_t j = 0; j < shapes_[i].runs.size(); ++j) {
        if (j > 0 && apart) paragraph.text += ' ';
        AppendText(shapes_[i].runs[j].text, !paragraph.text.empty(), paragraph.text);
      }
    }
    document_.blocks.push_back(std::move(paragraph));
  }

  void AddTable(size_t begin, size_t end) {
    PageOfRuns first;
    while (begin < end) {
      size_t page_end = begin;
      while (page_end < end && lines_[page_end].page == lines_[begin].page) ++page_end;
      PageOfRuns runs = RunsByColumns(absl::MakeConstSpan(lines_).subspan(begin, page_end - begin));
      const bool same = positions_ == Positions::kPoints || AlignTo(first, runs);
      if (first.empty() || !same) {
        document_.blocks.push_back(Table{{}, domain::Columns::kLayout});
        first = runs;
      }
      AddRows(begin, std::move(runs));
      begin = page_end;
    }
  }

  void AddRows(size_t line, PageOfRuns page) {
    Table& table = std::get<Table>(document_.blocks.back());
    for (std::vector<Run>& runs : page) {
      const Place place = PlaceOf(lines_[line++]);
      Row& row = table.rows.emplace_back();
      for (const Run& run : runs) {
        row.cells.push_back(Cell{{FullWidthDigitsApart(run.text), place}, {run.left, run.right}, 1});
      }
    }
  }

  const std::vector<Line> lines_;
  const std::vector<LineShape> shapes_;
  const Margins margins_;
  const Positions positions_;
  Document document_;
};

}  // namespace

absl::StatusOr<Document> BuildLayout(std::vector<Word> words, std::vector<PlacedTable> tables, Positions positions,
                                     domain::Budget& budget) {
  RETURN_IF_ERROR(budget.SpendCells(static_cast<int>(words.size())));
  std::vector<Line> lines = GatherLines(std::move(words), positions);
  RemovePageFurniture(lines);
  RETURN_IF_ERROR(budget.CheckTime());
  return Builder(std::move(lines), positions).Build(std::move(tables));
}

}  // namespace nianbao::document::readers
