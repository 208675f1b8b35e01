// The validation service, as submission sees it.
#pragma once

#include <cstdint>

#include "services/submission/domain/validator.h"
#include "services/validation/domain/rulebook_cache.h"
#include "tests/property/document/rng.h"
#include "tests/simulation/tally.h"
#include "tests/simulation/trace.h"

namespace nianbao::simulation {

// The real rules, which sometimes cannot be asked or take their time. While they do, whoever else the scheduler chooses
// goes on.
class RulesPeer final : public submission::Validator {
 public:
  RulesPeer(uint64_t seed, Tally& tally, Trace& trace) : random_(seed), tally_(tally), trace_(trace) {}

  // In so many of a hundred cases.
  void SetTrouble(int unavailable_percent, int late_percent) {
    unavailable_percent_ = unavailable_percent;
    late_percent_ = late_percent;
  }

  absl::StatusOr<validation::v1::Verdict> Validate(const submission::Question& question) override;

 private:
  testing::Rng random_;
  Tally& tally_;
  Trace& trace_;
  int unavailable_percent_ = 0;
  int late_percent_ = 0;
  validation::domain::RulebookCache rulebooks_;
};

}  // namespace nianbao::simulation
