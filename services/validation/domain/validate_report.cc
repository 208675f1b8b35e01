#include "services/validation/domain/validate_report.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/validation/domain/evaluate.h"
#include "services/validation/domain/figures.h"
#include "services/validation/domain/render_finding.h"

namespace nianbao::validation::domain {
namespace {

absl::Status CheckPrior(const form::v1::AnnualReport& report, const form::v1::AnnualReport& prior) {
  if (const int64_t want = int64_t{report.year()} - 1; prior.year() != want) {
    return status::Error(absl::StatusCode::kInvalidArgument, "PRIOR_MISMATCH",
                         absl::StrCat("prior.year: got ", prior.year(), ", want ", want))
        .Meta("year", absl::StrCat(report.year()))
        .Meta("priorYear", absl::StrCat(prior.year()))
        .Field("prior.year", absl::StrCat("want ", want))
        .Chinese(absl::StrCat("用来比对的上年报告应当是 ", want, " 年的，给出的却是 ", prior.year(), " 年的。"));
  }
  const bool both_known = report.scope() != form::v1::SCOPE_UNSPECIFIED && prior.scope() != form::v1::SCOPE_UNSPECIFIED;
  if (both_known && report.scope() != prior.scope()) {
    return status::Error(absl::StatusCode::kInvalidArgument, "PRIOR_MISMATCH",
                         absl::StrCat("prior.scope: got ", form::v1::Scope_Name(prior.scope()), ", want ",
                                      form::v1::Scope_Name(report.scope())))
        .Field("prior.scope", "want the scope of the report")
        .Chinese("本级报告只能与上年的本级报告比对，汇总报告只能与上年的汇总报告比对。");
  }
  return absl::OkStatus();
}

absl::StatusOr<Figures> ReadFigures(const v1::ValidateReportRequest& request) {
  if (!request.has_report()) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID", "report: got none, want a report")
        .Field("report", "want a report")
        .Chinese("请求中没有报告。");
  }
  Figures figures;
  ASSIGN_OR_RETURN(figures.current, form::VectorOf(request.report()));
  if (request.has_prior()) {
    RETURN_IF_ERROR(CheckPrior(request.report(), request.prior()));
    auto prior = form::VectorOf(request.prior());
    if (!prior.ok()) return status::Annotate(prior.status(), "prior");
    figures.prior = *prior;
  }
  return figures;
}

void AddFindings(const CompiledRulebook& rulebook, const Evaluation& evaluation, const Context& context,
                 v1::Verdict& verdict) {
  for (const Violation& violation : evaluation.violations) {
    const v1::Rule& rule = rulebook.source.rules(violation.rule);
    *verdict.add_findings() = RenderFinding(rule, violation, context);
    if (rule.severity() == finding::v1::SEVERITY_ERROR) verdict.set_error_count(verdict.error_count() + 1);
    if (rule.severity() == finding::v1::SEVERITY_WARNING) verdict.set_warning_count(verdict.warning_count() + 1);
  }
  std::stable_sort(verdict.mutable_findings()->begin(), verdict.mutable_findings()->end(),
                   [](const auto& a, const auto& b) { return a.severity() < b.severity(); });
}

std::string DigestOf(const form::v1::AnnualReport& report) { return digest::Sm3Hex(digest::CanonicalBytes(report)); }

}  // namespace

absl::StatusOr<v1::Verdict> ValidateReport(const CompiledRulebook& rulebook, const v1::ValidateReportRequest& request) {
  ASSIGN_OR_RETURN(const Figures figures, ReadFigures(request));
  const Evaluation evaluation = Evaluate(rulebook, figures);
  v1::Verdict verdict;
  AddFindings(rulebook, evaluation, {request.report(), request.prior(), figures}, verdict);
  verdict.set_not_assessable_count(evaluation.not_assessable_count);
  verdict.set_rulebook_version(rulebook.source.version());
  verdict.set_rulebook_digest(rulebook.digest);
  verdict.set_report_digest(DigestOf(request.report()));
  if (request.has_prior()) verdict.set_prior_digest(DigestOf(request.prior()));
  return verdict;
}

}  // namespace nianbao::validation::domain
