// Looking into archives, for tests.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::writers {

// The entries by name; fails the test on an archive that does not pass libzip's consistency checks.
std::map<std::string, std::string> Unzip(absl::string_view archive);

}  // namespace nianbao::document::writers
