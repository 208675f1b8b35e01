// kill -9 of replicas and of PostgreSQL's primary while clients file: nothing acknowledged is lost or doubled, and the
// service takes changes again by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "tests/integration/suite/command.h"
#include "tests/torture/filing_load.h"
#include "tests/torture/patroni_cluster.h"
#include "tests/torture/reckoning.h"

namespace nianbao::integration {
namespace {

using submission::PatroniCluster;
using submission::v1::EventRecord;
using submission::v1::SubmissionService;

constexpr int kClients = 6;
constexpr int kAcknowledgementsBetween = 100;
// So long the primary has no standby before it is killed.
constexpr absl::Duration kHold = absl::Milliseconds(500);
// Far more than it takes, for machines that do other things besides.
constexpr absl::Duration kPatience = absl::Seconds(60);

const rpc::CallOptions kReader = {.actor = "核验人", .wait_for_ready = true};

// A number of the environment, as NIANBAO_TORTURE_ROUNDS.
uint64_t Setting(const char* name, uint64_t otherwise) {
  const char* const set = std::getenv(name);
  uint64_t value = otherwise;
  if (set != nullptr) EXPECT_TRUE(absl::SimpleAtoi(set, &value)) << name << ": " << set;
  return value;
}

enum class Blow { kPrimary, kReplica, kPrimaryAndReplica, kPostmaster, kStandby };
// The first two are the short form.
constexpr Blow kBlows[] = {Blow::kPrimaryAndReplica, Blow::kReplica, Blow::kPrimary, Blow::kPostmaster, Blow::kStandby};

const char* NameOf(Blow blow) {
  switch (blow) {
    case Blow::kPrimary:
      return "primary and its Patroni";
    case Blow::kReplica:
      return "replica of the service";
    case Blow::kPrimaryAndReplica:
      return "primary, its Patroni, a replica";
    case Blow::kPostmaster:
      return "primary alone";
    case Blow::kStandby:
      return "standby and its Patroni";
  }
  return "";
}

// Two replicas on the cluster, under load.
class Torture {
 public:
  Torture(uint64_t seed) : load_({&replicas_[0], &replicas_[1]}, kClients, seed) {}

  // One blow while clients file; says how long it took until a change that was asked for after it was acknowledged, and
  // until a standby could take over again.
  void Strike(int round, Blow blow) {
    ASSERT_TRUE(load_.AwaitMore(kAcknowledgementsBetween, kPatience));
    const int leader = cluster_.Leader();
    ASSERT_NE(leader, -1);
    const int victim = blow == Blow::kStandby ? 1 - leader : leader;
    // What the primary acknowledged from here on, the standby would not have.
    if (victim == leader && blow != Blow::kReplica) {
      cluster_.HoldReplication(leader);
      load_.AwaitMore(kAcknowledgementsBetween, kHold);
    }
    const absl::Time begin = absl::Now();
    int processes = 0;
    if (blow == Blow::kPostmaster) {
      processes = cluster_.KillPostmaster(victim);
    } else if (blow != Blow::kReplica) {
      processes = cluster_.Kill(victim);
    }
    if (blow == Blow::kReplica || blow == Blow::kPrimaryAndReplica) {
      replicas_[round % std::size(replicas_)].KillAndRestart();
      ++processes;
    }
    const auto writable = load_.AwaitAcknowledgement(begin, kPatience);
    ASSERT_TRUE(writable.has_value()) << NameOf(blow) << ": no change was acknowledged any more";
    if (blow == Blow::kStandby) {
      EXPECT_TRUE(cluster_.AwaitNoStandby(kPatience));
    } else if (blow != Blow::kReplica) {
      EXPECT_TRUE(cluster_.AwaitOtherLeader(victim, kPatience));
    }
    if (blow != Blow::kReplica && blow != Blow::kPostmaster) cluster_.Restart(victim);
    ASSERT_TRUE(cluster_.AwaitStandby(kPatience)) << NameOf(blow) << ": no standby came back";
    std::printf("%5d  %-32s %9d %12.1f s %12.1f s %12d\n", round + 1, NameOf(blow), processes,
                absl::ToDoubleSeconds(*writable - begin), absl::ToDoubleSeconds(absl::Now() - begin),
                static_cast<int>(load_.acknowledged()));
    std::fflush(stdout);
  }

  // Holds what the clients were told against what is there.
  void Verify() {
    const std::vector<AskedChange> asked = load_.Stop();
    const std::vector<EventRecord> log = WholeLog(replicas_[0], kReader);
    const auto head = rpc::CallUnary(replicas_[1].events(), &submission::v1::EventService::Stub::GetHead,
                                     submission::v1::GetHeadRequest(), kReader);
    ASSERT_TRUE(head.ok()) << head.status();
    EXPECT_EQ(log.size(), static_cast<size_t>(head->token().sequence())) << "the replicas do not show the same log";
    EXPECT_EQ(FaultOfChain(log, head->token().log_id()), "");
    const CommandResult audit = RunNianbao({"verify", "audit", "--server", replicas_[1].address(), "--as", "核验人"});
    EXPECT_EQ(audit.exit_status, 0) << audit.output;

    const Reckoning reckoning = Reckon(log, asked);
    EXPECT_EQ(reckoning.lost, 0);
    EXPECT_EQ(reckoning.doubled, 0);
    EXPECT_EQ(reckoning.altered, 0) << "the log says something else than the acknowledgement";
    EXPECT_EQ(reckoning.unasked, 0);
    EXPECT_THAT(load_.faults(), testing::IsEmpty());
    for (const auto& [name, digest] : reckoning.accepted) ExpectStored(name, digest);
    std::printf(
        "acknowledged %d: lost %d, doubled %d, altered %d; given up without an answer %d, carried out of these %d\n%s",
        reckoning.acknowledged, reckoning.lost, reckoning.doubled, reckoning.altered,
        static_cast<int>(asked.size()) - reckoning.acknowledged, reckoning.carried_out_unanswered,
        audit.output.c_str());
  }

 private:
  void ExpectStored(const std::string& name, const std::string& digest) {
    submission::v1::GetFilingRequest request;
    request.set_name(name);
    for (Replica& replica : replicas_) {
      const auto filing = rpc::CallUnary(replica.submission(), &SubmissionService::Stub::GetFiling, request, kReader);
      ASSERT_TRUE(filing.ok()) << filing.status();
      EXPECT_EQ(filing->filing().effective_revision().report_digest(), digest) << name;
    }
  }

  PatroniCluster cluster_;
  const std::string database_ = cluster_.NewDatabase();
  Rules rules_;
  Replica replicas_[2] = {{{.database = database_}, rules_}, {{.database = database_}, rules_}};
  FilingLoad load_;
};

TEST(Failover, LosesAndDoublesNothingThatWasAcknowledged) {
  if (!PatroniCluster::IsInstalled()) GTEST_SKIP() << "want Debian's packages patroni, etcd-server and etcd-client";
  const uint64_t seed = Setting("NIANBAO_TORTURE_SEED", std::random_device()());
  const int rounds = static_cast<int>(Setting("NIANBAO_TORTURE_ROUNDS", 2));
  std::printf("seed %lu\nround  %-32s %9s %14s %14s %12s\n", seed, "killed", "processes", "writable after",
              "standby after", "acknowledged");
  Torture torture(seed);
  for (int round = 0; round < rounds && !HasFatalFailure(); ++round) {
    torture.Strike(round, kBlows[round % std::size(kBlows)]);
  }
  if (!HasFatalFailure()) torture.Verify();
}

}  // namespace
}  // namespace nianbao::integration
