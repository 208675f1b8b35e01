#include "clients/cli/print_report.h"

#include <fmt/core.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_value.h"
#include "libs/form/marks.h"

namespace nianbao::cli {
namespace {

using form::Catalogue;
using form::Cell;

constexpr int kLabelWidth = 44;

using Marks = std::map<std::string, form::v1::CellMark::State>;

// The figures of a report, of whichever edition, with its marks.
struct Figures {
  const Catalogue& catalogue;
  const google::protobuf::Message& report;
  Marks marks;
};

Figures FiguresOf(const Catalogue& catalogue, const google::protobuf::Message& report) {
  Figures figures = {catalogue, report, {}};
  for (const form::v1::CellMark& mark : form::MarksOf(report)) figures.marks[mark.cell()] = mark.state();
  return figures;
}

std::string Show(const Cell& cell, const Figures& figures) {
  if (const auto value = form::PrintedValue(cell, figures.report)) return *value;
  const auto mark = figures.marks.find(cell.code);
  if (mark == figures.marks.end()) return "·";
  return mark->second == form::v1::CellMark::STATE_NOT_APPLICABLE ? "/" : "?";
}

// The titles that lead to a printed line, outermost group first. Section four has no rows: there the remedy leads.
std::vector<std::string> LineTitles(const Cell& cell) {
  if (cell.rows.empty()) return {cell.columns.size() > 2 ? cell.columns[1].text : cell.columns.front().text};
  std::vector<std::string> titles;
  for (const form::Title& row : cell.rows) titles.push_back(row.text);
  return titles;
}

std::string Shorten(std::string label) {
  // Nineteen characters tell every row apart; the longest labels fill three lines of a printed page.
  constexpr size_t kBytes = 19 * 3;
  if (label.size() <= kBytes) return label;
  size_t end = kBytes;
  while ((static_cast<unsigned char>(label[end]) & 0xC0U) == 0x80U) --end;
  return absl::StrCat(label.substr(0, end), "…");
}

// Cells of one printed line share everything but their last field.
std::string LineKey(const Cell& cell) { return cell.code.substr(0, cell.code.rfind('.')); }

int ColumnWidth(const Cell& cell) { return cell.section == 3 ? 14 : 15; }

void PrintHead(const std::vector<const Cell*>& line) {
  fmt::print("{:<{}}", "", kLabelWidth);
  for (const Cell* cell : line) fmt::print("{:>{}}", cell->columns.back().text, ColumnWidth(*cell));
  fmt::print("\n");
}

// Prints the groups that begin with this line, then the line. `above` holds the titles of the line before.
void PrintLine(const std::vector<const Cell*>& line, const Figures& figures, std::vector<std::string>& above) {
  std::vector<std::string> titles = LineTitles(*line.front());
  for (size_t depth = 0; depth + 1 < titles.size(); ++depth) {
    if (depth < above.size() && above[depth] == titles[depth]) continue;
    fmt::print("{:{}}{}\n", "", 2 * depth, titles[depth]);
  }
  const size_t indent = 2 * (titles.size() - 1);
  fmt::print("{:{}}{:<{}}", "", indent, Shorten(titles.back()), kLabelWidth - indent);
  for (const Cell* cell : line) fmt::print("{:>{}}", Show(*cell, figures), ColumnWidth(*cell));
  fmt::print("\n");
  above = std::move(titles);
}

void PrintTablesOf(const Figures& figures) {
  const auto cells = figures.catalogue.cells();
  int section = 0;
  std::string columns;
  std::vector<std::string> above;
  for (size_t at = 0; at < cells.size();) {
    std::vector<const Cell*> line = {&cells[at]};
    const bool alone = cells[at].path.size() == 2;
    while (!alone && at + line.size() < cells.size() && LineKey(cells[at + line.size()]) == LineKey(cells[at])) {
      line.push_back(&cells[at + line.size()]);
    }
    if (line.front()->section != section) {
      section = line.front()->section;
      fmt::print("\n第{}部分 {}\n",
                 section == 2   ? "二"
                 : section == 3 ? "三"
                                : "四",
                 figures.catalogue.sections()[section - 1].heading.text);
    }
    std::string head;
    for (const Cell* cell : line) absl::StrAppend(&head, cell->columns.back().text, "|");
    if (head != columns) PrintHead(line);
    columns = head;
    PrintLine(line, figures, above);
    at += line.size();
  }
}

void PrintCellsOf(const Figures& figures) {
  for (const Cell& cell : figures.catalogue.cells()) {
    const std::string value = Show(cell, figures);
    if (value != "·" && value != "?") fmt::print("{}\t{}\n", cell.code, value);
  }
}

}  // namespace

void PrintTables(const form::v1::AnnualReport& report) { PrintTablesOf(FiguresOf(Catalogue::Get(), report)); }
void PrintTables(const form::v1::AnnualReport2019& report) {
  PrintTablesOf(FiguresOf(Catalogue::Edition2019(), report));
}

void PrintCells(const form::v1::AnnualReport& report) { PrintCellsOf(FiguresOf(Catalogue::Get(), report)); }
void PrintCells(const form::v1::AnnualReport2019& report) { PrintCellsOf(FiguresOf(Catalogue::Edition2019(), report)); }

}  // namespace nianbao::cli
