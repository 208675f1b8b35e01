// What is said of a rulebook that is none.
#pragma once

#include "absl/strings/string_view.h"
#include "libs/status/error.h"

namespace nianbao::rulebook {

// INVALID_ARGUMENT RULEBOOK_INVALID. The problem names the place; its bytes may be any.
status::Error Invalid(absl::string_view problem);

}  // namespace nianbao::rulebook
