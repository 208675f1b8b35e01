#include <numeric>

#include "absl/strings/str_cat.h"
#include "tests/property/document/printed_report.h"

namespace nianbao::testing {
namespace {

PrintedCell FigureCell(const std::string& code, const std::vector<std::string>& figures) {
  const int index = CellIndex(code);
  return {figures[index], 1, 1, index};
}

// How many of the rows of the form stand below the same group, from this row on.
int RowsOfGroup(size_t first, size_t level) {
  const auto& rows = RequestRows();
  size_t end = first;
  while (end < rows.size() && rows[end].titles.size() > level && rows[end].titles[level] == rows[first].titles[level]) {
    ++end;
  }
  return static_cast<int>(end - first);
}

}  // namespace

PrintedTable TableTwo(const std::vector<std::string>& figures) {
  constexpr int kColumns = 4;
  PrintedTable table{2, std::vector<double>(kColumns, 1.0 / kColumns), {}};
  std::string block;
  for (const DisclosureRow& row : DisclosureRows()) {
    const int width = kColumns / (1 + static_cast<int>(row.columns.size()));
    if (row.block != block) {
      block = row.block;
      table.rows.push_back({{{block, kColumns}}});
      PrintedRow header{{{"信息内容", width}}};
      for (const Column& column : row.columns) header.cells.push_back({column.title, width});
      table.rows.push_back(header);
    }
    PrintedRow line{{{row.title, width}}};
    for (const Column& column : row.columns) {
      line.cells.push_back(FigureCell(column.step, figures));
      line.cells.back().columns = width;
    }
    table.rows.push_back(line);
  }
  return table;
}

PrintedTable TableThree(const std::vector<std::string>& figures) {
  PrintedTable table{3, {0.06, 0.13, 0.25, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08}, {}};
  table.rows = {
      {{{kBalanceNote, 3, 3}, {"申请人情况", 7}}},
      {{{"自然人", 1, 2}, {"法人或其他组织", 5}, {"总计", 1, 2}}},
      {},
  };
  const auto& columns = RequestColumns();
  for (size_t i = 1; i + 1 < columns.size(); ++i) table.rows[2].cells.push_back({columns[i].title});
  const auto& rows = RequestRows();
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto& titles = rows[i].titles;
    PrintedRow line;
    for (size_t level = 0; level < titles.size(); ++level) {
      const bool last = level + 1 == titles.size();
      if (!last && i > 0 && rows[i - 1].titles.size() > level && rows[i - 1].titles[level] == titles[level]) continue;
      line.cells.push_back({titles[level], last ? 3 - static_cast<int>(level) : 1, last ? 1 : RowsOfGroup(i, level)});
    }
    for (const Column& column : columns) {
      line.cells.push_back(FigureCell(absl::StrCat(rows[i].path, ".", column.step), figures));
    }
    table.rows.push_back(line);
  }
  return table;
}

PrintedTable TableFour(const std::vector<std::string>& figures) {
  PrintedTable table{4, std::vector<double>(15, 1.0 / 15), {}};
  const auto& results = RemedyColumns();
  PrintedRow top{{{"行政复议", 5}, {"行政诉讼", 10}}};
  PrintedRow middle;
  PrintedRow bottom;
  PrintedRow values;
  for (const RemedyGroup& group : RemedyGroups()) {
    const bool deep = group.titles.size() > 1;
    if (deep) middle.cells.push_back({group.titles[1], 5});
    for (const Column& result : results) {
      if (deep) {
        bottom.cells.push_back({result.title});
      } else {
        middle.cells.push_back({result.title, 1, 2});
      }
      values.cells.push_back(FigureCell(absl::StrCat(group.path, ".", result.step), figures));
    }
  }
  table.rows = {top, middle, bottom, values};
  return table;
}

}  // namespace nianbao::testing
