#include "services/document/readers/pdf_reader.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "libs/status/try.h"
#include "services/document/readers/layout.h"
#include "services/document/readers/pdf_errors.h"

namespace nianbao::document::readers {
namespace {

// Set when poppler says on this thread that it could not unpack what a page holds.
thread_local bool broken_stream = false;

void ListenToPoppler() {
  static const bool listening = [] {
    poppler::set_debug_error_function(
        [](const std::string& message, void*) {
          if (absl::StrContains(message, "flate stream") || absl::StrContains(message, "Flate stream")) {
            broken_stream = true;
          }
        },
        nullptr);
    return true;
  }();
  static_cast<void>(listening);
}

// Poppler mends a truncated file by leaving out what is gone. The last mark of the end must come after the last object.
bool IsTruncated(absl::string_view content) {
  const size_t end = content.rfind("%%EOF");
  return end == absl::string_view::npos || absl::StrContains(content.substr(end), "endobj");
}

// Characters of the text, and those among them that only the font of the file knows.
struct CharacterCounts {
  int all = 0;
  int unknown = 0;

  void Add(const icu::UnicodeString& text) {
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
      const UChar32 c = text.char32At(i);
      if (u_isUWhiteSpace(c)) continue;
      ++all;
      const bool known = u_isdefined(c) && u_charType(c) != U_PRIVATE_USE_CHAR && !u_iscntrl(c) && c != 0xFFFD;
      unknown += known ? 0 : 1;
    }
  }
  bool MostUnknown() const { return unknown * 2 > all; }
};

// White space and control characters end a word or stand for glyphs without character.
icu::UnicodeString TextOf(const poppler::text_box& box) {
  const poppler::ustring text = box.text();
  icu::UnicodeString result;
  for (const unsigned short unit : text) {
    if (unit != 0) result.append(static_cast<UChar>(unit));
  }
  return result.trim();
}

bool IsUpright(const poppler::text_box& box) {
  return box.rotation() % 2 == 1 || box.get_wmode() == poppler::text_box::vertical_wmode;
}

Word WordOf(const poppler::text_box& box, const icu::UnicodeString& text, int page) {
  const poppler::rectf bounds = box.bbox();
  Word word;
  text.toUTF8String(word.text);
  word.left = bounds.left();
  word.right = bounds.right();
  word.top = bounds.top();
  word.bottom = bounds.bottom();
  word.vertical = IsUpright(box);
  word.size = box.get_font_size() > 0 ? box.get_font_size() : bounds.height();
  word.page = page;
  return word;
}

absl::StatusOr<std::vector<Word>> WordsOf(const poppler::document& pdf, domain::Budget& budget) {
  std::vector<Word> words;
  CharacterCounts counts;
  for (int i = 0; i < pdf.pages(); ++i) {
    RETURN_IF_ERROR(budget.CheckTime());
    const std::unique_ptr<poppler::page> page(pdf.create_page(i));
    if (page == nullptr) return DamagedPdf("misses a page");
    for (const poppler::text_box& box : page->text_list(poppler::page::text_list_include_font)) {
      const icu::UnicodeString text = TextOf(box);
      if (text.isEmpty()) continue;
      counts.Add(text);
      words.push_back(WordOf(box, text, i + 1));
    }
    if (broken_stream) return DamagedPdf("holds a broken stream");
    RETURN_IF_ERROR(domain::Budget::CheckAtMost("cells", words.size(), budget.limits().cells_max));
  }
  if (words.empty()) return PdfWithoutText(pdf.pages());
  if (counts.MostUnknown()) return PdfWithoutCharacters();
  return words;
}

}  // namespace

absl::StatusOr<domain::Document> ReadPdf(absl::string_view content, domain::Budget& budget) {
  ListenToPoppler();
  broken_stream = false;
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(content.data(), static_cast<int>(content.size())));
  if (pdf == nullptr) return DamagedPdf("cannot be opened");
  if (pdf->is_locked()) return LockedPdf();
  if (IsTruncated(content)) return DamagedPdf("is cut off");
  if (pdf->pages() < 1) return DamagedPdf("has no pages");
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("pages", pdf->pages(), budget.limits().pages_max));
  ASSIGN_OR_RETURN(std::vector<Word> words, WordsOf(*pdf, budget));
  ASSIGN_OR_RETURN(domain::Document document, BuildLayout(std::move(words), Positions::kPoints, budget));
  // Page numbers on scanned pages are no text.
  if (document.blocks.empty()) return PdfWithoutText(pdf->pages());
  return document;
}

}  // namespace nianbao::document::readers
