#include "tests/property/document/layouts/docx_layouts.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/property/document/layouts/compose.h"
#include "tests/property/document/layouts/docx_package.h"

namespace nianbao::testing {
namespace {

constexpr char kRunStyle[] =
    "<w:rPr><w:rFonts w:eastAsia=\"仿宋_GB2312\" w:hint=\"eastAsia\"/><w:sz w:val=\"24\"/></w:rPr>";
constexpr char kChange[] = " w:id=\"7\" w:author=\"a\" w:date=\"2025-01-10T08:00:00Z\"";

std::string EscapedXml(const std::string& text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

// One run; line breaks of the text stay line breaks.
std::string Run(const std::string& text) {
  std::string run = absl::StrCat("<w:r>", kRunStyle);
  bool first = true;
  for (const std::string& line : BrokenLines(text)) {
    absl::StrAppend(&run, first ? "" : "<w:br/>", "<w:t xml:space=\"preserve\">", EscapedXml(line), "</w:t>");
    first = false;
  }
  return run + "</w:r>";
}

std::string SplitRuns(const std::string& text, Rng& rng) {
  std::string runs;
  std::string part;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (starts && !part.empty() && rng.Chance(30)) {
      runs += Run(part);
      if (rng.Chance(20)) runs += "<w:proofErr w:type=\"gramStart\"/>";
      if (rng.Chance(10)) runs += "<w:bookmarkStart w:id=\"3\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"3\"/>";
      part.clear();
    }
    part += text[i];
  }
  return runs + Run(part);
}

std::string Tracked(const std::string& text, Rng& rng) {
  std::string content;
  if (rng.Chance(30)) {
    absl::StrAppend(&content, "<w:del", kChange, "><w:r>", kRunStyle, "<w:delText>", rng.Between(0, 99),
                    "</w:delText></w:r></w:del>");
  }
  if (!text.empty() && rng.Chance(40)) {
    absl::StrAppend(&content, "<w:ins", kChange, ">", Run(text), "</w:ins>");
  } else if (!text.empty()) {
    content += Run(text);
  }
  return content;
}

struct DocxStyle {
  std::function<std::string(const std::string& text, Rng& rng)> runs = [](const std::string& text, Rng&) {
    return text.empty() ? "" : Run(text);
  };
  bool numbered = false;
  bool tracked_rows = false;
};

std::string Paragraph(const std::string& properties, const std::string& runs) {
  return absl::StrCat("<w:p>", properties.empty() ? "" : absl::StrCat("<w:pPr>", properties, "</w:pPr>"), runs,
                      "</w:p>");
}

std::string CellXml(const Slot& slot, const PrintedTable& table, const DocxStyle& style, Rng& rng) {
  double width = 0;
  for (int i = 0; i < slot.cell->columns; ++i) width += table.widths[slot.column + i];
  std::string cell = absl::StrCat("<w:tc><w:tcPr><w:tcW w:w=\"", static_cast<int>(width * 9000), "\" w:type=\"dxa\"/>");
  if (slot.cell->columns > 1) absl::StrAppend(&cell, "<w:gridSpan w:val=\"", slot.cell->columns, "\"/>");
  if (slot.cell->rows > 1) cell += slot.covered ? "<w:vMerge/>" : "<w:vMerge w:val=\"restart\"/>";
  cell += "</w:tcPr>";
  if (slot.covered) return cell + "<w:p/></w:tc>";
  if (rng.Chance(50)) {
    for (const std::string& line : BrokenLines(slot.cell->text)) {
      cell += Paragraph("<w:jc w:val=\"center\"/>", style.runs(line, rng));
    }
  } else {
    cell += Paragraph("<w:jc w:val=\"center\"/>", style.runs(slot.cell->text, rng));
  }
  return cell + "</w:tc>";
}

std::string TableXml(const PrintedTable& table, const DocxStyle& style, Rng& rng) {
  std::string xml = "<w:tbl><w:tblPr><w:tblW w:w=\"9000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>";
  for (const double width : table.widths) {
    absl::StrAppend(&xml, "<w:gridCol w:w=\"", static_cast<int>(width * 9000), "\"/>");
  }
  xml += "</w:tblGrid>\n";
  for (const auto& slots : SlotsOf(table)) {
    xml += "<w:tr>";
    for (const Slot& slot : slots) xml += CellXml(slot, table, style, rng);
    xml += "</w:tr>\n";
    if (style.tracked_rows && rng.Chance(5)) {
      absl::StrAppend(&xml, "<w:tr><w:trPr><w:del", kChange, "/></w:trPr><w:tc><w:tcPr/><w:p><w:del", kChange,
                      "><w:r><w:delText>规章</w:delText></w:r></w:del></w:p></w:tc></w:tr>\n");
    }
  }
  // Word wants a paragraph behind every table.
  return xml + "</w:tbl>\n<w:p/>\n";
}

std::string TextXml(TextKind kind, const std::string& text, const DocxStyle& style, Rng& rng) {
  if (kind == TextKind::kTitle) return Paragraph("<w:jc w:val=\"center\"/>", style.runs(text, rng)) + "\n";
  if (kind == TextKind::kHeading && style.numbered) {
    // "三、" is the list's.
    const size_t mark = text.find("、");
    const bool numbered = mark != std::string::npos && mark < 4;
    return Paragraph(numbered ? "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>" : "",
                     style.runs(numbered ? text.substr(mark + 3) : text, rng)) +
           "\n";
  }
  return Paragraph("<w:ind w:firstLine=\"480\"/>", style.runs(text, rng)) + "\n";
}

std::string DocxBody(const PrintedReport& report, const DocxStyle& style, Rng& rng) {
  std::string body;
  Compose(
      report, [&](TextKind kind, const std::string& text) { body += TextXml(kind, text, style, rng); },
      [&](const PrintedTable& table) { body += TableXml(table, style, rng); });
  return body;
}

}  // namespace

std::string WriteDocx(const PrintedReport& report, Rng& rng) { return DocxPackage(DocxBody(report, {}, rng)); }

std::string WriteSplitRunsDocx(const PrintedReport& report, Rng& rng) {
  return DocxPackage(DocxBody(report, {SplitRuns}, rng));
}

std::string WriteTrackedDocx(const PrintedReport& report, Rng& rng) {
  return DocxPackage(DocxBody(report, {Tracked, false, true}, rng));
}

std::string WriteNestedDocx(const PrintedReport& report, Rng& rng) {
  return DocxPackage(absl::StrCat(
      "<w:tbl><w:tblPr><w:tblW w:w=\"9600\" w:type=\"dxa\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"9600\"/></w:tblGrid>",
      "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"9600\" w:type=\"dxa\"/></w:tcPr>", DocxBody(report, {}, rng),
      "</w:tc></w:tr></w:tbl><w:p/>"));
}

std::string WriteNumberedDocx(const PrintedReport& report, Rng& rng) {
  DocxStyle style;
  style.numbered = true;
  return DocxPackage(DocxBody(report, style, rng));
}

std::string WriteTextBoxDocx(const PrintedReport& report, Rng& rng) {
  std::string title;
  for (const std::string& line : report.title) title += Paragraph("", Run(line));
  PrintedReport rest = report;
  rest.title.clear();
  return DocxPackage(absl::StrCat(TextBox(title), DocxBody(rest, {}, rng), TextBox(Paragraph("", Run("- 1 -")))));
}

}  // namespace nianbao::testing
