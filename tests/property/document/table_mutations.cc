// What becomes of whole rows, columns and tables.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/property/document/mutations.h"

namespace nianbao::testing {
namespace {

constexpr size_t kHeaderRows = 3;

bool HoldsFigures(const PrintedRow& row) { return !row.cells.empty() && row.cells.back().figure >= 0; }

// The rows of table three that begin with the title of a leaf within a group, by their position in the table.
std::vector<size_t> InnerRows(const PrintedTable& table) {
  std::vector<size_t> rows;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    if (table.rows[i].cells.size() == 1 + RequestColumns().size()) rows.push_back(i);
  }
  // 一, 二 and 四 are as wide but stand for themselves.
  rows.erase(std::remove_if(rows.begin(), rows.end(), [&](size_t i) { return table.rows[i].cells[0].columns != 1; }),
             rows.end());
  return rows;
}

void Unprint(const PrintedRow& row, PrintedReport& report) {
  for (const PrintedCell& cell : row.cells) {
    if (cell.figure >= 0) report.expected[cell.figure] = kNotPrinted;
  }
}

// Makes the cells above shorter by the row that is taken out.
void Shorten(PrintedTable& table, size_t removed) {
  const auto slots = SlotsOf(table);
  for (const Slot& slot : slots[removed]) {
    if (!slot.covered) continue;
    for (PrintedRow& row : table.rows) {
      for (PrintedCell& cell : row.cells) {
        if (&cell == slot.cell) --cell.rows;
      }
    }
  }
}

void Remove(PrintedTable& table, size_t row) {
  Shorten(table, row);
  table.rows.erase(table.rows.begin() + static_cast<long>(row));
}

// One row 其他处理, as some organs print it. Its own figure is the sum of the three.
bool OtherAsOneRow(Rng&, PrintedReport& report) {
  PrintedTable& table = *FindTable(report, 3);
  const auto group = std::find_if(table.rows.begin(), table.rows.end(), [](const PrintedRow& row) {
    return !row.cells.empty() && absl::StartsWith(row.cells[0].text, "（六）");
  });
  std::vector<int64_t> sums(RequestColumns().size());
  for (long i = 0; i < 3; ++i) {
    const PrintedRow& row = *(group + i);
    for (size_t column = 0; column < sums.size(); ++column) {
      sums[column] += std::atoll(row.cells[row.cells.size() - sums.size() + column].text.c_str());
    }
    Unprint(row, report);
  }
  for (long i = 0; i < 3; ++i) {
    const PrintedRow& row = *(group + i);
    for (size_t column = 0; column < sums.size(); ++column) {
      const int figure = row.cells[row.cells.size() - sums.size() + column].figure;
      if (sums[column] == 0) report.expected[figure] = kNotPrintedButNought;
    }
  }
  const size_t at = static_cast<size_t>(group - table.rows.begin());
  PrintedRow one{{{group->cells[0].text, 2}}};
  for (const int64_t sum : sums) one.cells.push_back({absl::StrCat(sum)});
  for (PrintedRow& row : table.rows) {
    if (!row.cells.empty() && row.cells[0].rows > 20) row.cells[0].rows -= 2;
  }
  table.rows.erase(group + 1, group + 3);
  table.rows[at] = one;
  return true;
}

bool RowLost(Rng& rng, PrintedReport& report) {
  PrintedTable& table = *FindTable(report, 3);
  const size_t row = rng.Pick(InnerRows(table));
  Unprint(table.rows[row], report);
  Remove(table, row);
  return true;
}

bool RowTitleLost(Rng& rng, PrintedReport& report) {
  PrintedTable& table = *FindTable(report, 3);
  table.rows[rng.Pick(InnerRows(table))].cells[0].text.clear();
  return true;
}

bool RowsSwapped(Rng& rng, PrintedReport& report) {
  PrintedTable& table = *FindTable(report, 3);
  const std::vector<size_t> rows = InnerRows(table);
  std::vector<size_t> first;
  for (const size_t row : rows) {
    if (std::find(rows.begin(), rows.end(), row + 1) != rows.end()) first.push_back(row);
  }
  const size_t row = rng.Pick(first);
  std::swap(table.rows[row], table.rows[row + 1]);
  return true;
}

// Titles and figures alike, so that only who counts columns is wrong.
bool ColumnsSwapped(Rng&, PrintedReport& report) {
  PrintedTable& table = *FindTable(report, 3);
  std::swap(table.rows[2].cells[0], table.rows[2].cells[1]);
  for (PrintedRow& row : table.rows) {
    if (HoldsFigures(row)) std::swap(row.cells[row.cells.size() - 6], row.cells[row.cells.size() - 5]);
  }
  return true;
}

bool ColumnTitleLost(Rng& rng, PrintedReport& report) {
  FindTable(report, 3)->rows[2].cells[rng.Between(0, 4)].text.clear();
  return true;
}

// A column that the form does not have: the sum of the legal persons.
bool SubtotalColumn(Rng&, PrintedReport& report) {
  PrintedTable& table = *FindTable(report, 3);
  table.widths.push_back(table.widths.back());
  table.rows[0].cells.back().columns = 8;
  table.rows[1].cells[1].columns = 6;
  table.rows[2].cells.push_back({"小计"});
  for (PrintedRow& row : table.rows) {
    if (!HoldsFigures(row)) continue;
    int64_t sum = 0;
    for (size_t i = row.cells.size() - 6; i + 1 < row.cells.size(); ++i) sum += std::atoll(row.cells[i].text.c_str());
    row.cells.insert(row.cells.end() - 1, {absl::StrCat(sum)});
  }
  return true;
}

// Table three goes on as a table of its own after a page, with or without its header once more.
bool TableContinued(Rng& rng, PrintedReport& report, bool header) {
  PrintedSection& section = *FindSection(report, 3);
  PrintedTable& table = std::get<PrintedTable>(section.blocks.back());
  PrintedTable second = table;
  std::vector<size_t> places;
  const auto slots = SlotsOf(table);
  for (size_t i = kHeaderRows + 3; i < slots.size(); ++i) {
    // Between two groups, where only the outermost title spans the break.
    if (slots[i].size() > 1 && !slots[i][1].covered) places.push_back(i);
  }
  const size_t at = rng.Pick(places);
  for (PrintedRow& row : table.rows) {
    for (PrintedCell& cell : row.cells) {
      if (cell.rows < 20) continue;
      const int whole = cell.rows;
      cell.rows = static_cast<int>(at - kHeaderRows) - 2;
      const int left = whole - cell.rows;
      if (left > 0) second.rows[at].cells.insert(second.rows[at].cells.begin(), PrintedCell{"", 1, left});
    }
  }
  table.rows.erase(table.rows.begin() + static_cast<long>(at), table.rows.end());
  second.rows.erase(second.rows.begin() + (header ? static_cast<long>(kHeaderRows) : 0),
                    second.rows.begin() + static_cast<long>(at));
  section.blocks.emplace_back(second);
  return true;
}
bool TableContinuedBare(Rng& rng, PrintedReport& report) { return TableContinued(rng, report, false); }
bool TableContinuedUnderHeader(Rng& rng, PrintedReport& report) { return TableContinued(rng, report, true); }

bool TextBeforeTables(Rng&, PrintedReport& report) {
  const std::string received = report.expected[CellIndex("requests.received.total")];
  auto& two = FindSection(report, 2)->blocks;
  two.insert(two.begin(), "本年度主动公开情况见下表，其中规章0件。");
  auto& three = FindSection(report, 3)->blocks;
  three.insert(three.begin(), absl::StrCat("本年收到政府信息公开申请", received, "件，已全部答复。"));
  FindSection(report, 4)->blocks.emplace_back("注：上述数据包括上年度结转案件2件。");
  return true;
}

bool TableAbsent(Rng& rng, PrintedReport& report) {
  const int number = static_cast<int>(rng.Between(2, 4));
  PrintedSection& section = *FindSection(report, number);
  for (const PrintedRow& row : std::get<PrintedTable>(section.blocks.back()).rows) Unprint(row, report);
  section.blocks.clear();
  return true;
}

// One cell for the three of 规章, with a slash.
bool SlashMerged(Rng&, PrintedReport& report) {
  PrintedTable& table = *FindTable(report, 2);
  for (PrintedRow& row : table.rows) {
    if (row.cells[0].text != "规章") continue;
    for (const PrintedCell& cell : row.cells) {
      if (cell.figure >= 0) report.expected[cell.figure] = kNotApplicable;
    }
    row.cells[1].text = "/";
    row.cells[1].columns = 3;
    row.cells.resize(2);
  }
  return true;
}

// The columns of the form of 2019, which count other things.
bool ColumnsOf2019(Rng& rng, PrintedReport& report) {
  PrintedTable& table = *FindTable(report, 2);
  for (PrintedRow& row : table.rows) {
    for (PrintedCell& cell : row.cells) {
      if (cell.text == "本年制发件数") cell.text = "本年新制作数量";
      if (cell.text == "本年废止件数") cell.text = "本年新公开数量";
      if (cell.text == "现行有效件数") cell.text = "对外公开总数量";
      if (absl::StartsWith(cell.text, "本年收费金额")) cell.text = "上一年项目数量";
    }
    if (row.cells.size() == 4) Unprint(row, report);
    if (row.cells[0].text == "行政事业性收费") Unprint(row, report);
    if (row.cells.size() == 2 && absl::StartsWith(row.cells[1].text, "本年处理")) {
      row.cells = {{"信息内容"}, {"上一年项目数量"}, {"本年增/减"}, {"处理决定数量"}};
    } else if (row.cells.size() == 2 && row.cells[0].text.rfind("行政", 0) == 0 &&
               row.cells[0].text != "行政事业性收费") {
      PrintedCell decisions = row.cells[1];
      decisions.columns = 1;
      row.cells = {{row.cells[0].text}, {absl::StrCat(rng.Between(1, 90))}, {"+2"}, decisions};
    }
  }
  return true;
}

}  // namespace

std::vector<Mutation> TableMutations() {
  return {
      {"other_as_one_row", false, OtherAsOneRow},
      {"row_lost", false, RowLost},
      {"row_title_lost", false, RowTitleLost},
      {"rows_swapped", false, RowsSwapped},
      {"columns_swapped", false, ColumnsSwapped},
      {"column_title_lost", false, ColumnTitleLost},
      {"subtotal_column", false, SubtotalColumn},
      {"table_continued", true, TableContinuedBare},
      {"table_continued_under_header", true, TableContinuedUnderHeader},
      {"text_before_tables", true, TextBeforeTables},
      {"table_absent", false, TableAbsent},
      {"slash_merged", false, SlashMerged},
      {"columns_of_2019", false, ColumnsOf2019},
  };
}

}  // namespace nianbao::testing
