#include <gtest/gtest.h>

#include <filesystem>

#include "services/submission/store/sqlite/open_sqlite.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {
namespace {

TEST(SqliteStore, ACleanStopLeavesEverythingInTheOneFile) {
  const TemporaryFolder folder;
  const std::string path = folder.File("nianbao.db");
  {
    const auto store = OpenSqlite(path, [] { return "log-of-the-test"; }).value();
    ASSERT_TRUE(store->Head().ok()) << "a reader is open too";
    ASSERT_TRUE(std::filesystem::exists(path + "-wal"));
  }
  EXPECT_FALSE(std::filesystem::exists(path + "-wal"));
}

}  // namespace
}  // namespace nianbao::submission
