#include "services/document/domain/statutory_table.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "services/document/domain/title_spans.h"

namespace nianbao::document::domain {
namespace {

using Align = PrintedCell::Align;
using Role = PrintedCell::Role;
using Titles = std::vector<form::Title>;
// The cells of one row of figures.
using Figures = std::vector<const form::Cell*>;

// Twentieths of a point: the titles of rows take what the official form gives them.
constexpr std::array<int, 3> kRowTitleWidths = {754, 921, 3271};

bool SameRow(const form::Cell& a, const form::Cell& b) {
  return std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                    [](const form::Title& x, const form::Title& y) { return x.text == y.text; });
}

std::vector<Figures> RowsOf(int section) {
  std::vector<Figures> rows;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.section != section) continue;
    if (rows.empty() || !SameRow(*rows.back().front(), cell)) rows.emplace_back();
    rows.back().push_back(&cell);
  }
  return rows;
}

int DepthOf(const std::vector<const Titles*>& lines) {
  size_t depth = 0;
  for (const Titles* titles : lines) depth = std::max(depth, titles->size());
  return static_cast<int>(depth);
}

std::vector<int> EvenWidths(int width, int columns) {
  std::vector<int> widths(columns, width / columns);
  widths.back() += width % columns;
  return widths;
}

void AddFigures(const Figures& row, const PrintedFigures& figures, int first_column, int last_columns,
                PrintedRow& printed) {
  for (size_t i = 0; i < row.size(); ++i) {
    PrintedFigure figure = figures.Of(*row[i]);
    printed.push_back({.role = Role::kFigure,
                       .text = std::move(figure.text),
                       .column = first_column + static_cast<int>(i),
                       .columns = i + 1 == row.size() ? last_columns : 1,
                       .number = figure.number,
                       .cell = row[i]->index});
  }
}

// Rows under one provision and with the same columns follow a caption and a row of titles of their own.
PrintedTable Blocks(const form::SectionTitle& section, const std::vector<Figures>& rows,
                    const PrintedFigures& figures) {
  const size_t figure_columns = std::max_element(rows.begin(), rows.end(), [](const Figures& a, const Figures& b) {
                                  return a.size() < b.size();
                                })->size();
  const int columns = 1 + static_cast<int>(figure_columns);
  PrintedTable table;
  table.widths = EvenWidths(kTableWidth, columns);
  const std::string* provision = nullptr;
  for (const Figures& row : rows) {
    const int last_columns = columns - static_cast<int>(row.size());
    if (provision == nullptr || *provision != row.front()->article) {
      provision = &row.front()->article;
      table.rows.push_back({{.role = Role::kCaption, .text = *provision, .columns = columns, .align = Align::kLeft}});
      PrintedRow& head = table.rows.emplace_back();
      head.push_back({.role = Role::kColumnTitle, .text = section.row_head});
      for (size_t i = 0; i < row.size(); ++i) {
        head.push_back({.role = Role::kColumnTitle,
                        .text = row[i]->columns.back().text,
                        .column = 1 + static_cast<int>(i),
                        .columns = i + 1 == row.size() ? last_columns : 1});
      }
    }
    PrintedRow& printed = table.rows.emplace_back();
    printed.push_back({.role = Role::kRowTitle, .text = row.front()->rows.back().text});
    AddFigures(row, figures, 1, last_columns, printed);
  }
  return table;
}

void AddColumnTitles(const form::SectionTitle& section, const Figures& figures, int row_titles, PrintedTable& table) {
  const int above = section.column_head.empty() ? 0 : 1;
  std::vector<const Titles*> lines;
  for (const form::Cell* cell : figures) lines.push_back(&cell->columns);
  const int depth = DepthOf(lines);
  table.header_rows = above + depth;
  table.rows.resize(table.header_rows);
  if (row_titles > 0) {
    table.rows[0].push_back({.role = Role::kNote,
                             .text = section.note,
                             .columns = row_titles,
                             .rows = table.header_rows,
                             .align = Align::kLeft});
  }
  if (above > 0) {
    table.rows[0].push_back({.role = Role::kColumnTitle,
                             .text = section.column_head,
                             .column = row_titles,
                             .columns = static_cast<int>(figures.size())});
  }
  for (const TitleSpan& span : SpansOf(lines, depth)) {
    table.rows[above + span.level].push_back({.role = Role::kColumnTitle,
                                              .text = span.text,
                                              .column = row_titles + span.line,
                                              .columns = span.count,
                                              .rows = span.levels});
  }
}

// Titles of columns above, titles of rows at the left, figures where they meet.
PrintedTable Matrix(const form::SectionTitle& section, const std::vector<Figures>& rows,
                    const PrintedFigures& figures) {
  std::vector<const Titles*> lines;
  for (const Figures& row : rows) lines.push_back(&row.front()->rows);
  const int depth = DepthOf(lines);
  PrintedTable table;
  for (int i = 0; i < depth; ++i) table.widths.push_back(kRowTitleWidths.at(i));
  const int left = kTableWidth - std::accumulate(table.widths.begin(), table.widths.end(), 0);
  const std::vector<int> figure_widths = EvenWidths(left, static_cast<int>(rows.front().size()));
  table.widths.insert(table.widths.end(), figure_widths.begin(), figure_widths.end());
  AddColumnTitles(section, rows.front(), depth, table);
  table.rows.resize(table.header_rows + rows.size());
  for (const TitleSpan& span : SpansOf(lines, depth)) {
    table.rows[table.header_rows + span.line].push_back({.role = Role::kRowTitle,
                                                         .text = span.text,
                                                         .column = span.level,
                                                         .columns = span.levels,
                                                         .rows = span.count,
                                                         .align = Align::kLeft});
  }
  for (size_t i = 0; i < rows.size(); ++i) AddFigures(rows[i], figures, depth, 1, table.rows[table.header_rows + i]);
  return table;
}

}  // namespace

PrintedTable StatutoryTable(const form::SectionTitle& section, const PrintedFigures& figures) {
  const std::vector<Figures> rows = RowsOf(section.number);
  return section.row_head.empty() ? Matrix(section, rows, figures) : Blocks(section, rows, figures);
}

}  // namespace nianbao::document::domain
