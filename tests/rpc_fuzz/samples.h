// The sample district.
#pragma once

#include <string>
#include <vector>

namespace nianbao::rpc_fuzz {

struct SampleDocument {
  std::string name;
  std::string content;
};

// The reports of 2023 and 2024, by file name within the year.
const std::vector<SampleDocument>& SampleDocuments();

// The roster as fields of ImportOrgansRequest in text format.
const std::string& SampleRoster();

}  // namespace nianbao::rpc_fuzz
