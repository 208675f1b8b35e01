#include "clients/cli/names.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace nianbao::cli {

std::string OrganName(const std::string& typed) {
  return typed.empty() || absl::StartsWith(typed, "organs/") ? typed : absl::StrCat("organs/", typed);
}

std::string FilingName(const std::string& typed) {
  if (absl::StrContains(typed, "/filings/")) return OrganName(typed);
  const std::vector<std::string> parts = absl::StrSplit(typed, '/');
  if (parts.size() != 2) return typed;
  return absl::StrCat("organs/", parts[0], "/filings/", parts[1], absl::StrContains(parts[1], '-') ? "" : "-own");
}

std::string FilingNameOf(const std::string& organ, const form::v1::AnnualReport& report) {
  return absl::StrCat(OrganName(organ), "/filings/", report.year(),
                      report.scope() == form::v1::SCOPE_ROLL_UP ? "-rollup" : "-own");
}

}  // namespace nianbao::cli
