#include "tests/property/document/printed_report.h"

#include <map>

#include "absl/strings/str_cat.h"

namespace nianbao::testing {
namespace {

PrintedSection TextSection(int number, const char* mark, const char* heading, const std::vector<std::string>& texts) {
  PrintedSection section{number, mark, heading, {}};
  for (const std::string& text : texts) section.blocks.emplace_back(text);
  return section;
}

}  // namespace

PrintedReport Print(const GeneratedReport& report) {
  PrintedReport printed;
  printed.year = report.year;
  printed.organ = report.organ;
  printed.expected = report.figures;
  printed.title = {absl::StrCat(report.organ, report.year, "年政府信息公开工作年度报告")};
  printed.preamble = report.preamble;
  printed.sections = {
      TextSection(1, "一、", "总体情况", report.overview),
      {2, "二、", "主动公开政府信息情况", {TableTwo(report.figures)}},
      {3, "三、", "收到和处理政府信息公开申请情况", {TableThree(report.figures)}},
      {4, "四、", "政府信息公开行政复议、行政诉讼情况", {TableFour(report.figures)}},
      TextSection(5, "五、", "存在的主要问题及改进情况", report.problems),
      TextSection(6, "六、", "其他需要报告的事项", report.other_matters),
  };
  return printed;
}

PrintedTable* FindTable(PrintedReport& report, int section) {
  for (PrintedSection& printed : report.sections) {
    for (PrintedBlock& block : printed.blocks) {
      auto* const table = std::get_if<PrintedTable>(&block);
      if (table != nullptr && table->section == section) return table;
    }
  }
  return nullptr;
}

PrintedSection* FindSection(PrintedReport& report, int number) {
  for (PrintedSection& section : report.sections) {
    if (section.number == number) return &section;
  }
  return nullptr;
}

std::vector<PrintedCell*> AllCells(PrintedReport& report) {
  std::vector<PrintedCell*> cells;
  for (PrintedSection& section : report.sections) {
    for (PrintedBlock& block : section.blocks) {
      if (auto* const table = std::get_if<PrintedTable>(&block)) {
        for (PrintedRow& row : table->rows) {
          for (PrintedCell& cell : row.cells) cells.push_back(&cell);
        }
      }
    }
  }
  return cells;
}

std::vector<std::vector<Slot>> SlotsOf(const PrintedTable& table) {
  std::vector<std::vector<Slot>> slots;
  struct Open {
    const PrintedCell* cell;
    int rows_left;
  };
  std::map<int, Open> open;
  for (const PrintedRow& row : table.rows) {
    std::vector<Slot> line;
    int column = 0;
    size_t next = 0;
    while (true) {
      const auto above = open.find(column);
      if (above != open.end()) {
        line.push_back({above->second.cell, true, column});
        column += above->second.cell->columns;
        if (--above->second.rows_left == 0) open.erase(above);
        continue;
      }
      if (next == row.cells.size()) {
        // What begins further right belongs to a row that ends early.
        const auto further = open.upper_bound(column);
        if (further == open.end()) break;
        column = further->first;
        continue;
      }
      const PrintedCell& cell = row.cells[next++];
      line.push_back({&cell, false, column});
      if (cell.rows > 1) open[column] = {&cell, cell.rows};
      if (cell.rows > 1) --open[column].rows_left;
      column += cell.columns;
    }
    slots.push_back(std::move(line));
  }
  return slots;
}

}  // namespace nianbao::testing
