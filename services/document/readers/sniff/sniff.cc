#include "services/document/readers/sniff/sniff.h"

#include "absl/strings/match.h"
#include "services/document/readers/sniff/sniff_markup.h"
#include "services/document/readers/sniff/sniff_ole.h"
#include "services/document/readers/sniff/sniff_zip.h"

namespace nianbao::document::readers {
namespace {

bool BeginsWithAny(absl::string_view content, std::initializer_list<absl::string_view> marks) {
  for (const absl::string_view mark : marks) {
    if (absl::StartsWith(content, mark)) return true;
  }
  return false;
}

bool IsImage(absl::string_view content) {
  if (BeginsWithAny(content, {"\xFF\xD8\xFF", "\x89PNG\r\n", "GIF8", absl::string_view("II*\0", 4),
                              absl::string_view("MM\0*", 4)})) {
    return true;
  }
  if (absl::StartsWith(content, "RIFF"))
    return absl::StartsWith(content.substr(std::min<size_t>(8, content.size())), "WEBP");
  // Of BMP, two bytes reserved as 0 after the size.
  return absl::StartsWith(content, "BM") && content.size() > 26 &&
         content.substr(6, 4) == absl::string_view("\0\0\0\0", 4);
}

bool IsPdf(absl::string_view content) {
  // Readers of PDF take junk before the mark.
  constexpr size_t kJunkBytes = 1 << 10;
  const size_t at = content.substr(0, kJunkBytes).find("%PDF-");
  return at != absl::string_view::npos && at + 5 < content.size() && content[at + 5] >= '1' && content[at + 5] <= '2';
}

}  // namespace

Kind Sniff(absl::string_view content) {
  if (BeginsWithAny(content, {"PK\x03\x04", "PK\x05\x06", "PK\x07\x08"})) return SniffZip(content);
  if (IsOle(content)) return SniffOle(content);
  if (IsPdf(content)) return Kind::kPdf;
  if (absl::StartsWith(content, "{\\rtf")) return Kind::kRtf;
  if (IsImage(content)) return Kind::kImage;
  if (BeginsWithAny(content, {"Rar!\x1A\x07", "7z\xBC\xAF\x27\x1C", "\x1F\x8B\x08"})) return Kind::kPacked;
  return SniffMarkup(content);
}

}  // namespace nianbao::document::readers
