// Rulebooks as text.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rulebook/messages.h"

namespace nianbao::rulebook {

// Reads a rulebook in protobuf's text format and checks each rule on its own; Compile() checks it against the form.
// INVALID_ARGUMENT RULEBOOK_INVALID names the rule and the field, or the line when the text is no rulebook at all.
absl::StatusOr<v1::Rulebook> ParseRulebook(absl::string_view text);

}  // namespace nianbao::rulebook
