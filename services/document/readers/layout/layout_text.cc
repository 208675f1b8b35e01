#include "services/document/readers/layout/layout_text.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/strip.h"
#include "libs/status/try.h"
#include "services/document/domain/normalise.h"
#include "services/document/readers/layout/characters.h"
#include "services/document/readers/layout/layout.h"

namespace nianbao::document::readers {
namespace {

// Rows of a table have at least that many figures; that many rows make a table.
constexpr int kFiguresMin = 2;
constexpr int kRowsMin = 3;
// Height of a line and width of one em, in columns: half-width spaces of two columns part runs.
constexpr double kEm = 2;
constexpr double kTabColumns = 8;

// A piece of a line without white space, and where it begins when Chinese characters count one or two columns.
struct Piece {
  absl::string_view text;
  int narrow = 0;
  int wide = 0;
};

// The first character, as bytes.
absl::string_view FirstCharacter(absl::string_view text) {
  size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return text.substr(0, size);
}

std::vector<Piece> PiecesOf(absl::string_view line) {
  std::vector<Piece> pieces;
  Piece piece;
  int narrow = 0;
  int wide = 0;
  const auto finish = [&] {
    if (!piece.text.empty()) pieces.push_back(piece);
    piece.text = {};
  };
  while (!line.empty()) {
    const absl::string_view character = FirstCharacter(line);
    line.remove_prefix(character.size());
    if (character == " " || domain::HasInvisible(character)) {
      finish();
      const bool tab = character == "\t";
      narrow = tab ? static_cast<int>((narrow / kTabColumns + 1)) * static_cast<int>(kTabColumns)
                   : narrow + DisplayColumns(character);
      wide = tab ? static_cast<int>((wide / kTabColumns + 1)) * static_cast<int>(kTabColumns)
                 : wide + DisplayColumns(character);
      continue;
    }
    if (piece.text.empty()) piece = {character, narrow, wide};
    piece.text = absl::string_view(piece.text.data(), character.data() + character.size() - piece.text.data());
    narrow += 1;
    wide += DisplayColumns(character);
  }
  finish();
  return pieces;
}

struct TextLine {
  std::vector<Piece> pieces;
  int page = 1;
  int number = 0;
};

// Takes one line with its end from the front. A form feed ends a page, not a line of the file.
absl::string_view ConsumeLine(absl::string_view& rest, bool& page_ends, bool& line_ends) {
  const size_t end = rest.find_first_of("\r\n\f");
  const absl::string_view line = rest.substr(0, end);
  page_ends = end != absl::string_view::npos && rest[end] == '\f';
  line_ends = !page_ends;
  rest.remove_prefix(line.size());
  if (!absl::ConsumePrefix(&rest, "\r\n") && !rest.empty()) rest.remove_prefix(1);
  return line;
}

constexpr int kLinesBetweenLooksAtTheClock = 1'000;

absl::StatusOr<std::vector<TextLine>> LinesOf(absl::string_view text, const domain::Budget& budget) {
  std::vector<TextLine> lines;
  int page = 1;
  int number = 1;
  while (!text.empty()) {
    bool page_ends = false;
    bool line_ends = false;
    std::vector<Piece> pieces = PiecesOf(ConsumeLine(text, page_ends, line_ends));
    if (!pieces.empty()) lines.push_back({std::move(pieces), page, number});
    page += page_ends ? 1 : 0;
    number += line_ends ? 1 : 0;
    if (number % kLinesBetweenLooksAtTheClock == 0) RETURN_IF_ERROR(budget.CheckTime());
  }
  return lines;
}

bool IsRowOfFigures(const TextLine& line) {
  return std::count_if(line.pieces.begin(), line.pieces.end(), [](const Piece& p) { return IsFigure(p.text); }) >=
         kFiguresMin;
}

// True when the figures of the lines begin in fewer columns if Chinese characters count two.
bool CountsWide(absl::Span<const TextLine> lines) {
  std::set<int> narrow;
  std::set<int> wide;
  for (const TextLine& line : lines) {
    if (!IsRowOfFigures(line)) continue;
    for (const Piece& piece : line.pieces) {
      if (!IsFigure(piece.text)) continue;
      narrow.insert(piece.narrow);
      wide.insert(piece.wide);
    }
  }
  return wide.size() < narrow.size();
}

void AddWords(absl::Span<const TextLine> page, std::vector<Word>& words) {
  const bool wide = CountsWide(page);
  for (const TextLine& line : page) {
    for (const Piece& piece : line.pieces) {
      Word word;
      word.text = std::string(piece.text);
      word.left = wide ? piece.wide : piece.narrow;
      word.right = word.left + (wide ? DisplayColumns(piece.text) : CharacterCount(piece.text));
      word.top = kEm * line.number;
      word.bottom = word.top + kEm;
      word.size = kEm;
      word.page = line.page;
      word.line = line.number;
      words.push_back(std::move(word));
    }
  }
}

}  // namespace

bool LooksLikeLayout(absl::string_view utf8) {
  int rows = 0;
  int tabbed = 0;
  for (absl::string_view rest = utf8; !rest.empty();) {
    bool page_ends = false;
    bool line_ends = false;
    const absl::string_view line = ConsumeLine(rest, page_ends, line_ends);
    if (line.find('\t') != absl::string_view::npos) {
      ++tabbed;
      continue;
    }
    const std::vector<Piece> pieces = PiecesOf(line);
    int parted = 0;
    for (size_t i = 1; i < pieces.size(); ++i) {
      const int gap = pieces[i].wide - pieces[i - 1].wide - DisplayColumns(pieces[i - 1].text);
      parted += gap >= 2 && IsFigure(pieces[i].text) ? 1 : 0;
    }
    rows += parted >= kFiguresMin ? 1 : 0;
  }
  return rows >= kRowsMin && rows > tabbed;
}

absl::StatusOr<domain::Document> ReadLayoutText(absl::string_view utf8, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const std::vector<TextLine> lines, LinesOf(utf8, budget));
  std::vector<Word> words;
  for (size_t begin = 0; begin < lines.size();) {
    size_t end = begin;
    while (end < lines.size() && lines[end].page == lines[begin].page) ++end;
    AddWords(absl::MakeConstSpan(lines).subspan(begin, end - begin), words);
    begin = end;
  }
  return BuildLayout(std::move(words), {}, Positions::kCharacters, budget);
}

}  // namespace nianbao::document::readers
