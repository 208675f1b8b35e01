#include "tests/simulation/rules_peer.h"

#include <memory>

#include "libs/status/try.h"
#include "services/validation/domain/validate_report.h"
#include "tests/simulation/fiber.h"

namespace nianbao::simulation {
namespace {

constexpr int kStepsOfLateness = 12;

absl::Status Unavailable() { return absl::UnavailableError("validation: got no answer, want one"); }

}  // namespace

absl::StatusOr<validation::v1::Verdict> RulesPeer::Validate(const submission::Question& question) {
  Fiber::Yield();
  if (random_.Chance(unavailable_percent_)) {
    tally_.Add(Done::kRulesUnavailable);
    trace_.Note("rules unavailable");
    return Unavailable();
  }
  validation::v1::ValidateReportRequest request;
  *request.mutable_report() = question.report;
  *request.mutable_context() = question.context;
  ASSIGN_OR_RETURN(const std::shared_ptr<const rulebook::CompiledRulebook> rulebook,
                   rulebooks_.Get(question.rulebook.digest, &question.rulebook.rulebook));
  auto verdict = validation::domain::ValidateReport(*rulebook, request);
  if (random_.Chance(late_percent_)) {
    tally_.Add(Done::kRulesLate);
    trace_.Note("rules late");
    for (int64_t steps = random_.Between(1, kStepsOfLateness); steps > 0; --steps) Fiber::Yield();
    if (random_.Chance(30)) return Unavailable();
  }
  Fiber::Yield();
  return verdict;
}

}  // namespace nianbao::simulation
