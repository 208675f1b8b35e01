// How the version of a filing looks to a caller.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"

namespace nianbao::submission {

inline std::string EtagOf(int64_t version) { return absl::StrCat("\"", version, "\""); }

}  // namespace nianbao::submission
