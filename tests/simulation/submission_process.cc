#include "tests/simulation/submission_process.h"

#include <stdexcept>
#include <utility>

#include "libs/rulebook/delivered.h"
#include "libs/status/try.h"
#include "services/submission/domain/adopt_rulebook.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/turn_day.h"
#include "services/submission/store/sqlite/open_sqlite.h"
#include "tests/simulation/disk_vfs.h"
#include "tests/simulation/rules_peer.h"
#include "tests/simulation/virtual_clock.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::simulation {
namespace {

constexpr char kLogId[] = "log-of-the-simulation";
// 2025-01-10 in Shanghai.
constexpr int64_t kFounded = 1'736'467'200;

std::string NewLogId() { return kLogId; }

}  // namespace

SubmissionProcess::~SubmissionProcess() {
  if (store_ != nullptr) store_->End();
}

absl::Status SubmissionProcess::Start() {
  ASSIGN_OR_RETURN(std::unique_ptr<submission::SqlStore> store, submission::OpenSqlite(kStorePath, NewLogId));
  RETURN_IF_ERROR(submission::AdoptRulebook(*store, clock_, rulebook::Delivered().source));
  RETURN_IF_ERROR(submission::TurnDay(*store, clock_));
  store_ = std::make_shared<SteppedStore>(std::move(store), kStorePath, tally_);
  return absl::OkStatus();
}

void SubmissionProcess::Stop() {
  if (store_ != nullptr) store_->End();
  store_ = nullptr;
}

void SubmissionProcess::CloseCutOff() {
  disk_.CutOff();
  Stop();
}

void SubmissionProcess::Kill() {
  CloseCutOff();
  disk_.GoOn();
  tally_.Add(Done::kKills);
}

void SubmissionProcess::LosePower() {
  CloseCutOff();
  disk_.Recover();
  tally_.Add(Done::kPowerFailures);
}

DiskImage FoundedStore() {
  Tally tally;
  Trace trace;
  Disk disk({}, {}, /*seed=*/0, tally, trace);
  const DiskVfs vfs(disk, /*seed=*/0);
  const VirtualClock clock(absl::FromUnixSeconds(kFounded));
  RulesPeer rules(/*seed=*/0, tally, trace);
  SubmissionProcess process(disk, clock, tally);
  if (const absl::Status started = process.Start(); !started.ok()) throw std::runtime_error(started.ToString());
  directory::v1::ImportOrgansRequest roster;
  roster.set_request_id("roster");
  using submission::Organ;
  *roster.add_organs() = Organ("county", "", organ::v1::SCOPE_DUTY_ROLL_UP);
  for (const char* office : {"edu", "health", "tax", "works"}) *roster.add_organs() = Organ(office, "county");
  *roster.add_organs() = Organ("town", "county", organ::v1::SCOPE_DUTY_BOTH);
  *roster.add_organs() = Organ("park", "town");
  const auto imported =
      submission::ImportOrgans({process.store()->whole(), rules, clock}, {.name = "名册管理员"}, roster);
  if (!imported.ok()) throw std::runtime_error(imported.status().ToString());
  process.Stop();
  return disk.Image();
}

}  // namespace nianbao::simulation
