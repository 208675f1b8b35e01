// docs/configuration.md lists every field there is, as the protos explain it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/unit/libs/config/configuration_page.h"

namespace nianbao::config {
namespace {

constexpr char kFields[] = "## Fields\n";

TEST(ConfigurationPage, ListsTheFieldsOfTheProtos) {
  const std::string path = NIANBAO_SOURCE_DIR "/docs/configuration.md";
  std::ifstream file(path, std::ios::binary);
  std::ostringstream golden;
  golden << file.rdbuf();
  const size_t fields = golden.str().find(kFields);
  ASSERT_NE(fields, std::string::npos);
  const std::string page = ConfigurationPage(golden.str().substr(0, fields) + kFields);
  if (std::getenv("NIANBAO_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << page;
    return;
  }
  EXPECT_EQ(page, golden.str())
      << "The schema of the configuration has changed. If it was meant to, run `make golden`, "
         "look at the change of docs/configuration.md and commit it.";
}

}  // namespace
}  // namespace nianbao::config
