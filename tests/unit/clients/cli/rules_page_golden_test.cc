// docs/rules.md shows the rulebook that is delivered.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "clients/cli/export_rules.h"
#include "libs/rulebook/delivered.h"

namespace nianbao::cli {
namespace {

TEST(RulesPage, IsTheDeliveredRulebook) {
  const std::string path = NIANBAO_SOURCE_DIR "/docs/rules.md";
  validation::v1::GetRulebookResponse response;
  *response.mutable_rulebook() = rulebook::Delivered().source;
  response.set_digest(rulebook::Delivered().digest);
  const std::string page = RulesAsMarkdown(response);
  if (std::getenv("NIANBAO_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << page;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(page, golden.str())
      << "The rules have changed. If they were meant to, run `make golden`, look at the change "
         "of docs/rules.md and commit it together with the rulebook.";
}

}  // namespace
}  // namespace nianbao::cli
