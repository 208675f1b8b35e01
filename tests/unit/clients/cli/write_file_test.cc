#include "clients/cli/write_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

class WriteFileTest : public testing::Test {
 protected:
  WriteFileTest() {
    std::string folder = testing::TempDir() + "/write-file-XXXXXX";
    path_ = std::string(mkdtemp(folder.data())) + "/report.csv";
  }
  ~WriteFileTest() override { std::filesystem::remove_all(std::filesystem::path(path_).parent_path()); }

  std::string Content() const {
    std::ifstream file(path_, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
  }

  std::string path_;
};

TEST_F(WriteFileTest, KeepsAFileThatNobodyAskedToReplace) {
  ASSERT_TRUE(WriteFile(path_, "old", Existing::kKeep).ok());
  const absl::Status status = WriteFile(path_, "new", Existing::kKeep);
  EXPECT_EQ(status::ReasonOf(status), "FILE_EXISTS");
  EXPECT_EQ(Content(), "old");
}

TEST_F(WriteFileTest, ReplacesTheWholeOfANamedFile) {
  ASSERT_TRUE(WriteFile(path_, "a long old text", Existing::kReplace).ok());
  ASSERT_TRUE(WriteFile(path_, std::string("n\0w", 3), Existing::kReplace).ok());
  EXPECT_EQ(Content(), std::string("n\0w", 3));
}

TEST_F(WriteFileTest, SaysThatAFolderIsMissing) {
  const absl::Status status = WriteFile(path_ + "/missing/report.csv", "x", Existing::kReplace);
  EXPECT_EQ(status::ReasonOf(status), "FILE_NOT_WRITTEN");
  EXPECT_FALSE(status::ChineseOf(status).empty());
}

TEST_F(WriteFileTest, SaysThatTheDiskIsFull) {
  EXPECT_EQ(status::ReasonOf(WriteFile("/dev/full", "x", Existing::kReplace)), "FILE_NOT_WRITTEN");
}

}  // namespace
}  // namespace nianbao::cli
