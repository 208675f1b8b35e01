// Changes of a rulebook while it is in office.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rulebook/messages.h"

namespace nianbao::rulebook {

// What an office can change of a rule. An unset status or severity stays.
struct RuleEdit {
  std::string rule;
  v1::Rule::Status status = v1::Rule::STATUS_UNSPECIFIED;
  finding::v1::Severity severity = finding::v1::SEVERITY_UNSPECIFIED;
  std::string actor;
  std::string reason;
};

// The next version of the rulebook, in which the rule is changed: "2021.2" becomes "2021.2+1", that "2021.2+2".
// NOT_FOUND RULE_UNKNOWN; INVALID_ARGUMENT FIELD_INVALID when nothing would change, and for a
// status or severity that is not known.
absl::StatusOr<v1::Rulebook> ChangeRule(v1::Rulebook rulebook, const RuleEdit& edit);

// The rulebook `delivered` with the changes that were made in `active`. Changes of rules that are no more are dropped.
v1::Rulebook CarryChangesOver(const v1::Rulebook& active, v1::Rulebook delivered);

// True when the delivered version is newer than the one that the active rulebook was made of: "2021.10" is newer than
// "2021.9+3".
bool IsNewer(absl::string_view delivered_version, absl::string_view active_version);

}  // namespace nianbao::rulebook
