// The page of docs that lists every field of the configuration.
#pragma once

#include <string>

namespace nianbao::config {

// docs/configuration.md from the comments of the protos, with `introduction` before the fields.
std::string ConfigurationPage(const std::string& introduction);

}  // namespace nianbao::config
