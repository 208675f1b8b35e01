#include "clients/cli/wrap_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::cli {
namespace {

size_t BytesOfFirst(absl::string_view text) {
  size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) ++bytes;
  return bytes;
}

bool IsAscii(char byte) { return static_cast<unsigned char>(byte) < 0x80U; }

int ColumnsOf(absl::string_view text) {
  int columns = 0;
  for (; !text.empty(); text.remove_prefix(BytesOfFirst(text))) columns += IsAscii(text.front()) ? 1 : 2;
  return columns;
}

bool ClosesWhatIsBefore(absl::string_view character) {
  static constexpr std::array<absl::string_view, 12> kClosing = {"，", "。", "；", "：", "、", "）",
                                                                 "”",  "》", "〕", "？", "！", "%"};
  return std::find(kClosing.begin(), kClosing.end(), character) != kClosing.end();
}

}  // namespace

std::vector<std::string> LinePieces(absl::string_view text) {
  std::vector<std::string> pieces;
  bool breaks = true;
  bool after_ascii = false;
  while (!text.empty()) {
    const absl::string_view character = text.substr(0, BytesOfFirst(text));
    text.remove_prefix(character.size());
    const bool ascii = IsAscii(character.front());
    const bool joins = character == " " || ClosesWhatIsBefore(character) || (ascii && after_ascii && !breaks);
    if (pieces.empty() || !joins) pieces.emplace_back();
    absl::StrAppend(&pieces.back(), character);
    breaks = character == " ";
    after_ascii = ascii;
  }
  return pieces;
}

std::string Wrapped(absl::string_view head, absl::string_view text, int width) {
  const int indent = ColumnsOf(head);
  std::string lines(head);
  std::string line;
  const auto end_line = [&] {
    absl::StrAppend(&lines, absl::StripSuffix(line, " "), "\n");
    line.clear();
  };
  for (const std::string& piece : LinePieces(text)) {
    const int columns = ColumnsOf(absl::StripSuffix(piece, " "));
    if (!line.empty() && indent + ColumnsOf(line) + columns > width) {
      end_line();
      lines.append(indent, ' ');
    }
    line += piece;
  }
  end_line();
  return lines;
}

}  // namespace nianbao::cli
