// What the store promises beyond the contract because its database has other clients, and may die without it.
#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "services/submission/store/postgres/open_postgres.h"
#include "services/submission/store/postgres/postgres_connection.h"
#include "services/submission/store/query.h"
#include "tests/contract/changesets.h"
#include "tests/postgres/postgres_server.h"
#include "tests/refusal.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

std::unique_ptr<SqlStore> Open(const std::string& dsn) {
  return OpenPostgres(dsn, [] { return "log"; }).value();
}

// Fails unless each event is there once, in order.
void ExpectEvents(const SqlStore& store, int count) {
  const auto records = store.ReadEvents(0, 100'000).value();
  ASSERT_EQ(records.size(), count);
  for (int i = 0; i < count; ++i) EXPECT_EQ(records[i].event().sequence(), i + 1);
}

TEST(PostgresStore, RefusesADatabaseThatOrdersTextsOtherwise) {
  const std::string dsn =
      PostgresServer::Shared().NewDatabase("LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'zh' ENCODING 'UTF8'");
  const auto store = OpenPostgres(dsn, [] { return "log"; });
  EXPECT_THAT(store, IsRefused(StatusCode::kFailedPrecondition, "STORE_UNSUITABLE"));
  EXPECT_EQ(status::MetaOf(store.status(), "collation"), "ICU zh");
}

TEST(PostgresStore, SaysThatThereIsNoServer) {
  EXPECT_THAT(OpenPostgres("host=/nowhere dbname=nianbao", [] { return "log"; }),
              IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
}

TEST(PostgresStore, ReplicasThatStartTogetherMakeOneLog) {
  const std::string dsn = PostgresServer::Shared().NewDatabase();
  constexpr int kReplicas = 6;
  std::vector<std::string> logs(kReplicas);
  std::latch start(kReplicas);
  std::vector<std::thread> replicas;
  for (int i = 0; i < kReplicas; ++i) {
    replicas.emplace_back([&, i] {
      start.arrive_and_wait();
      const auto store = OpenPostgres(dsn, [i] { return absl::StrCat("log ", i); });
      logs[i] = store.ok() ? (*store)->Head()->log_id() : store.status().ToString();
    });
  }
  for (std::thread& replica : replicas) replica.join();
  for (const std::string& log : logs) EXPECT_EQ(log, logs[0]);
}

TEST(PostgresStore, ReplicasShareRequestsAndEvents) {
  const std::string dsn = PostgresServer::Shared().NewDatabase();
  const auto one = Open(dsn);
  const auto other = Open(dsn);
  absl::Notification told;
  const auto subscription = other->Subscribe([&](int64_t head) {
    if (head == 2 && !told.HasBeenNotified()) told.Notify();
  });
  EXPECT_EQ(one->Commit(Change("a", 2)).value(), "at 2");
  EXPECT_EQ(other->Commit(Change("a", 2)).value(), "at 2");
  EXPECT_EQ(other->FindReply(Key("a")).value(), "at 2");
  told.WaitForNotification();
  ExpectEvents(*other, 2);
}

TEST(PostgresStore, OfReplicasThatChangeAFilingAtOnceOneIsRightAndTheOthersAreTold) {
  const std::string dsn = PostgresServer::Shared().NewDatabase();
  const auto roster = Open(dsn);
  organ::v1::Organ organ;
  organ.set_name("organs/edu");
  ASSERT_THAT(roster->Commit(PutRoster("roster", {organ}, 0)), IsOk());
  constexpr int kReplicas = 4;
  constexpr int kRounds = 20;
  std::atomic<int> accepted = 0;
  std::atomic<int> told = 0;
  std::latch start(kReplicas);
  std::vector<std::thread> replicas;
  for (int replica = 0; replica < kReplicas; ++replica) {
    replicas.emplace_back([&, replica] {
      const auto store = Open(dsn);
      start.arrive_and_wait();
      for (int round = 0; round < kRounds; ++round) {
        const auto filing = store->FindFiling(kName).value();
        const int64_t version = filing.has_value() ? filing->version : 0;
        const std::string id = absl::StrCat(replica, "-", round);
        const auto reply = store->Commit(PutOpen(id, Revision(1, v1::Revision::STATE_DRAFT, round), version));
        const std::string reason = status::ReasonOf(reply.status());
        if (reply.ok()) ++accepted;
        if (reason == "ETAG_MISMATCH" || reason == "FILING_EXISTS") ++told;
      }
    });
  }
  for (std::thread& replica : replicas) replica.join();
  EXPECT_EQ(accepted + told, kReplicas * kRounds);
  EXPECT_GT(told, 0);
  ExpectEvents(*roster, 1 + accepted);
  EXPECT_EQ(roster->FindFiling(kName).value()->version, 1 + accepted);
}

TEST(PostgresStore, NoReaderPassesATransactionThatIsStillOpen) {
  const std::string dsn = PostgresServer::Shared().NewDatabase();
  const auto store = Open(dsn);
  PostgresConnection held(dsn);
  held.BeginWrite();
  Query(held, "UPDATE log_head SET sequence = 1").Run();
  Query(held, "INSERT INTO events (sequence, event, digest) VALUES (1, ?1, ?2)").Bytes(1, "").Bytes(2, "held").Run();
  Query seen(held, "SELECT COUNT(*) FROM events");
  ASSERT_TRUE(seen.Step());
  std::atomic<bool> committed = false;
  std::thread later([&] {
    EXPECT_EQ(store->Commit(Change("later", 1)).value(), "at 2");
    committed = true;
  });
  for (int look = 0; look < 50; ++look) {
    EXPECT_EQ(store->Head()->sequence(), 0);
    EXPECT_FALSE(committed);
  }
  held.Commit();
  later.join();
  const auto records = store->ReadEvents(0, 10).value();
  ASSERT_EQ(records.size(), 2);
  EXPECT_EQ(records[0].digest(), "held");
}

TEST(PostgresStore, OutlivesItsServer) {
  PostgresServer server;
  const auto store = Open(server.NewDatabase());
  ASSERT_THAT(store->Commit(Change("a", 1)), IsOk());
  ASSERT_TRUE(store->Head().ok());
  server.KillAndRestart();
  const auto head = store->Head();
  ASSERT_THAT(head, IsOk());
  EXPECT_EQ(head->sequence(), 1);
  server.KillAndRestart();
  EXPECT_EQ(store->Commit(Change("b", 1)).value(), "at 2");
}

TEST(PostgresStore, WhatWasAcknowledgedIsThereOnceHoweverOftenTheServerDies) {
  PostgresServer server;
  const auto store = Open(server.NewDatabase());
  constexpr int kWriters = 4;
  constexpr int kEach = 60;
  std::atomic<int> committed = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < kEach; ++i) {
        const Changeset change = Change(absl::StrCat(writer, "-", i), 1);
        // As a caller does: the same request until there is an answer.
        absl::StatusOr<std::string> reply;
        do {
          reply = store->Commit(change);
        } while (absl::IsUnavailable(reply.status()));
        EXPECT_THAT(reply, IsOk());
        ++committed;
      }
    });
  }
  for (const int after : {20, 80, 140, 200}) {
    while (committed < after) std::this_thread::yield();
    server.KillAndRestart();
  }
  for (std::thread& writer : writers) writer.join();
  ExpectEvents(*store, kWriters * kEach);
}

TEST(PostgresStore, ACommitThatNoStandbyTookIsNotAcknowledged) {
  PostgresServer server;
  const std::string dsn = server.NewDatabase();
  const auto store = Open(dsn);
  server.Execute(dsn, "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
  // A server that is told to reload takes the setting up some time later.
  server.KillAndRestart();
  std::atomic<bool> acknowledged = false;
  std::thread writer([&] {
    EXPECT_EQ(store->Commit(Change("a", 1)).value(), "at 1");
    acknowledged = true;
  });
  PostgresConnection other(dsn);
  // The server gives up waiting for the standby, says so in a warning, and shows the transaction to all.
  std::set<std::string> given_up;
  while (given_up.size() < 3 && !acknowledged) {
    Query cancel(other,
                 "SELECT query_start::text, pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' "
                 "AND datname = current_database()");
    if (cancel.Step()) given_up.insert(cancel.BytesAt(0));
  }
  Query visible(other, "SELECT COUNT(*) FROM events");
  ASSERT_TRUE(visible.Step());
  EXPECT_EQ(visible.NumberAt(0), 1);
  EXPECT_FALSE(acknowledged);
  server.Execute(dsn, "ALTER SYSTEM RESET synchronous_standby_names");
  server.Execute(dsn, "SELECT pg_reload_conf()");
  writer.join();
  ExpectEvents(*store, 1);
}

}  // namespace
}  // namespace nianbao::submission
