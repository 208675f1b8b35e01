// Report and rulebook to verdict.
#pragma once

#include "absl/status/statusor.h"
#include "libs/rulebook/compile.h"
#include "nianbao/validation/v1/validation_service.pb.h"
#include "nianbao/validation/v1/verdict.pb.h"

namespace nianbao::validation::domain {

// What the rules say about a report. A pure function: equal requests and rulebooks give equal bytes.
// INVALID_ARGUMENT FIELD_INVALID without a report or with a date that is none, REPORT_MALFORMED when a report
// contradicts itself, PRIOR_MISMATCH when a prior report is not of the year before or of another scope.
absl::StatusOr<v1::Verdict> ValidateReport(const rulebook::CompiledRulebook& rulebook,
                                           const v1::ValidateReportRequest& request);

}  // namespace nianbao::validation::domain
