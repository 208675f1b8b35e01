#include "services/validation/domain/check_request.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::validation::domain {
namespace {

using form::v1::AnnualReport;

status::Error Mismatch(absl::string_view message) {
  return status::Error(absl::StatusCode::kInvalidArgument, "PRIOR_MISMATCH", message);
}

absl::Status CheckPriorYear(absl::string_view field, const AnnualReport& report, int32_t prior_year) {
  const int64_t want = int64_t{report.year()} - 1;
  if (prior_year == want) return absl::OkStatus();
  return Mismatch(absl::StrCat(field, ".year: got ", prior_year, ", want ", want))
      .Meta("year", absl::StrCat(report.year()))
      .Meta("priorYear", absl::StrCat(prior_year))
      .Field(absl::StrCat(field, ".year"), absl::StrCat("want ", want))
      .Chinese(absl::StrCat("用来比对的上年报告应当是 ", want, " 年的，给出的却是 ", prior_year, " 年的。"));
}

absl::Status CheckPriorScope(absl::string_view field, const AnnualReport& report, form::v1::Scope prior_scope) {
  const bool both_known = report.scope() != form::v1::SCOPE_UNSPECIFIED && prior_scope != form::v1::SCOPE_UNSPECIFIED;
  if (!both_known || report.scope() == prior_scope) return absl::OkStatus();
  return Mismatch(absl::StrCat(field, ".scope: got ", form::v1::Scope_Name(prior_scope), ", want ",
                               form::v1::Scope_Name(report.scope())))
      .Field(absl::StrCat(field, ".scope"), "want the scope of the report")
      .Chinese("本级报告只能与上年的本级报告比对，汇总报告只能与上年的汇总报告比对。");
}

// Takes reports of one edition.
template <typename Reports>
absl::Status CheckPriors(absl::string_view name, const AnnualReport& report, const Reports& priors) {
  for (int i = 0; i < priors.size(); ++i) {
    const std::string field = absl::StrCat("context.", name, "[", i, "]");
    RETURN_IF_ERROR(CheckPriorYear(field, report, priors[i].year()));
    RETURN_IF_ERROR(CheckPriorScope(field, report, priors[i].scope()));
  }
  return absl::OkStatus();
}

absl::Status CheckDate(absl::string_view name, const std::string& date) {
  absl::CivilDay day;
  if (date.empty() || (absl::ParseCivilTime(date, &day) && absl::FormatCivilTime(day) == date)) return absl::OkStatus();
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                       absl::StrCat("context.", name, ": got \"", date, "\", want a day such as 2025-01-31"))
      .Field(absl::StrCat("context.", name), "want a day such as 2025-01-31")
      .Chinese("日期应写作 2025-01-31 的形式。");
}

}  // namespace

absl::Status CheckRequest(const v1::ValidateReportRequest& request) {
  if (!request.has_report()) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID", "report: got none, want a report")
        .Field("report", "want a report")
        .Chinese("请求中没有报告。");
  }
  RETURN_IF_ERROR(CheckPriors("prior", request.report(), request.context().prior()));
  RETURN_IF_ERROR(CheckPriors("prior_2019", request.report(), request.context().prior_2019()));
  RETURN_IF_ERROR(CheckDate("filing_date", request.context().filing_date()));
  return CheckDate("due_date", request.context().due_date());
}

}  // namespace nianbao::validation::domain
