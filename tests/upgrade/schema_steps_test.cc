// What a step of the schema may do to the release before: it goes on with the store unless the step says that it needs
// more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "services/submission/store/migrations.h"
#include "services/submission/store/postgres/postgres_connection.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/replica.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/postgres/postgres_server.h"
#include "tests/upgrade/releases.h"

namespace nianbao::integration {
namespace {

using directory::v1::DirectoryService;
using submission::Connection;
using submission::Database;
using submission::Migration;
using submission::Migrations;
using submission::v1::ReviewService;
using submission::v1::SubmissionService;
using testing::HasSubstr;

constexpr int kYear = 2024;

const rpc::CallOptions kClerk = {.actor = "填报人"};
const rpc::CallOptions kReviewer = {.actor = "审核人"};

// A store in either database, and what an operator may do with it.
class StoreOfBoth : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (ProgramsOfLastRelease().empty()) GTEST_SKIP() << kWantLastRelease;
    if (GetParam()) {
      store_.database = submission::PostgresServer::Shared().NewDatabase();
    } else {
      store_.data = folder_.path();
    }
    ASSERT_EQ(StoreMigrate(ProgramsOfThisRelease()).exit_status, 0);
  }

  std::unique_ptr<Connection> Connect() const {
    if (GetParam()) return std::make_unique<submission::PostgresConnection>(store_.database);
    return std::make_unique<submission::SqliteConnection>(store_.data + "/nianbao.db", Database::Access::kWrite);
  }

  // As a release of tomorrow would.
  void Take(Migration step) {
    std::vector<Migration> steps = Migrations();
    step.version = steps.back().version + 1;
    steps.push_back(std::move(step));
    ASSERT_TRUE(submission::Migrate(*Connect(), steps).ok());
  }

  // Opens the store as a service does.
  CommandResult StoreMigrate(const std::string& programs) const {
    return RunCommand({"/bin/sh", "-c", "exec \"$0\" \"$@\" 2>&1", programs + "/nianbao", "store", "migrate",
                       GetParam() ? "--database" : "--data", GetParam() ? store_.database : store_.data});
  }

  void ExpectFiles(const std::string& programs, const std::string& organ) {
    Replica replica(store_, rules_, {}, programs);
    directory::v1::ImportOrgansRequest roster;
    roster.set_request_id(rpc::NewRequestId());
    *roster.add_organs() = MakeOrgan(organ, "");
    const auto imported = rpc::CallUnary(replica.directory(), &DirectoryService::Stub::ImportOrgans, roster, kReviewer);
    ASSERT_TRUE(imported.ok()) << imported.status();
    const auto submitted = rpc::CallUnary(replica.submission(), &SubmissionService::Stub::SubmitFiling,
                                          SubmitRequest(organ, ConsistentReport(kYear, random_)), kClerk);
    ASSERT_TRUE(submitted.ok()) << submitted.status();
    const auto accepted = rpc::CallUnary(replica.review(), &ReviewService::Stub::AcceptFiling,
                                         AcceptRequest(submitted->filing()), kReviewer);
    EXPECT_TRUE(accepted.ok()) << accepted.status();
  }

  TempFolder folder_;
  Store store_;
  Rules rules_;
  std::mt19937_64 random_{1};
};

TEST_P(StoreOfBoth, IsServedByTheLastReleaseAfterThisOneMigratedIt) {
  ExpectFiles(ProgramsOfLastRelease(), "first");
  ExpectFiles(ProgramsOfThisRelease(), "second");
  ExpectFiles(ProgramsOfLastRelease(), "third");
}

TEST_P(StoreOfBoth, IsServedByBothAfterAStepThatOnlyAdds) {
  const int last = static_cast<int>(StepsOfLastRelease().size());
  ASSERT_NO_FATAL_FAILURE(Take({.sql = "ALTER TABLE filings ADD COLUMN note TEXT;"
                                       "CREATE TABLE notes (filing TEXT NOT NULL PRIMARY KEY, note TEXT NOT NULL)",
                                .needs = last}));
  for (const std::string& programs : {ProgramsOfLastRelease(), ProgramsOfThisRelease()}) {
    const CommandResult migrated = StoreMigrate(programs);
    EXPECT_EQ(migrated.exit_status, 0) << migrated.output;
  }
  ExpectFiles(ProgramsOfLastRelease(), "first");
  ExpectFiles(ProgramsOfThisRelease(), "second");
}

TEST_P(StoreOfBoth, IsRefusedByBothAfterAStepThatNeedsANewerProgram) {
  ASSERT_NO_FATAL_FAILURE(Take({.sql = "CREATE TABLE notes (filing TEXT NOT NULL PRIMARY KEY)"}));
  for (const std::string& programs : {ProgramsOfLastRelease(), ProgramsOfThisRelease()}) {
    const CommandResult refused = StoreMigrate(programs);
    EXPECT_EQ(refused.exit_status, 2) << refused.output;
    EXPECT_THAT(refused.output, HasSubstr("STORE_TOO_NEW"));
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, StoreOfBoth, testing::Values(false, true),
                         [](const auto& info) { return info.param ? "Postgres" : "Sqlite"; });

}  // namespace
}  // namespace nianbao::integration
