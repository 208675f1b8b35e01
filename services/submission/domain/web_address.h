// Addresses on the web.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::submission {

// Whether a text is an http or https address with a host: one line without blanks, control or invisible characters, and
// without a user's name before the host, which could pass for another host.
bool IsWebAddress(absl::string_view text);

}  // namespace nianbao::submission
