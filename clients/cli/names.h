// Resource names as people type them.
#pragma once

#include <string>

namespace nianbao::cli {

// "qinghe" and "organs/qinghe" name the same organ.
std::string OrganName(const std::string& typed);

// "qinghe-office/2024", "qinghe/2024-rollup" and the full resource name are understood; own is the default scope.
std::string FilingName(const std::string& typed);

}  // namespace nianbao::cli
