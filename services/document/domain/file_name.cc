#include "services/document/domain/file_name.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/document/domain/printable.h"
#include "services/document/domain/statutory_layout.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kNameBytesMax = 200;

// Cut between characters.
void CutTo(size_t bytes_max, std::string& text) {
  if (text.size() <= bytes_max) return;
  size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
}

}  // namespace

std::string FileName(const form::v1::AnnualReport& report, absl::string_view ending) {
  form::v1::AnnualReport named = report;
  std::string& organ = *named.mutable_organ_name();
  organ.clear();
  const std::string rest = OneLineTitle(named);
  organ = PrintableLine(report.organ_name());
  for (char& c : organ) {
    if (absl::string_view("<>:\"/\\|?*\t").find(c) != absl::string_view::npos) c = '-';
  }
  CutTo(kNameBytesMax - rest.size() - ending.size(), organ);
  absl::string_view name = absl::StripLeadingAsciiWhitespace(organ);
  while (absl::ConsumePrefix(&name, ".")) {
  }
  organ = std::string(name);
  return absl::StrCat(OneLineTitle(named), ending);
}

}  // namespace nianbao::document::domain
