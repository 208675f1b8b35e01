#include "services/document/readers/pdf/pdf_reader.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "libs/status/try.h"
#include "services/document/readers/layout/layout.h"
#include "services/document/readers/layout/ruled_tables.h"
#include "services/document/readers/pdf/pdf_errors.h"
#include "services/document/readers/pdf/pdf_words.h"

namespace nianbao::document::readers {
namespace {

// One strange character in so many is too much to trust the others.
constexpr int kStrangeOneIn = 5;

// Set when poppler says on this thread that it has skipped part of what a page holds.
thread_local bool broken_content = false;

// Poppler's words for content that is not what was written. It goes on after them, with text missing or wrong.
bool TellsOfBrokenContent(absl::string_view message) {
  constexpr absl::string_view kSigns[] = {
      "flate stream",  "hex string",     "Unknown operator",    "Too few",
      "is wrong type", "Unknown filter", "Unterminated string", "End of file inside"};
  return std::any_of(std::begin(kSigns), std::end(kSigns),
                     [&](absl::string_view sign) { return absl::StrContains(message, sign); });
}

// Also keeps poppler's complaints from standard error.
void ListenToPoppler() {
  static const bool listening = [] {
    poppler::set_debug_error_function(
        [](const std::string& message, void*) {
          if (TellsOfBrokenContent(message)) broken_content = true;
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

struct Contents {
  std::vector<Word> words;
  std::vector<PlacedTable> tables;
};

absl::StatusOr<Contents> ContentsOf(const poppler::document& pdf, domain::Budget& budget) {
  Contents contents;
  CharacterCounts counts;
  for (int i = 0; i < pdf.pages(); ++i) {
    RETURN_IF_ERROR(budget.CheckTime());
    const std::unique_ptr<poppler::page> page(pdf.create_page(i));
    if (page == nullptr) return DamagedPdf("misses a page");
    PageContent found = ContentOf(*page, i + 1, counts);
    if (broken_content) return DamagedPdf("holds broken content");
    ASSIGN_OR_RETURN(std::vector<PlacedTable> tables, TakeRuledTables(found.grids, found.words, budget));
    std::move(tables.begin(), tables.end(), std::back_inserter(contents.tables));
    std::move(found.words.begin(), found.words.end(), std::back_inserter(contents.words));
    RETURN_IF_ERROR(domain::Budget::CheckAtMost("cells", contents.words.size(), budget.limits().cells_max));
  }
  if (counts.all == 0) return PdfWithoutText(pdf.pages());
  if (counts.strange > counts.all / kStrangeOneIn) return PdfWithoutCharacters();
  return contents;
}

}  // namespace

absl::StatusOr<domain::Document> ReadPdf(absl::string_view content, domain::Budget& budget) {
  ListenToPoppler();
  broken_content = false;
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(content.data(), static_cast<int>(content.size())));
  if (pdf == nullptr) return DamagedPdf("cannot be opened");
  if (pdf->is_locked()) return LockedPdf();
  if (IsTruncated(content)) return DamagedPdf("is cut off");
  if (pdf->pages() < 1) return DamagedPdf("has no pages");
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("pages", pdf->pages(), budget.limits().pages_max));
  ASSIGN_OR_RETURN(Contents contents, ContentsOf(*pdf, budget));
  ASSIGN_OR_RETURN(domain::Document document,
                   BuildLayout(std::move(contents.words), std::move(contents.tables), Positions::kPoints, budget));
  // Page numbers on scanned pages are no text.
  if (document.blocks.empty()) return PdfWithoutText(pdf->pages());
  return document;
}

}  // namespace nianbao::document::readers
