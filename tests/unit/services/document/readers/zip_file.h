// Archives made of texts.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace nianbao::document::readers {

// The bytes of an archive with these entries (name, content), in this order.
std::string ZipOf(const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace nianbao::document::readers
