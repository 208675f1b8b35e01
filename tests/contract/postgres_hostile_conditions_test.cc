// The store on PostgreSQL when its disk or its neighbours are against it.
#include <gtest/gtest.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "services/submission/store/postgres/open_postgres.h"
#include "services/submission/store/postgres/postgres_connection.h"
#include "services/submission/store/query.h"
#include "services/submission/store/store_error.h"
#include "tests/contract/changesets.h"
#include "tests/postgres/postgres_server.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/full_store.h"
#include "tests/unit/services/submission/small_disk.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using Rows = std::map<std::string, std::vector<Row>>;

std::unique_ptr<SqlStore> Open(const std::string& dsn) {
  return OpenPostgres(dsn, [] { return "log"; }).value();
}

Rows Everything(const std::string& dsn) {
  PostgresConnection connection(dsn);
  return AllRows(connection);
}

TEST(PostgresHostileConditions, AFullDiskRefusesAndTheStoreGoesOnWhenThereIsRoom) {
  SmallDisk disk(24);
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a small disk";
  PostgresServer server;
  const std::string folder = disk.File("tables");
  std::filesystem::create_directory(folder);
  const passwd* const user = getpwnam("postgres");
  ASSERT_TRUE(geteuid() != 0 || (user != nullptr && chown(folder.c_str(), user->pw_uid, user->pw_gid) == 0));
  server.Execute(server.Dsn("postgres"), absl::StrCat("CREATE TABLESPACE small LOCATION '", folder, "'"));
  const std::string dsn = server.NewDatabase("LOCALE 'C' TABLESPACE small");
  const auto store = Open(dsn);
  disk.Fill();
  absl::Status refusal;
  Rows before;
  int changes = 0;
  Changeset change;
  while (refusal.ok() && changes < 1'000) {
    before = Everything(dsn);
    change = Change(absl::StrCat(++changes), 1);
    for (v1::Event& event : change.events) event.mutable_filing()->set_reason(std::string(100'000, 'x'));
    refusal = store->Commit(change).status();
  }
  ASSERT_THAT(refusal, IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
  EXPECT_EQ(status::MetaOf(refusal, "cause"), "disk_full");
  EXPECT_EQ(Everything(dsn), before);
  disk.Free();
  EXPECT_EQ(store->Commit(change).value(), absl::StrCat("at ", changes));
  EXPECT_EQ(Everything(dsn)["events"].size(), before["events"].size() + 1);
}

TEST(PostgresHostileConditions, ADatabaseThatTurnsReadOnlyRefusesAndGoesOnLater) {
  PostgresServer& server = PostgresServer::Shared();
  const std::string dsn = server.NewDatabase();
  const auto store = Open(dsn);
  ASSERT_THAT(store->Commit(Change("a")), IsOk());
  const std::string name = dsn.substr(dsn.rfind('=') + 1);
  // A setting of the database holds for those who connect from then on.
  const auto set = [&](const std::string& setting) {
    server.Execute(server.Dsn("postgres"), absl::StrCat("ALTER DATABASE ", name, setting));
    server.Execute(server.Dsn("postgres"),
                   absl::StrCat("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '", name, "'"));
  };
  set(" SET default_transaction_read_only = on");
  EXPECT_THAT(store->Commit(Change("b")), IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
  set(" RESET default_transaction_read_only");
  EXPECT_EQ(store->Commit(Change("b")).value(), "at 2");
  EXPECT_EQ(store->ReadEvents(0, 10)->size(), 2);
}

TEST(PostgresHostileConditions, WhoeverHoldsTheDatabaseForTwoSecondsIsWaitedFor) {
  const std::string dsn = PostgresServer::Shared().NewDatabase();
  const auto store = Open(dsn);
  PostgresConnection other(dsn);
  other.BeginWrite();
  ASSERT_TRUE(other.HasTable("writer")) << "what was sent has arrived";
  absl::Notification committed;
  std::thread writer([&] {
    EXPECT_EQ(store->Commit(Change("a")).value(), "at 1");
    committed.Notify();
  });
  EXPECT_FALSE(committed.WaitForNotificationWithTimeout(absl::Seconds(2)));
  EXPECT_EQ(store->Head()->sequence(), 0) << "reading does not wait";
  other.Rollback();
  writer.join();
}

TEST(PostgresHostileConditions, WhoeverHoldsTheDatabaseForEverIsNotWaitedFor) {
  const std::string dsn = PostgresServer::Shared().NewDatabase();
  const auto store = Open(dsn);
  PostgresConnection other(dsn);
  other.BeginWrite();
  ASSERT_TRUE(other.HasTable("writer")) << "what was sent has arrived";
  const absl::Status refusal = store->Commit(Change("a")).status();
  EXPECT_THAT(refusal, IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
  EXPECT_EQ(status::MetaOf(refusal, "cause"), "busy");
  other.Rollback();
  EXPECT_EQ(store->Commit(Change("a")).value(), "at 1");
}

// The system goes on acknowledging what is sent to a process that is stopped.
class StoppedBackends {
 public:
  explicit StoppedBackends(const std::string& dsn) {
    PostgresConnection connection(dsn);
    Query backends(connection,
                   "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    while (backends.Step()) pids_.push_back(static_cast<pid_t>(backends.NumberAt(0)));
    for (const pid_t pid : pids_) kill(pid, SIGSTOP);
  }
  ~StoppedBackends() {
    for (const pid_t pid : pids_) kill(pid, SIGCONT);
  }
  StoppedBackends(const StoppedBackends&) = delete;
  StoppedBackends& operator=(const StoppedBackends&) = delete;

  size_t count() const { return pids_.size(); }

 private:
  std::vector<pid_t> pids_;
};

TEST(PostgresHostileConditions, AConnectionOnWhichNobodyAnswersIsGivenUpAndAnotherOneTaken) {
  const std::string dsn = PostgresServer::Shared().NewDatabase();
  const auto store =
      SqlStore::Open(std::make_unique<PostgresDatabase>(dsn, absl::Seconds(1)), [] { return "log"; }).value();
  ASSERT_THAT(store->Commit(Change("a")), IsOk());
  ASSERT_EQ(store->ReadEvents(0, 10)->size(), 1);
  const StoppedBackends stopped(dsn);
  ASSERT_GE(stopped.count(), 2) << "one that writes, one that reads";
  EXPECT_EQ(store->Commit(Change("b")).value(), "at 2");
  EXPECT_EQ(store->ReadEvents(0, 10)->size(), 2);
}

TEST(PostgresHostileConditions, AServerThatSaysNothingIsUnavailable) {
  const std::string dsn = PostgresServer::Shared().NewDatabase();
  PostgresConnection connection(dsn, absl::Seconds(1));
  const StoppedBackends stopped(dsn);
  try {
    connection.HasTable("writer");
    FAIL() << "answered";
  } catch (const StoreError& error) {
    EXPECT_THAT(error.status, IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
  }
  EXPECT_FALSE(connection.IsAlive());
}

}  // namespace
}  // namespace nianbao::submission
