#include "services/document/writers/html_writer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/document/writers/html_table.h"

namespace nianbao::document::writers {
namespace {

constexpr absl::string_view kStyle = R"css(
:root { color-scheme: light; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 56rem; background: #fff; color: #000;
  font: 1rem/1.75 "宋体", SimSun, "Songti SC", "Noto Serif CJK SC", serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 2rem; text-align: center; font-size: 1.5rem; line-height: 1.5; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1rem; text-align: left; }
h3 { margin: 1rem 0; font-size: 1.25rem; text-align: center; }
h4 { margin: 1rem 0 .5rem; font-size: 1rem; }
.annex { margin-top: 3rem; border-top: 1px solid #000; }
p { margin: 0; text-indent: 2em; text-align: justify; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: .875rem; line-height: 1.4; }
table.columns-10, table.columns-15 { min-width: 50rem; }
caption { text-align: left; }
caption h2 { position: sticky; left: 0; width: fit-content; }
th, td { padding: .25rem; border: 1px solid #000; text-align: center; vertical-align: middle; font-weight: normal; }
.left, .provision, .note { text-align: left; }
.provision { background: #c6d9f1; }
.note { font-family: "楷体", KaiTi, "Kaiti SC", serif; }
@page { size: A4; margin: 25mm 19mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 12pt; }
  h1 { font-size: 18pt; }
  h2 { font-size: 12pt; break-after: avoid; }
  h3 { font-size: 15pt; break-after: avoid; }
  h4 { font-size: 12pt; break-after: avoid; }
  .annex { margin-top: 0; border-top: none; break-before: page; }
  .scroll { overflow: visible; }
  table, table.columns-10, table.columns-15 { min-width: 0; font-size: 9pt; }
  tr { break-inside: avoid; }
  .provision { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

std::string EscapedLines(const std::vector<std::string>& lines) {
  return absl::StrJoin(lines, "<br>", [](std::string* out, const std::string& line) { *out += Escaped(line); });
}

std::string Paragraphs(const std::vector<std::string>& paragraphs) {
  std::string html;
  for (const std::string& paragraph : paragraphs) {
    absl::StrAppend(&html, "<p", KeptSpaces(paragraph), ">", Escaped(paragraph), "</p>\n");
  }
  return html;
}

std::string Section(const domain::PrintedSection& section) {
  const std::string content =
      section.table ? HtmlTable(*section.table, section.heading, absl::StrCat("s", section.number), "h2")
                    : absl::StrCat("<h2>", Escaped(section.heading), "</h2>\n", Paragraphs(section.paragraphs));
  return absl::StrCat("<section>\n", content, "</section>\n");
}

std::string Annex(const domain::PrintedAnnex& annex) {
  std::string html = absl::StrCat("<section class=\"annex\">\n<h2>", Escaped(annex.heading), "</h2>\n<h3>",
                                  Escaped(annex.title), "</h3>\n", Paragraphs(annex.paragraphs));
  for (size_t i = 0; i < annex.tables.size(); ++i) {
    const std::string prefix = absl::StrCat("a", annex.number, "t", i + 1);
    html += HtmlTable(annex.tables[i].table, annex.tables[i].caption, prefix, "h4");
  }
  return absl::StrCat(html, "</section>\n");
}

}  // namespace

absl::StatusOr<std::string> WriteHtml(const domain::PrintedReport& report) {
  std::string html = absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
      Escaped(absl::StrJoin(report.title, "")), "</title>\n<style>", kStyle, "</style>\n</head>\n<body>\n<main>\n<h1>",
      EscapedLines(report.title), "</h1>\n");
  for (const domain::PrintedSection& section : report.sections) html += Section(section);
  for (const domain::PrintedAnnex& annex : report.annexes) html += Annex(annex);
  return absl::StrCat(html, "</main>\n</body>\n</html>\n");
}

}  // namespace nianbao::document::writers
