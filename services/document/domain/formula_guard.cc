#include "services/document/domain/formula_guard.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace nianbao::document::domain {
namespace {

// Excel in East Asia takes the full-width signs too.
bool BeginsLikeAFormula(absl::string_view text) {
  static constexpr std::array<absl::string_view, 8> kSigns = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](absl::string_view sign) { return absl::StartsWith(text, sign); });
}

// Signs of "not applicable" such as "--" compute nothing.
bool HasOnlyDashes(absl::string_view text) { return absl::StrReplaceAll(text, {{"-", ""}, {"－", ""}}).empty(); }

bool NeedsGuard(absl::string_view text) {
  while (absl::ConsumePrefix(&text, "'")) {
  }
  return BeginsLikeAFormula(text) && !HasOnlyDashes(text);
}

}  // namespace

std::string Guarded(absl::string_view text) { return absl::StrCat(NeedsGuard(text) ? "'" : "", text); }

absl::string_view Unguarded(absl::string_view text) {
  if (NeedsGuard(text)) absl::ConsumePrefix(&text, "'");
  return text;
}

}  // namespace nianbao::document::domain
