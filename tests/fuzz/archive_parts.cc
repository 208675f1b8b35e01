#include "tests/fuzz/archive_parts.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "libs/utf8/utf8.h"
#include "tests/property/document/layouts/zip_archive.h"

namespace nianbao::fuzz {
namespace {

constexpr absl::string_view kBegin = "=== ";

// libzip packs no entry twice and none without a name of UTF-8.
std::string NameOf(absl::string_view line) {
  std::string name = utf8::WellFormed(line);
  name.erase(std::remove_if(name.begin(), name.end(), absl::ascii_iscntrl), name.end());
  return name;
}

}  // namespace

std::string ArchiveOf(absl::string_view input) {
  if (!absl::StartsWith(input, kBegin)) return std::string(input);
  std::vector<std::pair<std::string, std::string>> entries;
  std::set<std::string> names;
  for (const absl::string_view part : absl::StrSplit(input.substr(kBegin.size()), "\n=== ")) {
    const std::pair<absl::string_view, absl::string_view> entry = absl::StrSplit(part, absl::MaxSplits('\n', 1));
    std::string name = NameOf(entry.first);
    if (!name.empty() && names.insert(name).second) entries.emplace_back(std::move(name), entry.second);
  }
  return testing::ZipArchive(entries);
}

}  // namespace nianbao::fuzz
