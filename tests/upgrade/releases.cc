#include "tests/upgrade/releases.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "tests/integration/suite/command.h"
#include "tests/integration/suite/replica.h"

namespace nianbao::integration {

std::string ProgramsOfLastRelease() {
  const char* const named = std::getenv("NIANBAO_LAST_RELEASE");
  const std::string folder = named != nullptr ? named : NIANBAO_LAST_RELEASE_DIR;
  return std::filesystem::exists(folder + "/nianbao-submission") ? folder : "";
}

void ExpectBothVerify(const std::string& database) {
  for (const std::string& programs : {ProgramsOfLastRelease(), ProgramsOfThisRelease()}) {
    const CommandResult verified = RunCommand({programs + "/nianbao", "verify", "store", "--database", database});
    EXPECT_EQ(verified.exit_status, 0) << programs << ": " << verified.output;
  }
}

}  // namespace nianbao::integration
