// Every example of a configuration that is delivered can be read by its program.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "libs/config/config_file.h"
#include "nianbao/config/v1/services.pb.h"

namespace nianbao::config {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<google::protobuf::Message> ConfigOf(const std::string& service) {
  if (service == "document") return std::make_unique<v1::DocumentService>();
  if (service == "validation") return std::make_unique<v1::ValidationService>();
  if (service == "submission") return std::make_unique<v1::SubmissionService>();
  if (service == "aggregation") return std::make_unique<v1::AggregationService>();
  return nullptr;
}

struct Example {
  std::string place;
  std::string service;
  std::string text;
};

// In a page an example begins as ```txtpb SERVICE.
void FindInPage(const fs::path& page, std::vector<Example>& examples) {
  std::ifstream file(page);
  const std::string fence = "```txtpb ";
  std::string line;
  while (std::getline(file, line)) {
    if (line.rfind(fence, 0) != 0) continue;
    Example example = {page.string(), line.substr(fence.size()), ""};
    while (std::getline(file, line) && line != "```") example.text += line + "\n";
    examples.push_back(std::move(example));
  }
}

std::vector<Example> Examples() {
  const fs::path root = NIANBAO_SOURCE_DIR;
  std::vector<Example> examples;
  FindInPage(root / "README.md", examples);
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") FindInPage(entry.path(), examples);
  }
  if (!fs::exists(root / "deploy")) return examples;
  for (const auto& entry : fs::recursive_directory_iterator(root / "deploy")) {
    if (entry.path().extension() != ".txtpb") continue;
    std::ifstream file(entry.path());
    examples.push_back({entry.path().string(),
                        entry.path().stem().string(),
                        {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
  }
  return examples;
}

TEST(Examples, CanBeRead) {
  std::map<std::string, int> seen;
  for (const Example& example : Examples()) {
    SCOPED_TRACE(example.place + ": " + example.service);
    const auto config = ConfigOf(example.service);
    ASSERT_NE(config, nullptr) << "no service of this name";
    const absl::Status read = ParseConfig(example.text, example.place, *config);
    EXPECT_TRUE(read.ok()) << read;
    ++seen[example.service];
  }
  for (const char* service : {"document", "validation", "submission", "aggregation"}) {
    EXPECT_GT(seen[service], 0) << "no example of " << service;
  }
}

}  // namespace
}  // namespace nianbao::config
