// The filing side and the rules in one process: what submitting takes without the wire.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "services/submission/domain/clock.h"
#include "services/submission/domain/deps.h"
#include "services/submission/domain/validator.h"
#include "services/submission/store/sql_store.h"
#include "tests/scale/nation.h"
#include "tests/scale/report_maker.h"

namespace nianbao::instructions {

// The delivered rules.
class RulesAtHand final : public submission::Validator {
 public:
  absl::StatusOr<validation::v1::Verdict> Validate(const submission::Question& question) override;
};

class FilingOffice {
 public:
  // In a folder that exists, with a small nation whose reports of last year are there.
  explicit FilingOffice(const std::string& folder);

  size_t organs() const { return nation_.reporters.size(); }
  // This year's report of an organ. Throws std::runtime_error when it is refused.
  void Submit(size_t organ);

 private:
  void Enter(size_t organ);
  submission::Deps deps() { return {*store_, rules_, clock_}; }
  std::string NewRequestId() { return "r" + std::to_string(++requests_); }

  const scale::Nation nation_;
  const scale::ReportMaker reports_;
  const std::unique_ptr<submission::SqlStore> store_;
  RulesAtHand rules_;
  submission::SystemClock clock_;
  int requests_ = 0;
};

}  // namespace nianbao::instructions
