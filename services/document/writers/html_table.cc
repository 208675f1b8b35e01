#include "services/document/writers/html_table.h"

#include <numeric>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "libs/form/catalogue.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedCell;
using domain::PrintedTable;
using Role = domain::PrintedCell::Role;

absl::string_view ScopeOf(const PrintedCell& cell) {
  if (cell.role == Role::kRowTitle) return cell.rows > 1 ? "rowgroup" : "row";
  return cell.columns > 1 ? "colgroup" : "col";
}

// Which titles stand above each column and beside each row, while the table is read from the top.
class Titles {
 public:
  Titles(std::string prefix, const PrintedTable& table)
      : prefix_(std::move(prefix)), above_(table.widths.size()), beside_(table.rows.size()) {}

  // Takes a title in and returns its id.
  std::string Add(const PrintedCell& cell, size_t row) {
    std::string id = absl::StrCat(prefix_, "r", row + 1, "c", cell.column + 1);
    if (cell.role == Role::kRowTitle) {
      for (int i = 0; i < cell.rows; ++i) beside_[row + i].push_back(id);
      return id;
    }
    for (int i = 0; i < cell.columns; ++i) {
      std::vector<std::string>& titles = above_[cell.column + i];
      // A caption begins a block with titles of its own.
      if (cell.role == Role::kCaption) titles.clear();
      titles.push_back(id);
    }
    return id;
  }

  std::string Of(const PrintedCell& cell, size_t row) const {
    std::vector<std::string> ids = beside_[row];
    ids.insert(ids.end(), above_[cell.column].begin(), above_[cell.column].end());
    return absl::StrJoin(ids, " ");
  }

 private:
  const std::string prefix_;
  std::vector<std::vector<std::string>> above_;
  std::vector<std::vector<std::string>> beside_;
};

std::string Spans(const PrintedCell& cell) {
  std::string spans;
  if (cell.rows > 1) absl::StrAppend(&spans, " rowspan=\"", cell.rows, "\"");
  if (cell.columns > 1) absl::StrAppend(&spans, " colspan=\"", cell.columns, "\"");
  return spans;
}

std::string ClassOf(const PrintedCell& cell) {
  if (cell.role == Role::kCaption) return " class=\"provision\"";
  if (cell.role == Role::kNote) return " class=\"note\"";
  return cell.align == PrintedCell::Align::kLeft ? " class=\"left\"" : "";
}

// For programs that fill the table in or read it.
std::string CodeOf(const PrintedCell& cell) {
  if (!cell.cell) return "";
  return absl::StrCat(" data-cell=\"", form::Catalogue::Get().cells()[*cell.cell].code, "\"");
}

std::string HtmlCell(const PrintedCell& cell, size_t row, Titles& titles) {
  const std::string end = absl::StrCat(ClassOf(cell), KeptSpaces(cell.text), ">", Escaped(cell.text));
  switch (cell.role) {
    case Role::kFigure:
      return absl::StrCat("<td", Spans(cell), CodeOf(cell), " headers=\"", titles.Of(cell, row), "\"", end, "</td>");
    case Role::kNote:
    case Role::kText:
      return absl::StrCat("<td", Spans(cell), end, "</td>");
    default:
      return absl::StrCat("<th", Spans(cell), " scope=\"", ScopeOf(cell), "\" id=\"", titles.Add(cell, row), "\"", end,
                          "</th>");
  }
}

std::string Columns(const PrintedTable& table) {
  const int width = std::accumulate(table.widths.begin(), table.widths.end(), 0);
  std::string columns = "<colgroup>";
  for (const int column : table.widths) {
    const int permille = (column * 1000 + width / 2) / width;
    absl::StrAppend(&columns, "<col style=\"width:", permille / 10, ".", permille % 10, "%\">");
  }
  return absl::StrCat(columns, "</colgroup>\n");
}

}  // namespace

std::string Escaped(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

absl::string_view KeptSpaces(absl::string_view text) {
  const bool needed = absl::StrContains(text, "\t") || absl::StrContains(text, "  ");
  return needed ? " style=\"white-space:pre-wrap\"" : "";
}

std::string HtmlTable(const PrintedTable& table, absl::string_view caption, const std::string& prefix,
                      absl::string_view tag) {
  Titles titles(prefix, table);
  std::string html = absl::StrCat("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"", prefix,
                                  "\">\n<table class=\"columns-", table.widths.size(), "\">\n<caption><", tag, " id=\"",
                                  prefix, "\">", Escaped(caption), "</", tag, "></caption>\n", Columns(table));
  for (size_t row = 0; row < table.rows.size(); ++row) {
    if (row == 0 && table.header_rows > 0) html += "<thead>\n";
    if (row == static_cast<size_t>(table.header_rows)) html += row > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n";
    html += "<tr>";
    for (const PrintedCell& cell : table.rows[row]) html += HtmlCell(cell, row, titles);
    html += "</tr>\n";
  }
  return absl::StrCat(html, "</tbody>\n</table>\n</div>\n");
}

}  // namespace nianbao::document::writers
