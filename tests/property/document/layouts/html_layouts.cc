#include "tests/property/document/layouts/html_layouts.h"

#include <unicode/unistr.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tests/property/document/layouts/compose.h"

namespace nianbao::testing {
namespace {

std::string EscapedHtml(const std::string& text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\u00a0", "&nbsp;"}});
}

// How the text of a cell or a paragraph is marked up.
using Markup = std::function<std::string(const std::string& text, Rng& rng)>;

std::string Plain(const std::string& text, Rng&) { return absl::StrReplaceAll(EscapedHtml(text), {{"\n", "<br>"}}); }

// Cuts the text between two characters, somewhere.
std::pair<std::string, std::string> Cut(const std::string& text, Rng& rng) {
  size_t at = static_cast<size_t>(rng.Between(0, static_cast<int64_t>(text.size())));
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return {text.substr(0, at), text.substr(at)};
}

std::string Word(const std::string& text, Rng& rng) {
  const std::string span = "<span style=\"font-size:16px;font-family:宋体;mso-bidi-font-family:宋体\">";
  std::string content;
  for (const std::string& line : BrokenLines(text)) {
    content += "<p class=\"MsoNormal\" style=\"text-align:center\">";
    if (line.empty()) {
      content += "<span><o:p>&nbsp;</o:p></span>";
    } else {
      const auto [first, second] = rng.Chance(40) ? Cut(line, rng) : std::make_pair(line, std::string());
      absl::StrAppend(&content, span, EscapedHtml(first), "</span>");
      if (!second.empty()) absl::StrAppend(&content, "<span lang=\"EN-US\">", EscapedHtml(second), "</span>");
      if (rng.Chance(60)) content += "<span lang=\"EN-US\"><o:p></o:p></span>";
    }
    content += "</p>\n";
  }
  return content;
}

std::string Fonts(const std::string& text, Rng& rng) {
  const auto [first, second] = Cut(text, rng);
  const auto font = [&](const std::string& part) {
    return part.empty() ? "" : absl::StrCat("<FONT face=仿宋_GB2312 size=3>", Plain(part, rng), "</FONT>");
  };
  return absl::StrCat("<P align=center>", font(first), "<B>", font(second), "</B>");
}

struct HtmlStyle {
  Markup markup = Plain;
  bool merged = true;
  // Left out where HTML lets them be.
  bool end_tags = true;
};

std::string TableHtml(const PrintedTable& table, const HtmlStyle& style, Rng& rng) {
  std::string content = "<table border=\"1\" cellspacing=\"0\">";
  if (style.end_tags) content += "<tbody>";
  for (const auto& slots : SlotsOf(table)) {
    content += "<tr>";
    for (const Slot& slot : slots) {
      std::string spans;
      int empty = 0;
      if (style.merged) {
        if (slot.covered) continue;
        if (slot.cell->columns > 1) absl::StrAppend(&spans, " colspan=\"", slot.cell->columns, "\"");
        if (slot.cell->rows > 1) absl::StrAppend(&spans, " rowspan=\"", slot.cell->rows, "\"");
      } else {
        empty = slot.cell->columns - 1;
      }
      absl::StrAppend(&content, "<td width=\"", static_cast<int>(600 * table.widths[slot.column]), "\"", spans, ">",
                      slot.covered ? "" : style.markup(slot.cell->text, rng), style.end_tags ? "</td>" : "");
      for (int i = 0; i < empty; ++i) content += "<td></td>";
    }
    absl::StrAppend(&content, style.end_tags ? "</tr>" : "", "\n");
  }
  if (style.end_tags) content += "</tbody>";
  return content + "</table>\n";
}

std::string HtmlBody(const PrintedReport& report, const HtmlStyle& style, Rng& rng) {
  std::string content;
  Compose(
      report,
      [&](TextKind kind, const std::string& text) {
        const std::string tag = kind == TextKind::kTitle ? "h1" : "p";
        absl::StrAppend(&content, "<", tag, ">", kind == TextKind::kHeading ? "<strong>" : "", Plain(text, rng),
                        kind == TextKind::kHeading ? "</strong>" : "", "</", tag, ">\n");
      },
      [&](const PrintedTable& table) { content += TableHtml(table, style, rng); });
  return content;
}

std::string HtmlPage(const std::string& charset, const std::string& title, const std::string& body) {
  return absl::StrCat("<!DOCTYPE html>\n<html><head><meta charset=\"", charset, "\"><title>", title,
                      "</title></head>\n<body>\n", body, "</body></html>\n");
}

std::string Saved(const PrintedReport& report, const std::string& charset, Rng& rng) {
  const std::string title = absl::StrJoin(report.title, "");
  return absl::StrCat(
      "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; "
      "charset=",
      charset, "\">\n<title>", title, "_政府信息公开年报</title>\n<style>td{padding:0} .c>p{margin:0}</style>\n",
      "<script>var total = 12; document.write('<table><tr><td>一、本年新收</td><td>99</td></tr></table>');</script>\n",
      "</head><body>\n<div class=\"nav\"><ul><li><a href=\"/\">首页</a></li><li><a "
      "href=\"/xxgk/\">政府信息公开</a></li>",
      "<li><a href=\"/nb/\">政府信息公开年报</a></li></ul></div>\n<!-- <table><tr><td>规章</td><td>7</td></tr></table> "
      "-->\n",
      "<table width=\"1000\"><tr><td width=\"200\"><ul><li>", report.year - 1, "年年报</li><li>", report.year - 2,
      "年年报</li></ul></td><td>\n<table class=\"meta\"><tr><td>索引号</td><td>0123456789/", report.year + 1,
      "-00017</td><td>发布日期</td><td>", report.year + 1, "-01-19</td></tr><tr><td>名称</td><td colspan=\"3\">", title,
      "</td></tr></table>\n<div class=\"c\">", HtmlBody(report, {Word}, rng),
      "</div>\n<p>浏览次数：<span id=\"hits\">318</span></p><p>扫一扫在手机打开当前页</p></td></tr></table>\n",
      "<div class=\"foot\">主办单位：", report.organ, "　网站标识码：3300000012</div>\n</body></html>\n");
}

}  // namespace

std::string WriteHtml(const PrintedReport& report, Rng& rng) {
  return HtmlPage("utf-8", absl::StrJoin(report.title, ""), HtmlBody(report, {}, rng));
}

std::string WriteWordHtml(const PrintedReport& report, Rng& rng) {
  return HtmlPage("utf-8", "", HtmlBody(report, {Word}, rng));
}

std::string WriteOldHtml(const PrintedReport& report, Rng& rng) {
  return absl::StrReplaceAll(HtmlBody(report, {Fonts, true, false}, rng),
                             {{"<table", "<TABLE"}, {"<td", "<TD"}, {"<tr", "<TR"}, {"</table", "</TABLE"}});
}

std::string WriteSavedPage(const PrintedReport& report, Rng& rng) { return Saved(report, "utf-8", rng); }

std::string WriteGb18030Page(const PrintedReport& report, Rng& rng) {
  const auto text =
      icu::UnicodeString::fromUTF8(Saved(report, rng.Pick<std::string>({"gb2312", "GBK", "gb18030"}), rng));
  std::string bytes(static_cast<size_t>(text.length()) * 4, '\0');
  bytes.resize(static_cast<size_t>(
      text.extract(0, text.length(), bytes.data(), static_cast<uint32_t>(bytes.size()), "GB18030")));
  return bytes;
}

std::string WriteUnmergedHtml(const PrintedReport& report, Rng& rng) {
  return HtmlPage("utf-8", "", HtmlBody(report, {Plain, false}, rng));
}

}  // namespace nianbao::testing
