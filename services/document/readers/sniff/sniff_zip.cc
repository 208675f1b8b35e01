#include "services/document/readers/sniff/sniff_zip.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "services/document/domain/limits.h"
#include "services/document/readers/archive/archive.h"

namespace nianbao::document::readers {
namespace {

constexpr absl::string_view kEntryMark = "PK\x03\x04";
constexpr size_t kEntryHeaderBytes = 30;
constexpr size_t kNameSizeOffset = 26;
constexpr int kNamesMax = 1'000;

// Of an archive that cannot be opened, such as a truncated one: the names before its entries.
std::vector<std::string> ScannedNames(absl::string_view content) {
  std::vector<std::string> names;
  for (size_t at = content.find(kEntryMark); at != absl::string_view::npos && names.size() < kNamesMax;
       at = content.find(kEntryMark, at + kEntryMark.size())) {
    if (at + kEntryHeaderBytes > content.size()) break;
    const auto low = static_cast<unsigned char>(content[at + kNameSizeOffset]);
    const auto high = static_cast<unsigned char>(content[at + kNameSizeOffset + 1]);
    names.emplace_back(content.substr(at + kEntryHeaderBytes, low | high << 8));
  }
  return names;
}

std::vector<std::string> NamesOf(absl::string_view content) {
  const auto archive = Archive::Open(content, domain::Budget(domain::Limits()));
  if (!archive.ok()) return ScannedNames(content);
  std::vector<std::string> names;
  for (const Archive::Entry& entry : archive->entries()) names.push_back(entry.name);
  return names;
}

}  // namespace

Kind SniffZip(absl::string_view content) {
  // OpenDocument puts its media type first and unpacked.
  const absl::string_view type = content.substr(std::min(content.size(), kEntryHeaderBytes));
  if (absl::StartsWith(type, "mimetypeapplication/vnd.oasis.opendocument.text")) return Kind::kOdt;
  if (absl::StartsWith(type, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet")) return Kind::kOds;
  bool is_package = false;
  Kind kind = Kind::kZip;
  for (const std::string& name : NamesOf(content)) {
    if (absl::EqualsIgnoreCase(name, "[Content_Types].xml") || absl::EqualsIgnoreCase(name, "_rels/.rels")) {
      is_package = true;
    } else if (absl::EqualsIgnoreCase(name, "OFD.xml")) {
      return Kind::kOfd;
    } else if (kind == Kind::kZip) {
      if (absl::StartsWithIgnoreCase(name, "word/")) kind = Kind::kDocx;
      if (absl::StartsWithIgnoreCase(name, "xl/")) kind = Kind::kXlsx;
      if (absl::StartsWithIgnoreCase(name, "ppt/")) kind = Kind::kPptx;
    }
  }
  return is_package ? kind : Kind::kZip;
}

}  // namespace nianbao::document::readers
