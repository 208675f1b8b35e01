#include "services/document/domain/annex_layout.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "services/document/domain/annex_heading.h"
#include "services/document/domain/formula_guard.h"
#include "services/document/domain/printable.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::domain {
namespace {

using Role = PrintedCell::Role;

// Halves of the width of a Chinese character.
constexpr int kNarrowestColumn = 6;
constexpr int kWidestColumn = 48;
// A column of texts no wider than this is centred.
constexpr int kCentredColumn = 18;

std::string Printed(const std::string& text) { return Guarded(PrintableLine(text)); }

int WidthOf(const std::string& text) {
  int width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) width += byte < 0x80U ? 1 : 2;
  }
  return width;
}

// The width of the widest text of each column.
std::vector<int> TextWidths(const v1::AnnexTable& table) {
  std::vector<int> widths;
  for (const std::string& title : table.column_titles()) widths.push_back(WidthOf(title));
  for (const v1::AnnexRow& row : table.rows()) {
    for (int i = 0; i < row.texts_size(); ++i) widths[i] = std::max(widths[i], WidthOf(row.texts(i)));
  }
  return widths;
}

// Shares of the width of the page.
std::vector<int> ColumnWidths(std::vector<int> text_widths) {
  for (int& width : text_widths) width = std::clamp(width + 2, kNarrowestColumn, kWidestColumn);
  const int whole = std::accumulate(text_widths.begin(), text_widths.end(), 0);
  std::vector<int> widths;
  for (const int width : text_widths) widths.push_back(kTableWidth * width / whole);
  widths.back() += kTableWidth - std::accumulate(widths.begin(), widths.end(), 0);
  return widths;
}

PrintedRow RowOf(const google::protobuf::RepeatedPtrField<std::string>& texts, Role role,
                 const std::vector<PrintedCell::Align>& aligns) {
  PrintedRow row;
  for (int i = 0; i < texts.size(); ++i) {
    row.push_back({.role = role, .text = Printed(texts[i]), .column = i, .align = aligns[i]});
  }
  return row;
}

CaptionedTable TableOf(const v1::AnnexTable& table) {
  CaptionedTable printed{.caption = Printed(table.caption())};
  const std::vector<int> text_widths = TextWidths(table);
  printed.table.widths = ColumnWidths(text_widths);
  printed.table.header_rows = 1;
  const std::vector<PrintedCell::Align> centred(text_widths.size(), PrintedCell::Align::kCenter);
  std::vector<PrintedCell::Align> aligns = centred;
  for (size_t i = 0; i < aligns.size(); ++i) {
    if (text_widths[i] > kCentredColumn) aligns[i] = PrintedCell::Align::kLeft;
  }
  printed.table.rows.push_back(RowOf(table.column_titles(), Role::kColumnTitle, centred));
  for (const v1::AnnexRow& row : table.rows()) printed.table.rows.push_back(RowOf(row.texts(), Role::kText, aligns));
  return printed;
}

}  // namespace

std::vector<PrintedAnnex> AnnexLayout(const google::protobuf::RepeatedPtrField<v1::Annex>& annexes) {
  std::vector<PrintedAnnex> printed;
  for (const v1::Annex& annex : annexes) {
    PrintedAnnex& part = printed.emplace_back();
    part.number = static_cast<int>(printed.size());
    part.heading = AnnexHeading(part.number);
    part.title = Printed(annex.title());
    for (const std::string& text : annex.paragraphs()) {
      if (std::string line = Printed(text); !line.empty()) part.paragraphs.push_back(std::move(line));
    }
    for (const v1::AnnexTable& table : annex.tables()) part.tables.push_back(TableOf(table));
  }
  return printed;
}

}  // namespace nianbao::document::domain
