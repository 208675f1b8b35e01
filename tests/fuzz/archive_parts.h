// Archives that a fuzzer can change without having to mend their checksums.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::fuzz {

// Packs "=== NAME\n" and what follows it, up to the next such line, as an entry, again and again. Parts without a name
// and those whose name was there before are left out, so the archive may be empty. An input that does not begin so is
// given back as it is.
std::string ArchiveOf(absl::string_view input);

}  // namespace nianbao::fuzz
