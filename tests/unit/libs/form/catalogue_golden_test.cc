#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "libs/form/catalogue.h"

namespace nianbao::form {
namespace {

TEST(Catalogue, IsTheGoldenFile) {
  const std::string path = NIANBAO_SOURCE_DIR "/tests/golden/form/catalogue.txt";
  const std::string dump = Catalogue::Get().Dump();
  if (std::getenv("NIANBAO_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << dump;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(dump, golden.str()) << "The form has changed. If it was meant to, run `make golden`, look at the change of "
                                   "tests/golden/form/catalogue.txt and commit it together with the protos.";
}

}  // namespace
}  // namespace nianbao::form
