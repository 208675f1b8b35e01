// What befalls one history.
#pragma once

#include <cstdint>

#include "absl/time/time.h"
#include "tests/property/document/rng.h"
#include "tests/simulation/callers.h"
#include "tests/simulation/disk.h"

namespace nianbao::simulation {

// Each history has troubles of its own: with all of them at once some would hide others.
struct Plan {
  // Of the scheduler, before all are left to end in peace.
  int steps = 0;
  Callers::Numbers callers;
  int watchers = 0;
  DiskKind disk;
  absl::Time begin;

  // In ten thousand operations of the disk.
  int disk_errors = 0;
  int rules_unavailable_percent = 0;
  int rules_late_percent = 0;
  // In a thousand steps.
  int full_disks = 0;
  int kills = 0;
  int power_losses = 0;
  int cuts_within = 0;
  int restarts = 0;
  int checkpoints = 0;
  int aggregation_crashes = 0;
  int clock_jumps = 0;
};

Plan DrawPlan(testing::Rng& random);

}  // namespace nianbao::simulation
