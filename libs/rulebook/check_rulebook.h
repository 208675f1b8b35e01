// What must hold of each rule of a rulebook by itself.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/rulebook/messages.h"

namespace nianbao::rulebook {

// Compile() checks the rulebook against the form.
// INVALID_ARGUMENT RULEBOOK_INVALID names the rule and the field.
absl::Status CheckRulebook(const v1::Rulebook& rulebook);

// The error for `field` of rulebook.rules(index), such as field "linear.left[2].cell".
absl::Status RuleError(const v1::Rulebook& rulebook, int index, absl::string_view field, absl::string_view problem);

}  // namespace nianbao::rulebook
