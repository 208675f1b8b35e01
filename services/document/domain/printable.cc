#include "services/document/domain/printable.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

bool IsLineBreak(char c) { return c == '\n' || c == '\r' || c == '\v' || c == '\f'; }

}  // namespace

std::string PrintableLine(absl::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const absl::string_view rest = text.substr(i);
    if (absl::StartsWith(rest, "\uFFFE") || absl::StartsWith(rest, "\uFFFF")) {
      i += 2;
    } else if (!IsControl(text[i])) {
      line += text[i];
    } else if (IsLineBreak(text[i])) {
      line += ' ';
    }
  }
  return std::string(Trimmed(line));
}

std::vector<std::string> PrintableLines(absl::string_view text) {
  const std::string unified = absl::StrReplaceAll(
      text, {{"\r\n", "\n"}, {"\r", "\n"}, {"\v", "\n"}, {"\f", "\n"}, {"\u2028", "\n"}, {"\u2029", "\n"}});
  std::vector<std::string> lines;
  for (const absl::string_view part : absl::StrSplit(unified, '\n')) {
    std::string line = PrintableLine(part);
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace nianbao::document::domain
