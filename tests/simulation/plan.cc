#include "tests/simulation/plan.h"

namespace nianbao::simulation {
namespace {

constexpr int kStepsMin = 150;
constexpr int kStepsMax = 600;
// 20 January 2025 in Shanghai.
constexpr int64_t kFirstDay = 1'737'302'400;
constexpr int64_t kDays = 75;

}  // namespace

Plan DrawPlan(testing::Rng& random) {
  const auto between = [&](int low, int high) { return static_cast<int>(random.Between(low, high)); };
  // Half of the histories go without each of them.
  const auto trouble = [&](int high) { return random.Chance(50) ? between(1, high) : 0; };
  Plan plan;
  plan.steps = between(kStepsMin, kStepsMax);
  plan.callers = {.clerks = between(1, 3), .reviewers = between(1, 2), .has_registrar = random.Chance(70)};
  plan.watchers = between(1, 3);
  plan.disk = {.sector_bytes = random.Chance(50) ? 512 : 4096, .powersafe_overwrite = random.Chance(50)};
  // Around the days on which reports are due.
  plan.begin = absl::FromUnixSeconds(kFirstDay + random.Between(0, kDays * 24 * 3600));
  plan.disk_errors = trouble(random.Chance(50) ? 20 : 300);
  plan.rules_unavailable_percent = trouble(25);
  plan.rules_late_percent = trouble(40);
  plan.full_disks = trouble(8);
  plan.kills = trouble(10);
  plan.power_losses = trouble(10);
  plan.cuts_within = trouble(10);
  plan.restarts = trouble(6);
  plan.checkpoints = trouble(15);
  plan.aggregation_crashes = trouble(10);
  plan.clock_jumps = trouble(20);
  return plan;
}

}  // namespace nianbao::simulation
