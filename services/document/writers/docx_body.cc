#include "services/document/writers/docx_body.h"

#include <numeric>
#include <pugixml.hpp>
#include <sstream>
#include <vector>

#include "absl/strings/str_split.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedCell;
using domain::PrintedRow;
using domain::PrintedTable;
using pugi::xml_node;
using Role = domain::PrintedCell::Role;

constexpr char kNamespace[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
// Twentieths of a point.
constexpr int kPageWidth = 11906;
constexpr int kPageHeight = 16838;
constexpr int kMarginTop = 1440;
constexpr int kMarginSide = 1080;
constexpr int kCellMargin = 57;
constexpr int kRowHeight = 340;

// Adds an element with its w:val.
template <typename Value>
xml_node Add(xml_node parent, const char* name, Value value) {
  xml_node node = parent.append_child(name);
  node.append_attribute("w:val").set_value(value);
  return node;
}

void AddWidth(xml_node parent, const char* name, int width) {
  xml_node node = parent.append_child(name);
  node.append_attribute("w:w").set_value(width);
  node.append_attribute("w:type").set_value("dxa");
}

void AddRun(xml_node paragraph, const std::string& text, const char* font) {
  xml_node run = paragraph.append_child("w:r");
  if (font != nullptr) {
    xml_node fonts = run.append_child("w:rPr").append_child("w:rFonts");
    for (const char* script : {"w:ascii", "w:hAnsi", "w:eastAsia"}) fonts.append_attribute(script).set_value(font);
  }
  bool first = true;
  const std::vector<std::string> parts = absl::StrSplit(text, '\t');
  for (const std::string& part : parts) {
    if (!first) run.append_child("w:tab");
    first = false;
    xml_node node = run.append_child("w:t");
    node.append_attribute("xml:space").set_value("preserve");
    node.text().set(part.c_str());
  }
}

void AddParagraph(xml_node parent, const char* style, const std::string& text, const char* font = nullptr) {
  xml_node paragraph = parent.append_child("w:p");
  Add(paragraph.append_child("w:pPr"), "w:pStyle", style);
  if (!text.empty()) AddRun(paragraph, text, font);
}

void AddTableProperties(xml_node table, const PrintedTable& printed) {
  xml_node properties = table.append_child("w:tblPr");
  AddWidth(properties, "w:tblW", std::accumulate(printed.widths.begin(), printed.widths.end(), 0));
  Add(properties, "w:jc", "center");
  xml_node borders = properties.append_child("w:tblBorders");
  for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
    xml_node border = Add(borders, side, "single");
    border.append_attribute("w:sz").set_value(8);
    border.append_attribute("w:space").set_value(0);
    border.append_attribute("w:color").set_value("auto");
  }
  properties.append_child("w:tblLayout").append_attribute("w:type").set_value("fixed");
  xml_node margins = properties.append_child("w:tblCellMar");
  AddWidth(margins, "w:left", kCellMargin);
  AddWidth(margins, "w:right", kCellMargin);
  xml_node grid = table.append_child("w:tblGrid");
  for (const int width : printed.widths) grid.append_child("w:gridCol").append_attribute("w:w").set_value(width);
}

// Where a cell stands in a row: at its beginning, or below it.
void AddCell(xml_node row, const PrintedTable& table, const PrintedCell& cell, bool begins) {
  xml_node node = row.append_child("w:tc");
  xml_node properties = node.append_child("w:tcPr");
  const auto first = table.widths.begin() + cell.column;
  AddWidth(properties, "w:tcW", std::accumulate(first, first + cell.columns, 0));
  if (cell.columns > 1) Add(properties, "w:gridSpan", cell.columns);
  if (cell.rows > 1) Add(properties, "w:vMerge", begins ? "restart" : "continue");
  if (cell.role == Role::kCaption) {
    xml_node shade = Add(properties, "w:shd", "clear");
    shade.append_attribute("w:color").set_value("auto");
    shade.append_attribute("w:fill").set_value("C6D9F1");
  }
  Add(properties, "w:vAlign", "center");
  AddParagraph(node, cell.align == PrintedCell::Align::kLeft ? "Label" : "Figure", begins ? cell.text : "",
               cell.role == Role::kNote ? "楷体" : nullptr);
}

void AddTable(xml_node body, const PrintedTable& printed) {
  xml_node table = body.append_child("w:tbl");
  AddTableProperties(table, printed);
  // By first column: the cell that covers the place, and the rows it still covers.
  struct Open {
    const PrintedCell* cell = nullptr;
    int rows = 0;
  };
  std::vector<Open> open(printed.widths.size());
  for (size_t i = 0; i < printed.rows.size(); ++i) {
    xml_node row = table.append_child("w:tr");
    xml_node properties = row.append_child("w:trPr");
    properties.append_child("w:cantSplit");
    Add(properties, "w:trHeight", kRowHeight).append_attribute("w:hRule").set_value("atLeast");
    if (i < static_cast<size_t>(printed.header_rows)) properties.append_child("w:tblHeader");
    for (const PrintedCell& cell : printed.rows[i]) open[cell.column] = {&cell, cell.rows};
    for (Open& place : open) {
      if (place.rows == 0) continue;
      AddCell(row, printed, *place.cell, place.rows == place.cell->rows);
      --place.rows;
    }
  }
}

void AddAnnex(xml_node body, const domain::PrintedAnnex& annex) {
  AddParagraph(body, "AnnexHeading", annex.heading);
  AddParagraph(body, "AnnexTitle", annex.title);
  for (const std::string& paragraph : annex.paragraphs) AddParagraph(body, "Body", paragraph);
  for (const domain::CaptionedTable& table : annex.tables) {
    // Without a paragraph between them two tables are one.
    AddParagraph(body, "AnnexCaption", table.caption);
    AddTable(body, table.table);
  }
}

void AddPage(xml_node body) {
  xml_node page = body.append_child("w:sectPr");
  xml_node size = page.append_child("w:pgSz");
  size.append_attribute("w:w").set_value(kPageWidth);
  size.append_attribute("w:h").set_value(kPageHeight);
  xml_node margins = page.append_child("w:pgMar");
  for (const char* side : {"w:top", "w:bottom"}) margins.append_attribute(side).set_value(kMarginTop);
  for (const char* side : {"w:left", "w:right"}) margins.append_attribute(side).set_value(kMarginSide);
  margins.append_attribute("w:header").set_value(851);
  margins.append_attribute("w:footer").set_value(992);
  margins.append_attribute("w:gutter").set_value(0);
}

}  // namespace

std::string DocxBody(const domain::PrintedReport& report) {
  pugi::xml_document document;
  xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  declaration.append_attribute("standalone").set_value("yes");
  xml_node root = document.append_child("w:document");
  root.append_attribute("xmlns:w").set_value(kNamespace);
  xml_node body = root.append_child("w:body");
  for (const std::string& line : report.title) AddParagraph(body, "Title", line);
  for (const domain::PrintedSection& section : report.sections) {
    AddParagraph(body, "Heading1", section.heading);
    for (const std::string& paragraph : section.paragraphs) AddParagraph(body, "Body", paragraph);
    if (section.table) AddTable(body, *section.table);
  }
  for (const domain::PrintedAnnex& annex : report.annexes) AddAnnex(body, annex);
  AddPage(body);
  std::ostringstream xml;
  document.save(xml, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(xml).str();
}

}  // namespace nianbao::document::writers
