#include "services/document/domain/figure_rows.h"

#include <algorithm>
#include <utility>

#include "services/document/domain/cell_text.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

// Fewer blank cells are no row of figures.
constexpr size_t kFewestCellsOfABlankRow = 5;

bool IsBlank(const Cell& cell) { return Trimmed(cell.text).empty(); }

class Finder {
 public:
  explicit Finder(const TableTitles& titles) : titles_(titles) { found_.between.emplace_back(); }

  void Add(const Item& item, size_t index) {
    Start(item, index);
    for (size_t i = 0; i < item.row->cells.size(); ++i) AddCell(item.row->cells[i]);
    Close();
    if (row_without_figures_ && !line_.empty()) found_.between.back().push_back(std::move(line_));
    line_.clear();
  }

  FigureRows Finish() && {
    const auto any = [&](auto predicate) { return std::any_of(found_.rows.begin(), found_.rows.end(), predicate); };
    found_.loose = any([](const FigureRow& row) { return row.row->assembled; }) &&
                   any([](const FigureRow& row) { return row.titles.empty(); });
    return std::move(found_);
  }

 private:
  void Start(const Item& item, size_t index) {
    current_ = {};
    current_.row = item.row;
    current_.item = index;
    current_.table = item.table;
    current_.columns = item.columns;
    has_figure_ = false;
    row_without_figures_ = true;
  }

  void AddCell(const Cell& cell) {
    if (IsBlank(cell)) {
      current_.cells.push_back(&cell);
      return;
    }
    if (LooksLikeFigure(cell.text)) {
      has_figure_ = true;
      current_.cells.push_back(&cell);
      return;
    }
    Fragment fragment = {&cell, ParseLabel(cell.text)};
    const FormRow* named = titles_.form().Find(fragment.label, group_);
    const TitleKey* group = titles_.form().FindGroup(fragment.label);
    // After the title of its row, a text that is no title stands in the place of a figure.
    const bool in_figures = has_figure_ || (current_.named != nullptr && !titles_.Knows(fragment.label));
    if (in_figures && named == nullptr && group == nullptr) {
      current_.cells.push_back(&cell);
      return;
    }
    if (has_figure_) {
      const FigureRow before = current_;
      // Blank cells before a title belong to it as likely as to the figures.
      while (!current_.cells.empty() && IsBlank(*current_.cells.back())) current_.cells.pop_back();
      Close();
      current_ = {before.row, before.item, before.table, before.columns, {}, nullptr, {}};
      has_figure_ = false;
    }
    if (named != nullptr) {
      // A second title without figures between: the first one has none.
      if (current_.named != nullptr && current_.columns != Columns::kLayout) current_.titles.clear();
      current_.named = named;
      group_ = GroupOf(*named);
    } else if (group != nullptr) {
      group_ = group;
    }
    line_.push_back(fragment);
    if (IsUntitled() && !titles_.Knows(fragment.label) && !titles_.IsCaption(fragment.label)) {
      current_.cells.push_back(&cell);
      return;
    }
    current_.titles.push_back(std::move(fragment));
    current_.cells.clear();
  }

  // The form has one row, and no title for it.
  bool IsUntitled() const { return titles_.form().rows().front().titles.empty(); }

  // Ends the present run. One with a title and nothing but blank cells is a row of blanks where blanks are cells.
  void Close() {
    const bool blank_row = current_.named != nullptr && !current_.cells.empty() && current_.columns != Columns::kLayout;
    const bool untitled_blank_row = line_.empty() && current_.columns != Columns::kLayout &&
                                    current_.cells.size() == titles_.form().rows().front().cells.size() &&
                                    current_.cells.size() >= kFewestCellsOfABlankRow;
    if (!has_figure_ && !blank_row && !untitled_blank_row) return;
    row_without_figures_ = false;
    found_.rows.push_back(current_);
    found_.between.emplace_back();
  }

  const TableTitles& titles_;
  FigureRows found_;
  FigureRow current_;
  FragmentLine line_;
  const TitleKey* group_ = nullptr;
  bool has_figure_ = false;
  bool row_without_figures_ = true;
};

}  // namespace

FigureRows FindFigureRows(absl::Span<const Item> items, absl::Span<const size_t> rows, const TableTitles& titles) {
  Finder finder(titles);
  for (const size_t i : rows) finder.Add(items[i], i);
  return std::move(finder).Finish();
}

}  // namespace nianbao::document::domain
