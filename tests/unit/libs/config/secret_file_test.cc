#include "libs/config/secret_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "libs/status/error.h"

namespace nianbao::config {
namespace {

std::string FileWith(const std::string& content) {
  const std::string path =
      testing::TempDir() + "/secret-" + testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

TEST(SecretFile, IsItsOneLine) {
  EXPECT_EQ(SecretIn(FileWith("host=db user=nianbao\n")).value(), "host=db user=nianbao");
  EXPECT_EQ(SecretIn(FileWith("host=db user=nianbao")).value(), "host=db user=nianbao");
}

TEST(SecretFile, WithoutAFileThereIsNone) { EXPECT_EQ(SecretIn("").value(), ""); }

TEST(SecretFile, NothingAndSeveralLinesAreRefusedAndNotShown) {
  for (const char* content : {"", "\n", "host=db\npassword=geheim\n"}) {
    const absl::Status refused = SecretIn(FileWith(content)).status();
    EXPECT_EQ(status::ReasonOf(refused), "SECRET_INVALID") << content;
    EXPECT_EQ(refused.ToString().find("geheim"), std::string::npos);
  }
}

TEST(SecretFile, AFileThatIsNotThereIsAnError) {
  EXPECT_EQ(status::ReasonOf(SecretIn("/nowhere").status()), "FILE_UNREADABLE");
}

}  // namespace
}  // namespace nianbao::config
