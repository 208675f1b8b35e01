#include "tests/documented_reasons.h"

#include <fstream>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace nianbao::testing {
namespace {

// UNKNOWN for a name that is none.
absl::StatusCode CodeOf(absl::string_view name) {
  for (int code = 0; code <= 16; ++code) {
    if (absl::StatusCodeToString(static_cast<absl::StatusCode>(code)) == name)
      return static_cast<absl::StatusCode>(code);
  }
  return absl::StatusCode::kUnknown;
}

}  // namespace

const std::map<std::string, std::set<absl::StatusCode>>& DocumentedReasons() {
  static const auto* const kReasons = [] {
    auto* const reasons = new std::map<std::string, std::set<absl::StatusCode>>;
    std::ifstream file(absl::StrCat(NIANBAO_SOURCE_DIR, "/docs/error_reasons.md"));
    for (std::string line; std::getline(file, line);) {
      // | `REASON` | CODE, CODE | meaning | what to do |
      absl::string_view rest = line;
      if (!absl::ConsumePrefix(&rest, "| `")) continue;
      const std::vector<absl::string_view> cells = absl::StrSplit(rest, "| ");
      const absl::string_view reason = absl::StripSuffix(absl::StripAsciiWhitespace(cells[0]), "`");
      for (const absl::string_view code : absl::StrSplit(cells[1], ',')) {
        (*reasons)[std::string(reason)].insert(CodeOf(absl::StripAsciiWhitespace(code)));
      }
    }
    return reasons;
  }();
  return *kReasons;
}

}  // namespace nianbao::testing
