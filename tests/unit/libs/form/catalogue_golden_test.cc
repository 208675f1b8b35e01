#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "libs/form/catalogue.h"

namespace nianbao::form {
namespace {

void ExpectIsTheGoldenFile(const Catalogue& catalogue, const std::string& name) {
  const std::string path = NIANBAO_SOURCE_DIR "/tests/golden/form/" + name;
  const std::string dump = catalogue.Dump();
  if (std::getenv("NIANBAO_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << dump;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(dump, golden.str()) << "The form has changed. If it was meant to, run `make golden`, look at the change of "
                                   "tests/golden/form/"
                                << name << " and commit it together with the protos.";
}

TEST(Catalogue, IsTheGoldenFile) { ExpectIsTheGoldenFile(Catalogue::Get(), "catalogue.txt"); }

TEST(Catalogue2019, IsTheGoldenFile) { ExpectIsTheGoldenFile(Catalogue::Edition2019(), "catalogue_2019.txt"); }

}  // namespace
}  // namespace nianbao::form
