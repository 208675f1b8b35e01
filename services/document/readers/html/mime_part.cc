#include "services/document/readers/html/mime_part.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::document::readers {
namespace {

absl::string_view ConsumeLine(absl::string_view& rest) {
  const size_t end = rest.find('\n');
  const absl::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == absl::string_view::npos ? rest.size() : end + 1);
  return absl::StripSuffix(line, "\r");
}

// The value of `name=` in a header line, with or without quotes.
std::string Parameter(absl::string_view header, absl::string_view name) {
  for (size_t at = header.find(';'); at != absl::string_view::npos; at = header.find(';', at + 1)) {
    absl::string_view rest = absl::StripLeadingAsciiWhitespace(header.substr(at + 1));
    if (!absl::StartsWithIgnoreCase(rest, name)) continue;
    rest = absl::StripLeadingAsciiWhitespace(rest.substr(name.size()));
    if (!absl::ConsumePrefix(&rest, "=")) continue;
    rest = absl::StripLeadingAsciiWhitespace(rest);
    const bool quoted = absl::ConsumePrefix(&rest, "\"");
    return std::string(absl::StripTrailingAsciiWhitespace(rest.substr(0, rest.find(quoted ? '"' : ';'))));
  }
  return "";
}

void AddHeader(absl::string_view header, MimePart& part) {
  const size_t colon = header.find(':');
  if (colon == absl::string_view::npos) return;
  const absl::string_view name = absl::StripTrailingAsciiWhitespace(header.substr(0, colon));
  const absl::string_view value = absl::StripAsciiWhitespace(header.substr(colon + 1));
  if (absl::EqualsIgnoreCase(name, "content-transfer-encoding")) part.encoding = absl::AsciiStrToLower(value);
  if (!absl::EqualsIgnoreCase(name, "content-type")) return;
  part.type = absl::AsciiStrToLower(absl::StripTrailingAsciiWhitespace(value.substr(0, value.find(';'))));
  part.charset = Parameter(value, "charset");
  part.boundary = Parameter(value, "boundary");
}

int HexValue(char c) {
  if (absl::ascii_isdigit(c)) return c - '0';
  return absl::ascii_isxdigit(c) ? absl::ascii_tolower(c) - 'a' + 10 : -1;
}

std::string FromQuotedPrintable(absl::string_view body) {
  std::string text;
  text.reserve(body.size());
  while (!body.empty()) {
    const size_t sign = body.find('=');
    absl::StrAppend(&text, body.substr(0, sign));
    if (sign == absl::string_view::npos) break;
    body.remove_prefix(sign + 1);
    if (absl::ConsumePrefix(&body, "\r\n") || absl::ConsumePrefix(&body, "\n")) continue;
    const int high = body.size() < 2 ? -1 : HexValue(body[0]);
    const int low = body.size() < 2 ? -1 : HexValue(body[1]);
    if (high < 0 || low < 0) {
      text += '=';
      continue;
    }
    text += static_cast<char>(high * 16 + low);
    body.remove_prefix(2);
  }
  return text;
}

}  // namespace

MimePart ParseMimePart(absl::string_view message) {
  MimePart part;
  std::string header;
  while (!message.empty()) {
    const absl::string_view line = ConsumeLine(message);
    if (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
      absl::StrAppend(&header, line);
      continue;
    }
    AddHeader(header, part);
    header = std::string(line);
    if (line.empty()) break;
  }
  AddHeader(header, part);
  part.body = message;
  return part;
}

std::vector<absl::string_view> PartsOf(const MimePart& multipart) {
  std::vector<absl::string_view> parts;
  const std::string mark = absl::StrCat("--", multipart.boundary);
  absl::string_view rest = multipart.body;
  const char* begin = nullptr;
  while (!rest.empty()) {
    const char* const line_begin = rest.data();
    const absl::string_view line = ConsumeLine(rest);
    if (!absl::StartsWith(line, mark)) continue;
    const absl::string_view after = absl::StripTrailingAsciiWhitespace(line.substr(mark.size()));
    if (!after.empty() && after != "--") continue;
    if (begin != nullptr) parts.emplace_back(begin, line_begin - begin);
    begin = after.empty() ? rest.data() : nullptr;
  }
  if (begin != nullptr) parts.emplace_back(begin, multipart.body.end() - begin);
  return parts;
}

std::string DecodedBody(const MimePart& part) {
  if (part.encoding == "quoted-printable") return FromQuotedPrintable(part.body);
  if (part.encoding != "base64") return std::string(part.body);
  std::string body;
  return absl::Base64Unescape(part.body, &body) ? body : "";
}

}  // namespace nianbao::document::readers
