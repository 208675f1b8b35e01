#include "services/document/readers/pdf/pdf_words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <string>
#include <utility>

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

std::string TextOf(const poppler::text_box& box, CharacterCounts& counts) {
  icu::UnicodeString printed;
  for (const unsigned short unit : box.text()) printed.append(static_cast<UChar>(unit));
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

}  // namespace

std::vector<Word> WordsOf(const poppler::page& page, int number, CharacterCounts& counts) {
  struct Turned {
    Word word;
    poppler::rectf box;
    int turns = 0;
  };
  std::vector<Turned> found;
  std::array<size_t, 4> bytes_by_turns{};
  for (const poppler::text_box& box : page.text_list(poppler::page::text_list_include_font)) {
    Turned one{{}, box.bbox(), TurnsOf(box)};
    one.word.text = TextOf(box, counts);
    if (one.word.text.empty()) continue;
    one.word.size = box.get_font_size() > 0 ? box.get_font_size() : one.box.height();
    one.word.page = number;
    bytes_by_turns[one.turns] += one.word.text.size();
    found.push_back(std::move(one));
  }
  const size_t upright = bytes_by_turns[0] + bytes_by_turns[2];
  const int turns = bytes_by_turns[1] > upright ? 1 : bytes_by_turns[3] > upright ? 3 : 0;
  std::vector<Word> words;
  for (Turned& one : found) {
    const poppler::rectf box = TurnedBack(one.box, turns, page.page_rect());
    one.word.left = box.left();
    one.word.right = box.right();
    one.word.top = box.top();
    one.word.bottom = box.bottom();
    one.word.vertical = (one.turns - turns) % 2 != 0;
    words.push_back(std::move(one.word));
  }
  return words;
}

}  // namespace nianbao::document::readers
