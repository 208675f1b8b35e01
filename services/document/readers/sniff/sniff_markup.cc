#include "services/document/readers/sniff/sniff_markup.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace nianbao::document::readers {
namespace {

constexpr size_t kLookedAtBytes = 8 << 10;
constexpr size_t kHeaderLinesBytes = 1 << 10;

// Of UTF-16 the ASCII, with ? for everything else.
std::string AsciiOf(absl::string_view utf16, bool big_endian) {
  std::string ascii;
  for (size_t i = 0; i + 1 < utf16.size(); i += 2) {
    const char high = utf16[big_endian ? i : i + 1];
    const char low = utf16[big_endian ? i + 1 : i];
    ascii += high == 0 && absl::ascii_isascii(low) ? low : '?';
  }
  return ascii;
}

// UTF-16 without byte order mark shows by ASCII at its beginning.
bool BeginsWithWideAscii(absl::string_view content, bool big_endian) {
  constexpr size_t kShownBytes = 12;
  const std::string ascii = AsciiOf(content.substr(0, kShownBytes), big_endian);
  return ascii.size() == kShownBytes / 2 && std::none_of(ascii.begin(), ascii.end(), [](char c) {
           return c == '?' || (absl::ascii_iscntrl(c) && !absl::ascii_isspace(c));
         });
}

// The beginning in lower case, without byte order mark.
std::string BeginningOf(absl::string_view content) {
  content = content.substr(0, kLookedAtBytes);
  std::string ascii;
  if (absl::ConsumePrefix(&content, "\xFF\xFE") || BeginsWithWideAscii(content, false)) {
    ascii = AsciiOf(content, false);
    content = ascii;
  } else if (absl::ConsumePrefix(&content, "\xFE\xFF") || BeginsWithWideAscii(content, true)) {
    ascii = AsciiOf(content, true);
    content = ascii;
  }
  absl::ConsumePrefix(&content, "\xEF\xBB\xBF");
  return absl::AsciiStrToLower(absl::StripLeadingAsciiWhitespace(content));
}

// Removes what may stand before the first tag. Returns what was removed.
absl::string_view ConsumeProlog(absl::string_view& rest) {
  const absl::string_view all = rest;
  while (true) {
    rest = absl::StripLeadingAsciiWhitespace(rest);
    const absl::string_view close = absl::StartsWith(rest, "<!--") ? "-->" : absl::StartsWith(rest, "<?") ? "?>" : "";
    const size_t end = close.empty() ? absl::string_view::npos : rest.find(close);
    if (end == absl::string_view::npos) return all.substr(0, all.size() - rest.size());
    rest.remove_prefix(end + close.size());
  }
}

bool BeginsWithHtmlTag(absl::string_view rest) {
  if (!absl::ConsumePrefix(&rest, "<")) return false;
  if (absl::StartsWith(rest, "!doctype html")) return true;
  const size_t end = std::find_if_not(rest.begin(), rest.end(), absl::ascii_isalnum) - rest.begin();
  for (const absl::string_view tag :
       {"html", "head",   "body", "title", "meta", "link", "base", "style", "script", "table",   "tbody",   "tr",
        "td",   "center", "div",  "p",     "span", "font", "br",   "h1",    "h2",     "h3",      "section", "article",
        "main", "form",   "ul",   "ol",    "b",    "a",    "img",  "hr",    "strong", "noscript"}) {
    if (rest.substr(0, end) == tag) return true;
  }
  return false;
}

bool HasMimeHeader(absl::string_view beginning) {
  const absl::string_view lines = beginning.substr(0, kHeaderLinesBytes);
  return absl::StartsWith(lines, "mime-version:") || absl::StrContains(lines, "\nmime-version:");
}

bool IsText(absl::string_view beginning) {
  return std::none_of(beginning.begin(), beginning.end(), [](char c) {
    return absl::ascii_iscntrl(c) && !absl::ascii_isspace(c) && c != '\x1a' && c != '\x1b';
  });
}

}  // namespace

Kind SniffMarkup(absl::string_view content) {
  if (content.find_first_not_of(" \t\r\n") == absl::string_view::npos) return Kind::kEmpty;
  const std::string beginning = BeginningOf(content);
  if (!IsText(beginning)) return Kind::kUnknown;
  if (beginning.empty()) return Kind::kEmpty;
  if (beginning.front() == '{') return Kind::kJson;
  if (HasMimeHeader(beginning)) return Kind::kMhtml;
  absl::string_view rest = beginning;
  const absl::string_view prolog = ConsumeProlog(rest);
  if (BeginsWithHtmlTag(rest)) return Kind::kHtml;
  if (absl::StartsWith(rest, "<w:worddocument") || absl::StartsWith(rest, "<pkg:package")) return Kind::kWordXml;
  const absl::string_view near = absl::string_view(beginning).substr(0, kHeaderLinesBytes);
  for (const absl::string_view tag : {"<!doctype html", "<html", "<head>", "<body", "<meta "}) {
    if (absl::StrContains(near, tag)) return Kind::kHtml;
  }
  return absl::StrContains(prolog, "<?xml") ? Kind::kXml : Kind::kText;
}

}  // namespace nianbao::document::readers
