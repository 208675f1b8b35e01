// Reports whose findings are known beforehand.
#pragma once

#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::submission {

// What the rules find in a report: nothing, a warning of the rule kWarning, or an error. One that carries out makes
// them find something in the report of the year after, by the rule kCarryOver.
enum class Quality { kClean, kWarned, kWrong, kCarries };
inline constexpr char kWarning[] = "disclosure.in_force_covers_issued";
inline constexpr char kCarryOver[] = "requests.carry_over";
// A natural person's request shows in his column and in the total.
inline constexpr int kFindingsOfCarryOver = 2;

// The same for the same numbers. Reports of two years in a row differ, and by no more than the rules take.
form::v1::AnnualReport ReportOf(int year, int figure, Quality quality);

}  // namespace nianbao::submission
