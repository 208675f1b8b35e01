// OLE compound files made in tests: a header and a directory.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// names are those of the directory, after the root.
inline std::string Ole(const std::vector<std::string>& names, absl::string_view root_class = "") {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  bytes.resize(512, '\0');
  std::vector<std::string> all = {"Root Entry"};
  all.insert(all.end(), names.begin(), names.end());
  for (const std::string& name : all) {
    std::string entry;
    for (const char c : name) entry += std::string{c, '\0'};
    entry.resize(128, '\0');
    if (bytes.size() == 512) entry.replace(80, root_class.size(), root_class.data(), root_class.size());
    bytes += entry;
  }
  return bytes;
}

}  // namespace nianbao::document::readers
