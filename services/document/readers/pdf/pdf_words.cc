#include "services/document/readers/pdf/pdf_words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "services/document/readers/pdf/pdf_rules.h"

namespace nianbao::document::readers {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

bool IsTold(UChar32 c) { return u_isdefined(c) && u_charType(c) != U_PRIVATE_USE_CHAR && !u_iscntrl(c); }

// Numbers of glyphs taken for characters fall into scripts of which a report has none, such as the rare Chinese
// characters before U+4E00.
bool IsStrange(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &error);
  const bool usual = script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_LATIN ||
                     (script == USCRIPT_HAN && (c < 0x3400 || c >= 0x4E00));
  return c == kReplacement || !usual;
}

std::string TextOf(icu::UnicodeString printed, CharacterCounts& counts) {
  printed.trim();
  icu::UnicodeString told;
  for (int32_t i = 0; i < printed.length(); i = printed.moveIndex32(i, 1)) {
    const UChar32 printed_character = printed.char32At(i);
    const UChar32 c = IsTold(printed_character) ? printed_character : kReplacement;
    told.append(c);
    ++counts.all;
    counts.strange += IsStrange(c) ? 1 : 0;
  }
  std::string utf8;
  told.toUTF8String(utf8);
  return utf8;
}

// Quarter turns of the text, clockwise. Characters set one below the other count as upright text.
int TurnsOf(const poppler::text_box& box) {
  const int turns = box.rotation() & 3;
  return turns == 0 && box.get_wmode() == poppler::text_box::vertical_wmode ? 1 : turns;
}

// A rectangle on the page turned back by the number of quarter turns.
poppler::rectf TurnedBack(const poppler::rectf& box, int turns, const poppler::rectf& page) {
  switch (turns) {
    case 1:
      return {box.top(), page.right() - box.right(), box.height(), box.width()};
    case 3:
      return {page.bottom() - box.bottom(), box.left(), box.height(), box.width()};
    default:
      return box;
  }
}

Rule TurnedBack(const Rule& rule, int turns, const poppler::rectf& page) {
  switch (turns) {
    case 1:
      return rule.vertical ? Rule{false, page.right() - rule.at, rule.begin, rule.end}
                           : Rule{true, rule.at, page.right() - rule.end, page.right() - rule.begin};
    case 3:
      return rule.vertical ? Rule{false, rule.at, page.bottom() - rule.end, page.bottom() - rule.begin}
                           : Rule{true, page.bottom() - rule.at, rule.begin, rule.end};
    default:
      return rule;
  }
}

// True when some grid has the middles of the two in two cells.
bool IsParted(const poppler::rectf& a, const poppler::rectf& b, const std::vector<RuledGrid>& grids) {
  return std::any_of(grids.begin(), grids.end(), [&](const RuledGrid& grid) {
    const auto cell = [&](const poppler::rectf& box) {
      return grid.CellAt((box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2);
    };
    return cell(a) != cell(b);
  });
}

// A part of a text box.
struct Piece {
  icu::UnicodeString text;
  poppler::rectf box;
};

// The text of a box, parted where the cells of a grid part its characters.
std::vector<Piece> PiecesOf(const poppler::text_box& box, int turns, const poppler::rectf& page,
                            const std::vector<RuledGrid>& grids) {
  std::vector<Piece> pieces;
  const poppler::ustring text = box.text();
  poppler::rectf before;
  for (size_t i = 0; i < text.size(); ++i) {
    const poppler::rectf character = TurnedBack(box.char_bbox(i), turns, page);
    if (pieces.empty() || IsParted(before, character, grids)) pieces.push_back({{}, character});
    pieces.back().text.append(static_cast<UChar>(text[i]));
    pieces.back().box.set_right(character.right());
    before = character;
  }
  // The box is known better than its characters, of which ligatures have fewer.
  if (pieces.size() == 1) pieces.front().box = TurnedBack(box.bbox(), turns, page);
  return pieces;
}

// Quarter turns that make most text upright.
int TurnsOf(const std::vector<poppler::text_box>& boxes) {
  std::array<size_t, 4> characters{};
  for (const poppler::text_box& box : boxes) characters[TurnsOf(box)] += box.text().size();
  const size_t upright = characters[0] + characters[2];
  return characters[1] > upright ? 1 : characters[3] > upright ? 3 : 0;
}

}  // namespace

PageContent ContentOf(const poppler::page& page, int number, CharacterCounts& counts) {
  const std::vector<poppler::text_box> boxes = page.text_list(poppler::page::text_list_include_font);
  const int turns = TurnsOf(boxes);
  std::vector<Rule> rules = RulesOf(page);
  for (Rule& rule : rules) rule = TurnedBack(rule, turns, page.page_rect());
  PageContent content;
  content.grids = RuledGridsOf(rules);
  for (const poppler::text_box& box : boxes) {
    const bool vertical = (TurnsOf(box) - turns) % 2 != 0;
    for (Piece& piece : PiecesOf(box, turns, page.page_rect(), vertical ? std::vector<RuledGrid>() : content.grids)) {
      Word word;
      word.text = TextOf(std::move(piece.text), counts);
      if (word.text.empty()) continue;
      word.left = piece.box.left();
      word.right = piece.box.right();
      word.top = piece.box.top();
      word.bottom = piece.box.bottom();
      word.size = box.get_font_size() > 0 ? box.get_font_size() : word.bottom - word.top;
      word.page = number;
      word.vertical = vertical;
      content.words.push_back(std::move(word));
    }
  }
  return content;
}

}  // namespace nianbao::document::readers
