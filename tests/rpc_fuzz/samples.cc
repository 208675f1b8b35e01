#include "tests/rpc_fuzz/samples.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace nianbao::rpc_fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path kDistrictFolder = fs::path(NIANBAO_SOURCE_DIR) / "samples/qinghe";

std::string Content(const fs::path& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(content).str();
}

}  // namespace

const std::vector<SampleDocument>& SampleDocuments() {
  static const auto* const kDocuments = [] {
    auto* const documents = new std::vector<SampleDocument>;
    for (const char* year : {"2023", "2024"}) {
      std::vector<fs::path> paths;
      for (const auto& entry : fs::directory_iterator(kDistrictFolder / year)) paths.push_back(entry.path());
      std::sort(paths.begin(), paths.end());
      for (const fs::path& path : paths) documents->push_back({path.filename().string(), Content(path)});
    }
    return documents;
  }();
  return *kDocuments;
}

const std::string& SampleRoster() {
  static const auto* const kRoster = [] {
    auto* const roster = new std::string;
    std::ifstream file(kDistrictFolder / "roster.csv");
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      // id, title, aliases, kind, scope_duty, parent, credit_code, division_code
      const std::vector<std::string> of = absl::StrSplit(line, ',');
      absl::StrAppend(roster, "organs { name: \"organs/", of[0], "\" title: \"", of[1], "\" kind: ORGAN_KIND_", of[3],
                      " scope_duty: SCOPE_DUTY_", of[4],
                      of[5].empty() ? "" : absl::StrCat(" parent: \"organs/", of[5], "\""), " credit_code: \"", of[6],
                      "\" division_code: \"", of[7], "\" } ");
    }
    return roster;
  }();
  return *kRoster;
}

}  // namespace nianbao::rpc_fuzz
