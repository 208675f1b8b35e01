// Reports for the tests of validation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/rulebook/compile.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/validation/v1/validation_service.pb.h"
#include "nianbao/validation/v1/verdict.pb.h"

namespace nianbao::validation {

// A large city's figures for 2025 in which every sum and balance holds and nothing else is to be said either.
form::v1::AnnualReport ConsistentReport();

// Every figure 0, for this year, with a text of which nothing is to be said.
form::v1::AnnualReport ZeroReport(int year);

int64_t GetCell(const form::v1::AnnualReport& report, absl::string_view code);
void SetCell(form::v1::AnnualReport& report, absl::string_view code, int64_t value);
void MakeBlank(form::v1::AnnualReport& report, absl::string_view code);
void MakeNotApplicable(form::v1::AnnualReport& report, absl::string_view code);
void MakeUnresolved(form::v1::AnnualReport& report, absl::string_view code, absl::string_view raw_text);

// The verdict of the delivered rulebook; fails the test when there is none.
v1::Verdict Judge(const v1::ValidateReportRequest& request);
v1::Verdict Validate(const form::v1::AnnualReport& report,
                     const std::optional<form::v1::AnnualReport>& prior = std::nullopt);

std::vector<std::string> IdsOf(const v1::Verdict& verdict);

}  // namespace nianbao::validation
