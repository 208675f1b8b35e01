// One history: all that happens from a seed on, and whether every promise was kept.
#pragma once

#include <cstdint>
#include <string>

#include "tests/simulation/aggregation_process.h"
#include "tests/simulation/callers.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/disk_vfs.h"
#include "tests/simulation/findings.h"
#include "tests/simulation/ledger.h"
#include "tests/simulation/plan.h"
#include "tests/simulation/rules_peer.h"
#include "tests/simulation/submission_process.h"
#include "tests/simulation/tally.h"
#include "tests/simulation/trace.h"
#include "tests/simulation/virtual_clock.h"
#include "tests/simulation/watchers.h"

namespace nianbao::simulation {

struct Outcome {
  Findings findings;
  Tally tally;
  // Equal for equal histories.
  uint64_t trace = 0;
};

// Goes through the history of a seed. `founded`: what FoundedStore gives. One at a time in a process.
Outcome RunHistory(uint64_t seed, const DiskImage& founded);

class History {
 public:
  History(uint64_t seed, const DiskImage& founded);

  Outcome Run();

 private:
  // Something happens, chosen by chance.
  void Step();
  void StepOfTime();
  void MaybeTrouble();
  void GoOnStopped();
  void MoveClock();
  void Checkpoint();
  void CrashIfCutOff();
  void CrashAggregation();
  void EndInPeace();

  void BeginTrouble();
  void EndTrouble();
  // While there is no trouble. Returns the log.
  std::vector<submission::v1::EventRecord> CheckStore();
  void CheckVerified();
  void CheckStored(const std::vector<submission::v1::EventRecord>& log);
  bool InAThousand(int times) { return random_.Between(1, 1000) <= times; }

  testing::Rng random_;
  const Plan plan_;
  Findings findings_;
  Tally tally_;
  Trace trace_;
  VirtualClock clock_;
  Disk disk_;
  const DiskVfs vfs_;
  RulesPeer rules_;
  SubmissionProcess submission_;
  Ledger ledger_;
  Callers callers_;
  AggregationProcess aggregation_;
  Watchers watchers_;
  bool disk_is_full_ = false;
};

}  // namespace nianbao::simulation
