#include "services/document/readers/sniff/sniff_ole.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace nianbao::document::readers {
namespace {

// [MS-CFB]: sectors of 512 bytes or more begin after a header of 512; directory entries of 128 bytes begin with their
// name in UTF-16LE, and hold their class at byte 80.
constexpr size_t kHeaderBytes = 512;
constexpr size_t kEntryBytes = 128;
constexpr size_t kClassOffset = 80;
constexpr absl::string_view kWordClass("\x06\x09\x02\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46", 16);
constexpr absl::string_view kExcel97Class("\x20\x08\x02\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46", 16);
constexpr absl::string_view kExcel95Class("\x10\x08\x02\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46", 16);

std::string EntryStart(absl::string_view name) {
  std::string start;
  for (const char c : name) absl::StrAppend(&start, std::string{c, '\0'});
  return start + std::string(2, '\0');
}

bool HasEntry(absl::string_view content, absl::string_view name) {
  const std::string start = EntryStart(name);
  for (size_t at = kHeaderBytes; at + kEntryBytes <= content.size(); at += kEntryBytes) {
    if (absl::StartsWith(content.substr(at), start)) return true;
  }
  return false;
}

// The class of the root; empty when there is no root.
absl::string_view RootClass(absl::string_view content) {
  const std::string start = EntryStart("Root Entry");
  for (size_t at = kHeaderBytes; at + kEntryBytes <= content.size(); at += kEntryBytes) {
    if (absl::StartsWith(content.substr(at), start)) return content.substr(at + kClassOffset, kWordClass.size());
  }
  return {};
}

}  // namespace

bool IsOle(absl::string_view content) { return absl::StartsWith(content, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"); }

Kind SniffOle(absl::string_view content) {
  if (HasEntry(content, "EncryptedPackage")) return Kind::kOleEncrypted;
  // A file may embed one of the other kind, so the class of the whole comes first.
  const absl::string_view root = RootClass(content);
  if (root == kWordClass) return Kind::kOleWord;
  if (root == kExcel97Class || root == kExcel95Class) return Kind::kOleSheet;
  if (HasEntry(content, "WordDocument")) return Kind::kOleWord;
  if (HasEntry(content, "Workbook") || HasEntry(content, "Book")) return Kind::kOleSheet;
  return Kind::kOle;
}

}  // namespace nianbao::document::readers
