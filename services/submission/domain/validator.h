// The rules, as the filing side asks them.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/validation/v1/context.pb.h"
#include "nianbao/validation/v1/verdict.pb.h"
#include "services/submission/domain/named_rulebook.h"

namespace nianbao::submission {

struct Question {
  const form::v1::AnnualReport& report;
  const validation::v1::Context& context;
  const NamedRulebook& rulebook;
};

class Validator {
 public:
  virtual ~Validator() = default;

  // What the rules say about a report. Several may ask at once.
  // INVALID_ARGUMENT other than RULEBOOK_INVALID, and RESOURCE_EXHAUSTED other than OVERLOADED, mean that the report
  // itself cannot be judged; any other error that the rules could not be asked.
  virtual absl::StatusOr<validation::v1::Verdict> Validate(const Question& question) = 0;
};

}  // namespace nianbao::submission
