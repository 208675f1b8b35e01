#include "services/document/domain/form_rows.h"

#include <algorithm>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {
namespace {

bool SameTitles(const std::vector<form::Title>& a, const std::vector<form::Title>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const form::Title& x, const form::Title& y) { return x.text == y.text; });
}

// Titles of groups repeat from row to row; the first stands for all.
bool SameGroup(const TitleKey& a, const TitleKey& b) { return a.Matches(b.printed()); }

// The path that the cells of a row share.
std::string IdOf(const std::vector<const form::Cell*>& cells) {
  const std::string& first = cells.front()->code;
  if (cells.size() == 1) return first;
  size_t shared = 0;
  const std::string& last = cells.back()->code;
  while (shared < first.size() && shared < last.size() && first[shared] == last[shared]) ++shared;
  return first.substr(0, first.rfind('.', shared));
}

std::string NameOf(const form::Cell& cell) {
  if (cell.rows.empty()) return "";
  const std::string name = cell.printed_name();
  return name.substr(0, name.find(" · "));
}

bool IsColumn(const Label& title, const std::vector<const form::Cell*>& cells) {
  return std::any_of(cells.begin(), cells.end(), [&](const form::Cell* cell) {
    return !cell->columns.empty() && TitleKey(cell->columns.back()).SharesBody(title);
  });
}

}  // namespace

FormRows::FormRows(int section, const form::Catalogue& catalogue) {
  for (const form::Cell& cell : catalogue.cells()) {
    if (cell.section != section) continue;
    if (rows_.empty() || !SameTitles(rows_.back().cells.front()->rows, cell.rows)) {
      FormRow& row = rows_.emplace_back();
      row.name = NameOf(cell);
      for (const form::Title& title : cell.rows) row.titles.emplace_back(title);
    }
    rows_.back().cells.push_back(&cell);
  }
  for (FormRow& row : rows_) {
    row.id = IdOf(row.cells);
    row.named_like_a_column = !row.titles.empty() && IsColumn(row.titles.back().printed(), row.cells);
    for (const TitleKey& title : row.titles) {
      for (std::string& body : title.bodies()) bodies_.insert(std::move(body));
    }
  }
}

const FormRow* FormRows::Find(const Label& label, const TitleKey* group) const {
  if (!Bears(label)) return nullptr;
  const FormRow* found = nullptr;
  for (const FormRow& row : rows_) {
    if (row.titles.empty() || !row.titles.back().Matches(label)) continue;
    if (row.named_like_a_column) {
      if (label.number == 0) continue;
      // Groups within the outermost one are numbered like the rows beside them; only rows below them need the proof.
      if (row.titles.size() > 2 && (group == nullptr || !SameGroup(*group, *GroupOf(row)))) continue;
    }
    if (found != nullptr) return nullptr;
    found = &row;
  }
  return found;
}

const TitleKey* FormRows::FindGroup(const Label& label) const {
  if (!Bears(label)) return nullptr;
  for (const FormRow& row : rows_) {
    for (size_t i = 0; i + 1 < row.titles.size(); ++i) {
      if (row.titles[i].Matches(label)) return &row.titles[i];
    }
  }
  return nullptr;
}

const TitleKey* GroupOf(const FormRow& row) {
  return row.titles.size() < 2 ? nullptr : &row.titles[row.titles.size() - 2];
}

}  // namespace nianbao::document::domain
