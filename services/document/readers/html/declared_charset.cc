#include "services/document/readers/html/declared_charset.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace nianbao::document::readers {
namespace {

// Browsers look at the first kilobyte; pages saved from sites put more in front.
constexpr size_t kBytesLookedAt = 8'192;

bool BelongsToAName(char c) { return absl::ascii_isalnum(c) || c == '-' || c == '_'; }

// The value that follows `name=` in the tag, with or without quotes.
absl::string_view ValueAfter(absl::string_view tag, absl::string_view name) {
  for (size_t i = 0; i + name.size() < tag.size(); ++i) {
    if (!absl::StartsWithIgnoreCase(tag.substr(i), name)) continue;
    absl::string_view rest = absl::StripLeadingAsciiWhitespace(tag.substr(i + name.size()));
    if (!absl::ConsumePrefix(&rest, "=")) continue;
    rest = absl::StripLeadingAsciiWhitespace(rest);
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) rest.remove_prefix(1);
    return rest.substr(0, std::find_if_not(rest.begin(), rest.end(), BelongsToAName) - rest.begin());
  }
  return {};
}

}  // namespace

absl::string_view DeclaredCharset(absl::string_view page) {
  page = page.substr(0, kBytesLookedAt);
  for (size_t begin = page.find('<'); begin != absl::string_view::npos; begin = page.find('<', begin + 1)) {
    const absl::string_view tag = page.substr(begin, page.find('>', begin) - begin);
    absl::string_view charset;
    if (absl::StartsWithIgnoreCase(tag, "<meta")) charset = ValueAfter(tag, "charset");
    if (absl::StartsWith(tag, "<?xml")) charset = ValueAfter(tag, "encoding");
    if (!charset.empty()) return charset;
  }
  return {};
}

}  // namespace nianbao::document::readers
