#include "tests/upgrade/releases.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/integration/suite/command.h"
#include "tests/integration/suite/replica.h"

namespace nianbao::integration {

std::string ProgramsOfLastRelease() {
  const char* const named = std::getenv("NIANBAO_LAST_RELEASE");
  const std::string folder = named != nullptr ? named : NIANBAO_LAST_RELEASE_DIR;
  return std::filesystem::exists(folder + "/nianbao-submission") ? folder : "";
}

std::vector<std::pair<std::string, std::string>> StepsOfLastRelease() {
  std::vector<std::pair<std::string, std::string>> steps;
  std::ifstream file(NIANBAO_KEPT_RELEASE "/migrations");
  for (std::string digest, name; file >> digest >> name;) steps.emplace_back(name, digest);
  return steps;
}

void ExpectBothVerify(const std::string& database) {
  for (const std::string& programs : {ProgramsOfLastRelease(), ProgramsOfThisRelease()}) {
    const CommandResult verified = RunCommand({programs + "/nianbao", "verify", "store", "--database", database});
    EXPECT_EQ(verified.exit_status, 0) << programs << ": " << verified.output;
  }
}

}  // namespace nianbao::integration
