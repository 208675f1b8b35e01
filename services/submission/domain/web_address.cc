#include "services/submission/domain/web_address.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "services/submission/domain/plain_text.h"

namespace nianbao::submission {
namespace {

// What follows the scheme; nullopt for another scheme than http and https.
std::optional<absl::string_view> WithoutScheme(absl::string_view text) {
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (absl::StartsWithIgnoreCase(text, scheme)) return text.substr(scheme.size());
  }
  return std::nullopt;
}

// A backslash, which browsers read as a slash and other programs do not, is no part of an address.
bool StaysTogether(absl::string_view text) {
  const std::optional<std::u32string> characters = CharactersOf(text);
  return characters.has_value() &&
         std::none_of(characters->begin(), characters->end(), [](char32_t c) { return IsWhiteSpace(c) || c == U'\\'; });
}

}  // namespace

bool IsWebAddress(absl::string_view text) {
  const std::optional<absl::string_view> rest = WithoutScheme(text);
  if (!rest.has_value() || !IsPlainLine(text) || !StaysTogether(text)) return false;
  const absl::string_view authority = rest->substr(0, rest->find_first_of("/?#"));
  const absl::string_view host = authority.substr(0, authority.rfind(':'));
  return !host.empty() && !absl::StrContains(authority, "@");
}

}  // namespace nianbao::submission
