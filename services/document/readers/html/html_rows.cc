#include "services/document/readers/html/html_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/document/readers/html/html_element.h"

namespace nianbao::document::readers {
namespace {

std::vector<const GumboElement*> ShownIn(const GumboElement& element) {
  std::vector<const GumboElement*> shown;
  for (const GumboNode* node : ChildrenOf(element)) {
    const GumboElement* const child = ElementOf(*node);
    if (child != nullptr && !IsDropped(*child)) shown.push_back(child);
  }
  return shown;
}

std::vector<HtmlRow> RowsOfGroup(const GumboElement& group) {
  std::vector<HtmlRow> rows;
  for (const GumboElement* row : ShownIn(group)) {
    if (row->tag != GUMBO_TAG_TR) continue;
    HtmlRow& cells = rows.emplace_back();
    for (const GumboElement* cell : ShownIn(*row)) {
      if (cell->tag == GUMBO_TAG_TD || cell->tag == GUMBO_TAG_TH) cells.cells.push_back(cell);
    }
  }
  for (size_t i = 0; i < rows.size(); ++i) rows[i].rows_left = static_cast<int>(rows.size() - i);
  return rows;
}

bool HasRowOfSeveralCells(const HtmlRows& rows) {
  return std::any_of(rows.rows.begin(), rows.rows.end(), [](const HtmlRow& row) { return row.cells.size() > 1; });
}

bool HoldsTableOfSeveralColumns(const GumboElement& element) {
  for (const GumboElement* child : ShownIn(element)) {
    if (child->tag == GUMBO_TAG_TABLE && HasRowOfSeveralCells(RowsOf(*child))) return true;
    if (HoldsTableOfSeveralColumns(*child)) return true;
  }
  return false;
}

}  // namespace

HtmlRows RowsOf(const GumboElement& table) {
  HtmlRows rows;
  std::vector<HtmlRow> foot;
  size_t head = 0;
  for (const GumboElement* part : ShownIn(table)) {
    if (part->tag == GUMBO_TAG_CAPTION) rows.captions.push_back(part);
    std::vector<HtmlRow> group = RowsOfGroup(*part);
    std::vector<HtmlRow>& to = part->tag == GUMBO_TAG_TFOOT ? foot : rows.rows;
    const auto at = part->tag == GUMBO_TAG_THEAD ? to.begin() + static_cast<ptrdiff_t>(head) : to.end();
    if (part->tag == GUMBO_TAG_THEAD) head += group.size();
    to.insert(at, std::make_move_iterator(group.begin()), std::make_move_iterator(group.end()));
  }
  rows.rows.insert(rows.rows.end(), std::make_move_iterator(foot.begin()), std::make_move_iterator(foot.end()));
  return rows;
}

bool IsLayout(const GumboElement& table, const HtmlRows& rows) {
  return !HasRowOfSeveralCells(rows) || HoldsTableOfSeveralColumns(table);
}

}  // namespace nianbao::document::readers
