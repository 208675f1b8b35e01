// Rulebooks as text.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/validation/v1/rulebook.pb.h"

namespace nianbao::validation::domain {

// Reads a rulebook in protobuf's text format and checks each rule on its own; Compile() checks it against the form.
// INVALID_ARGUMENT RULEBOOK_INVALID names the rule and the field, or the line when the text is no rulebook at all.
absl::StatusOr<v1::Rulebook> ParseRulebook(absl::string_view text);

// The checks of ParseRulebook() on a rulebook that is already a message.
absl::Status CheckRulebook(const v1::Rulebook& rulebook);

// The error for `field` of rulebook.rules(index), such as field "linear.left[2].cell".
absl::Status RuleError(const v1::Rulebook& rulebook, int index, absl::string_view field, absl::string_view problem);

}  // namespace nianbao::validation::domain
