// Packs files into a ZIP archive in memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace nianbao::testing {

// entries: name, content; without any it is an archive all the same.
std::string ZipArchive(const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace nianbao::testing
