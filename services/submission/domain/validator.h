// The rules, as the filing side asks them.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/validation/v1/verdict.pb.h"

namespace nianbao::submission {

class Validator {
 public:
  virtual ~Validator() = default;

  // What the rules say about a report. prior is the accepted report of the year before, or nullptr.
  // INVALID_ARGUMENT, and RESOURCE_EXHAUSTED other than OVERLOADED, mean that the report itself cannot be judged; any
  // other error that the rules could not be asked.
  virtual absl::StatusOr<validation::v1::Verdict> Validate(const form::v1::AnnualReport& report,
                                                           const form::v1::AnnualReport* prior) = 0;
};

}  // namespace nianbao::submission
