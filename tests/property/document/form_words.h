// The words that the form prints, typed by hand from the form: not from the suite's catalogue, whose mistakes they are
// to show.
#pragma once

#include <string>
#include <vector>

namespace nianbao::testing {

// A row of table three with the path of its cells and its titles from the outermost group to itself.
struct RequestRow {
  std::string path;
  std::vector<std::string> titles;
};
const std::vector<RequestRow>& RequestRows();

// The columns of table three, in printed order: last step of the path, title.
struct Column {
  std::string step;
  std::string title;
};
const std::vector<Column>& RequestColumns();

// A row of table two.
struct DisclosureRow {
  // Caption of the block that the row stands in.
  std::string block;
  std::string title;
  // Full path of the cell, title of its column.
  std::vector<Column> columns;
};
const std::vector<DisclosureRow>& DisclosureRows();

// The groups of table four: path, titles above the five results.
struct RemedyGroup {
  std::string path;
  std::vector<std::string> titles;
};
const std::vector<RemedyGroup>& RemedyGroups();
const std::vector<Column>& RemedyColumns();

// The note in the corner of table three.
extern const char kBalanceNote[];

// Number of the cell with this code in the order of the form; stops the program when the suite has no such cell.
int CellIndex(const std::string& code);
// The codes of the 200 cells and of the three figures of the fee statement behind them.
const std::string& CellCode(int index);
constexpr int kCells = 200;
constexpr int kFigures = 203;
constexpr int kNotices = 200;
constexpr int kNotifiedAmount = 201;
constexpr int kCollectedAmount = 202;

}  // namespace nianbao::testing
