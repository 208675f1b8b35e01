#include "tests/simulation/history.h"

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/aggregation/domain/render_aggregate.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/turn_day.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "services/submission/store/store_error.h"
#include "services/submission/store/verify/verify_store.h"
#include "tests/property/aggregation/sql_totals.h"

namespace nianbao::simulation {

using submission::v1::EventRecord;

namespace {

constexpr int kStepsToEndMax = 20'000;
constexpr int kOperationsUntilCutMax = 60;

// The sums that a total shows in a cell.
nianbao::testing::SqlTotals::Cell CellOf(const aggregation::NodeTotal& total, int cell) {
  return {total.cells[cell], total.blank[cell], total.not_applicable[cell], total.unresolved[cell]};
}

}  // namespace

Outcome RunHistory(uint64_t seed, const DiskImage& founded) { return History(seed, founded).Run(); }

History::History(uint64_t seed, const DiskImage& founded)
    : random_(seed),
      plan_(DrawPlan(random_)),
      clock_(plan_.begin),
      disk_(founded, plan_.disk, seed + 1, tally_, trace_),
      vfs_(disk_, seed + 2),
      rules_(seed + 3, tally_, trace_),
      submission_(disk_, clock_, tally_),
      ledger_(findings_, tally_, trace_),
      callers_(seed + 4, plan_.callers, submission_, rules_, clock_, ledger_, tally_),
      aggregation_(seed + 6, clock_, findings_, tally_, trace_),
      watchers_(seed + 7, plan_.watchers, aggregation_, findings_, tally_, trace_) {}

Outcome History::Run() {
  tally_.Add(Done::kHistories);
  BeginTrouble();
  for (int step = 0; step < plan_.steps && findings_.empty(); ++step) {
    Step();
    CrashIfCutOff();
  }
  if (findings_.empty()) EndInPeace();
  // Whatever was found, nobody is left on his stack.
  callers_.Abandon();
  submission_.Stop();
  while (!callers_.HaveEnded()) callers_.GoOn();
  watchers_.BreakAll();
  trace_.Note(absl::StrCat(findings_.promise(), findings_.what()));
  return {findings_, tally_, trace_.hash()};
}

void History::BeginTrouble() {
  disk_.SetErrors(plan_.disk_errors);
  disk_.SetFull(disk_is_full_);
  rules_.SetTrouble(plan_.rules_unavailable_percent, plan_.rules_late_percent);
}

void History::EndTrouble() {
  disk_.SetErrors(0);
  disk_.SetFull(false);
  disk_.GoOn();
  rules_.SetTrouble(0, 0);
}

void History::Step() {
  tally_.Add(Done::kSteps);
  StepOfTime();
  MaybeTrouble();
  const int64_t kind = random_.Between(1, 100);
  trace_.Note(kind);
  if (kind <= 10) return aggregation_.Follow(submission_.store());
  if (kind <= 15) return watchers_.Happen();
  if (kind <= 17) return aggregation_.hubs().Look();
  if (submission_.store() == nullptr && kind <= 40) return GoOnStopped();
  if (submission_.store() != nullptr && submission_.store()->HasWaitingCommits() && kind <= 32) {
    return submission_.store()->CommitSome(random_);
  }
  callers_.GoOn();
}

void History::StepOfTime() {
  clock_.Move(absl::Milliseconds(random_.Between(0, 3000)));
  if (InAThousand(plan_.clock_jumps)) MoveClock();
}

void History::MoveClock() {
  switch (random_.Between(0, 3)) {
    case 0:
      return clock_.Move(absl::Minutes(random_.Between(1, 30)));
    case 1: {
      // To the turn of the day, give or take.
      constexpr absl::Duration kDay = absl::Hours(24);
      constexpr absl::Duration kShanghai = absl::Hours(8);
      const absl::Duration of_day = (clock_.Now() - absl::UnixEpoch() + kShanghai) % kDay;
      return clock_.Move(kDay - of_day + absl::Milliseconds(random_.Between(-2000, 2000)));
    }
    case 2:
      return clock_.Move(absl::Hours(24) * random_.Between(1, 12));
    default:
      return clock_.Move(-absl::Seconds(random_.Between(1, 20)));
  }
}

void History::MaybeTrouble() {
  if (disk_is_full_ ? random_.Chance(6) : InAThousand(plan_.full_disks)) {
    disk_is_full_ = !disk_is_full_;
    disk_.SetFull(disk_is_full_);
  }
  if (InAThousand(plan_.aggregation_crashes)) CrashAggregation();
  if (InAThousand(plan_.cuts_within)) disk_.CutOffAfter(random_.Between(1, kOperationsUntilCutMax));
  if (submission_.store() == nullptr) return;
  if (InAThousand(plan_.checkpoints)) Checkpoint();
  if (InAThousand(plan_.kills)) return submission_.Kill();
  if (InAThousand(plan_.power_losses)) return submission_.LosePower();
  if (InAThousand(plan_.restarts)) {
    tally_.Add(Done::kRestarts);
    submission_.Stop();
  }
}

void History::GoOnStopped() {
  const absl::Status started = submission_.Start();
  trace_.Note(static_cast<int64_t>(started.code()));
  if (started.ok() && !disk_.is_cut_off()) {
    EndTrouble();
    CheckStore();
    return BeginTrouble();
  }
  tally_.Add(Done::kFailedStarts);
  findings_.Expect(started.ok() || absl::IsUnavailable(started), kHonest,
                   absl::StrCat("a start failed: ", started.message()));
}

void History::CrashIfCutOff() {
  if (!disk_.is_cut_off()) return;
  if (random_.Chance(50)) {
    submission_.Kill();
  } else {
    submission_.LosePower();
  }
}

void History::CrashAggregation() {
  watchers_.BreakAll();
  aggregation_.Crash();
}

// As it comes by itself in a log of 32 MB.
void History::Checkpoint() {
  tally_.Add(Done::kCheckpoints);
  submission::AtEdge([&] {
    submission::SqliteConnection connection(kStorePath, submission::Database::Access::kWrite);
    connection.RunScript(random_.Chance(70) ? "PRAGMA wal_checkpoint(PASSIVE)" : "PRAGMA wal_checkpoint(TRUNCATE)");
    return absl::OkStatus();
  }).IgnoreError();
}

void History::EndInPeace() {
  callers_.Close();
  EndTrouble();
  if (submission_.store() == nullptr) {
    const absl::Status started = submission_.Start();
    findings_.Expect(started.ok(), kEnds, absl::StrCat("a start without trouble failed: ", started.message()));
  }
  for (int step = 0; step < kStepsToEndMax && !callers_.HaveEnded() && findings_.empty(); ++step) {
    if (submission_.store()->HasWaitingCommits() && random_.Chance(30)) {
      submission_.store()->CommitSome(random_);
    } else {
      callers_.GoOn();
    }
  }
  if (!findings_.Expect(callers_.HaveEnded(), kEnds, "callers wait without end")) return;
  const absl::Status turned = submission::TurnDay(submission_.store()->whole(), clock_);
  findings_.Expect(turned.ok(), kEnds, absl::StrCat("the day did not turn: ", turned.message()));
  aggregation_.CatchUp(submission_.store());
  const std::vector<EventRecord> log = CheckStore();
  if (!findings_.empty()) return;
  tally_.Add(Done::kEvents, static_cast<int64_t>(log.size()));
  ledger_.Count();
  CheckStored(log);
  const auto head = submission_.store()->whole().Head().value();
  watchers_.CheckFinallyEqual(clock_, *Rebuilt(head.log_id(), log, head.sequence()));
  trace_.Note(head.digest());
}

std::vector<EventRecord> History::CheckStore() {
  std::vector<EventRecord> log = ledger_.Check(submission_.store()->whole());
  CheckVerified();
  if (findings_.empty()) aggregation_.CheckRebuilt(log);
  return log;
}

void History::CheckVerified() {
  const absl::Status read = submission::AtEdge([&] {
    submission::SqliteConnection connection(kStorePath, submission::Database::Access::kRead);
    const submission::Verification verification = submission::VerifyAll(connection);
    for (const submission::StoreFault& fault : verification.faults.shown()) {
      findings_.Expect(false, kVerified, absl::StrCat(fault.table, " ", fault.row, ": ", fault.what));
    }
    return absl::OkStatus();
  });
  findings_.Expect(read.ok(), kVerified, std::string(read.message()));
}

// The streamed totals beside sums over the reports that the store holds.
void History::CheckStored(const std::vector<EventRecord>& log) {
  const aggregation::ViewKey key = {
      .year = OfficeRequests::kYears[random_.Between(0, 1)],
      .tree = random_.Chance(50) ? aggregation::v1::TREE_YEAR : aggregation::v1::TREE_TODAY};
  nianbao::testing::SqlTotals sql;
  sql.Add({submission_.store()->whole(), log, submission::DayInShanghai(clock_.Now())}, key.year,
          key.tree == aggregation::v1::TREE_TODAY);
  const auto compare = [&](const aggregation::Engine& engine, int64_t) -> absl::Status {
    const auto view = engine.Totals(key);
    for (const auto& [name, stored] : sql.Totals()) {
      const aggregation::NodeTotal total = view->Total(engine.Find(name).value()).value();
      const std::string place = absl::StrCat(name, " ", key.year, " ", aggregation::v1::Tree_Name(key.tree));
      findings_.Expect(
          aggregation::RenderCoverage(total.counts).SerializeAsString() == stored.coverage.SerializeAsString(), kStored,
          absl::StrCat("coverage of ", place));
      for (int cell = 0; cell < form::CellVector::kSize; ++cell) {
        const auto found = stored.cells.find(cell);
        const auto want = found == stored.cells.end() ? nianbao::testing::SqlTotals::Cell{} : found->second;
        findings_.Expect(CellOf(total, cell) == want, kStored, absl::StrCat("cell ", cell, " of ", place));
      }
    }
    return absl::OkStatus();
  };
  const absl::Status read = aggregation_.totals().Read({}, absl::ZeroDuration(), compare);
  findings_.Expect(read.ok(), kEnds, absl::StrCat("totals are not served: ", read.message()));
}

}  // namespace nianbao::simulation
