// Files of configuration that somebody wrote.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::fuzz {

// As the file of each service: it is refused with CONFIG_INVALID at a line and column that the text has, or it is a
// configuration without numbers below 0, which written out is read as the same one.
void TryConfig(absl::string_view text);

}  // namespace nianbao::fuzz
