// The store on SQLite when its disk, its neighbours or the clock are against it: a clear error, nothing half-written,
// and it goes on by itself once they are not.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "absl/synchronization/notification.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/store/backup/back_up.h"
#include "services/submission/store/sqlite/folder_lock.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/full_store.h"
#include "tests/unit/services/submission/small_disk.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using Access = Database::Access;
using Rows = std::map<std::string, std::vector<Row>>;

// Lets a test at the connection that the store writes on.
class OpenHeartedDatabase final : public Database {
 public:
  OpenHeartedDatabase(const std::string& path, Connection*& writer) : database_(path), writer_(writer) {}

  std::unique_ptr<Connection> Connect(Access access) override {
    std::unique_ptr<Connection> connection = database_.Connect(access);
    if (access == Access::kWrite) writer_ = connection.get();
    return connection;
  }
  bool IsShared() const override { return false; }

 private:
  SqliteDatabase database_;
  Connection*& writer_;
};

class HostileConditions : public testing::Test {
 protected:
  void Open(const std::string& path) {
    path_ = path;
    suite_.store.reset();
    suite_.store = SqlStore::Open(std::make_unique<OpenHeartedDatabase>(path, writer_), [] { return "log"; }).value();
  }
  void OpenItsOwn() { Open(suite_.folder.File("nianbao.db")); }
  // A new store on the disk, with as much in it as that of the suite.
  void MoveTo(const SmallDisk& disk) {
    suite_.store.reset();
    std::filesystem::copy(suite_.folder.File("nianbao.db"), disk.File("nianbao.db"));
    Open(disk.File("nianbao.db"));
  }

  Rows Everything() {
    SqliteConnection connection(path_, Access::kRead);
    return AllRows(connection);
  }
  v1::SaveDraftRequest LongDraft() {
    v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
    for (int i = 0; i < 8; ++i) request.mutable_report()->mutable_narrative()->MergeFrom(Prose(i));
    request.mutable_report()->mutable_narrative()->mutable_overview()->append(20'000, 'x');
    return request;
  }
  absl::Status Save(const v1::SaveDraftRequest& request) { return SaveDraft(suite_.deps(), kClerk, request).status(); }
  // Saves until it is refused, which changes nothing; then goes on with what was refused once `relieve` was called.
  void ExpectRefusalAndRecovery(const std::string& cause, const std::function<void()>& relieve) {
    absl::Status refusal;
    v1::SaveDraftRequest request;
    Rows before;
    for (int i = 0; i < 1'000 && refusal.ok(); ++i) {
      before = Everything();
      request = LongDraft();
      refusal = Save(request);
    }
    ASSERT_THAT(refusal, IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
    EXPECT_EQ(status::MetaOf(refusal, "cause"), cause);
    EXPECT_EQ(Everything(), before);
    EXPECT_TRUE(suite_.store->FindFiling(kEdu).ok()) << "reading goes on";
    EXPECT_THAT(Save(request), IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE")) << "and again";
    EXPECT_EQ(Everything(), before);
    relieve();
    EXPECT_THAT(Save(request), IsOk());
    EXPECT_EQ(Everything()["events"].size(), before["events"].size() + 1);
    ExpectWholeStore(path_);
  }

  Suite suite_;
  std::string path_;
  Connection* writer_ = nullptr;
};

TEST_F(HostileConditions, ADatabaseThatMayNotGrowRefusesAndGoesOnLater) {
  OpenItsOwn();
  // As small as it can be from now on.
  writer_->RunScript("PRAGMA max_page_count = 1");
  ExpectRefusalAndRecovery("disk_full", [&] { writer_->RunScript("PRAGMA max_page_count = 1000000"); });
}

TEST_F(HostileConditions, AFullDiskRefusesAndTheStoreGoesOnWhenThereIsRoom) {
  SmallDisk disk(8);
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a small disk";
  MoveTo(disk);
  // The commit meets the end of the disk at different places.
  for (const int pages : {0, 1, 2, 3, 5, 8, 13, 21}) {
    SCOPED_TRACE(pages);
    disk.Fill(pages);
    ExpectRefusalAndRecovery("disk_full", [&] { disk.Free(); });
  }
}

TEST_F(HostileConditions, AFullDiskIsSaidToBeFull) {
  OpenItsOwn();
  writer_->RunScript("PRAGMA max_page_count = 1");
  absl::Status refusal;
  while (refusal.ok()) refusal = Save(LongDraft());
  EXPECT_THAT(status::ChineseOf(refusal), HasSubstr("磁盘已满"));
  EXPECT_THAT(status::ChineseOf(refusal), HasSubstr("同一请求编号再试"));
}

TEST_F(HostileConditions, ABackupThatFindsNoRoomLeavesNothing) {
  SmallDisk disk(1);
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a small disk";
  OpenItsOwn();
  SqliteConnection connection(path_, Access::kRead);
  for (const int pages : {0, 1, 4}) {
    disk.Fill(pages);
    EXPECT_THAT(BackUp(connection, disk.File("backup"), suite_.clock.now),
                IsRefused(StatusCode::kUnavailable, "FILE_NOT_WRITTEN"))
        << pages;
    EXPECT_FALSE(std::filesystem::exists(disk.File("backup")));
    EXPECT_FALSE(std::filesystem::exists(disk.File("backup.part")));
  }
  disk.Free();
  EXPECT_THAT(BackUp(connection, disk.File("backup"), suite_.clock.now), IsOk());
}

TEST_F(HostileConditions, ADatabaseThatTurnsReadOnlyRefusesAndGoesOnLater) {
  OpenItsOwn();
  writer_->RunScript("PRAGMA query_only = ON");
  ExpectRefusalAndRecovery("read_only", [&] { writer_->RunScript("PRAGMA query_only = OFF"); });
}

TEST_F(HostileConditions, AReadOnlyDiskIsSaidToBeSo) {
  SmallDisk disk(8);
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a small disk";
  MoveTo(disk);
  suite_.store.reset();
  disk.MakeReadOnly();
  EXPECT_THAT(FolderLock::Take(disk.path().string()), IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
  const auto opened = OpenSqlite(path_, [] { return "log"; });
  EXPECT_THAT(opened, IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
}

TEST_F(HostileConditions, WhoeverHoldsTheDatabaseForTwoSecondsIsWaitedFor) {
  OpenItsOwn();
  SqliteConnection other(path_, Access::kWrite);
  other.BeginWrite();
  absl::Notification saved;
  std::thread writer([&] {
    EXPECT_THAT(Save(LongDraft()), IsOk());
    saved.Notify();
  });
  EXPECT_FALSE(saved.WaitForNotificationWithTimeout(absl::Seconds(2)));
  EXPECT_TRUE(suite_.store->ListFilings({.limit = 10}).ok()) << "reading does not wait";
  other.Rollback();
  writer.join();
  ExpectWholeStore(path_);
}

TEST_F(HostileConditions, WhoeverHoldsTheDatabaseForEverIsNotWaitedFor) {
  OpenItsOwn();
  SqliteConnection other(path_, Access::kWrite);
  other.BeginWrite();
  ExpectRefusalAndRecovery("busy", [&] { other.Rollback(); });
}

TEST_F(HostileConditions, AClockThatJumpsBackMakesNoEventOlderThanTheOneBefore) {
  OpenItsOwn();
  suite_.Submit(kEdu, 3);
  suite_.clock.now -= absl::Hours(24 * 400);
  suite_.Accept(kEdu);
  suite_.clock.now += absl::Hours(24 * 401);
  suite_.Submit(kEdu, 4, "漏填");
  const std::vector<v1::EventRecord> records = suite_.EventsAfter(0);
  const auto seconds = [&](size_t back) { return records.at(records.size() - back).event().time().seconds(); };
  EXPECT_EQ(seconds(2), seconds(3)) << "accepted while the clock was behind";
  EXPECT_EQ(seconds(1), seconds(2) + 24 * 3600) << "the clock is right again";
  ExpectWholeStore(path_);
}

}  // namespace
}  // namespace nianbao::submission
