// Taking a report into a filing.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "nianbao/submission/v1/filing.pb.h"

namespace nianbao::submission {

// The report as it is kept: an unstated scope is OWN, an unstated edition that of 2021.
// INVALID_ARGUMENT REPORT_MISMATCH when it contradicts the filing's name or prints the name of another organ,
// REPORT_MALFORMED when it contradicts itself.
absl::StatusOr<form::v1::AnnualReport> TakeIn(const form::v1::AnnualReport& report, const v1::Filing& filing,
                                              const organ::v1::Organ& organ);

// SM3 of a report, hexadecimal.
std::string DigestOf(const form::v1::AnnualReport& report);

}  // namespace nianbao::submission
