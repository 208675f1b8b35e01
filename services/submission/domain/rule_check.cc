#include "services/submission/domain/rule_check.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/rulebook_read.h"
#include "services/submission/domain/validation_context.h"

namespace nianbao::submission {
namespace {

using finding::v1::Finding;

std::vector<const Finding*> FindingsOf(const v1::Revision& revision, finding::v1::Severity severity) {
  std::vector<const Finding*> findings;
  for (const Finding& finding : revision.verdict().findings()) {
    if (finding.severity() == severity) findings.push_back(&finding);
  }
  return findings;
}

status::Error WithFindings(status::Error error, const std::vector<const Finding*>& findings) {
  for (const Finding* const finding : findings) {
    error.Precondition("RULE", finding->id(), finding->message().zh_cn());
  }
  return error;
}

absl::Status HasErrors(const std::vector<const Finding*>& errors) {
  const std::string count = absl::StrCat(errors.size());
  return WithFindings(status::Error(absl::StatusCode::kFailedPrecondition, "REPORT_HAS_ERRORS",
                                    absl::StrCat("report: got ", count, " errors, want none"))
                          .Meta("errorCount", count)
                          .Chinese(absl::StrCat("年报有 ", count, " 处错误，不能报送。第一处：",
                                                errors.front()->message().zh_cn(), "请改正后重新报送。")),
                      errors);
}

absl::Status Unexplained(const std::vector<const Finding*>& warnings) {
  const std::string count = absl::StrCat(warnings.size());
  return WithFindings(
      status::Error(absl::StatusCode::kFailedPrecondition, "WARNINGS_UNEXPLAINED",
                    absl::StrCat("explanations: got none for ", count, " warnings, want one for each"))
          .Meta("warningCount", count)
          .Chinese(absl::StrCat("年报有 ", count, " 处提示需要说明情况。第一处：", warnings.front()->message().zh_cn(),
                                "如数据无误，请逐条填写情况说明后再报送。")),
      warnings);
}

// Whether asking again would end the same way. A rulebook that the rules do not take is no fault of the report.
bool IsFinal(const absl::Status& refusal) {
  const std::string reason = status::ReasonOf(refusal);
  if (refusal.code() == absl::StatusCode::kResourceExhausted) return reason != "OVERLOADED";
  return refusal.code() == absl::StatusCode::kInvalidArgument && reason != "RULEBOOK_INVALID";
}

}  // namespace

absl::StatusOr<validation::v1::Verdict> AskRules(const Deps& deps, const Question& question) {
  absl::StatusOr<validation::v1::Verdict> verdict = deps.validator.Validate(question);
  if (verdict.ok() || IsFinal(verdict.status())) return verdict;
  return status::Error(
             absl::StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE",
             absl::StrCat("validation: got ", absl::StatusCodeToString(verdict.status().code()), ", want a verdict"))
      .RetryAfter(absl::Seconds(2))
      .Chinese("校验服务暂时不可用，年报没有报送。请稍后再试。");
}

absl::StatusOr<validation::v1::Verdict> Judge(const Deps& deps, const v1::Filing& filing,
                                              const form::v1::AnnualReport& report,
                                              const form::v1::AnnualReport* prior_override) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const NamedRulebook> rulebook, ReadRulebook(deps.store, ""));
  ASSIGN_OR_RETURN(const validation::v1::Context context,
                   ContextOf(deps.store, deps.clock.Now(), filing, report, prior_override));
  return AskRules(deps, {report, context, *rulebook});
}

absl::Status CheckSubmittable(const v1::Revision& revision) {
  if (const auto errors = FindingsOf(revision, finding::v1::SEVERITY_ERROR); !errors.empty()) return HasErrors(errors);
  absl::flat_hash_set<std::string> explained;
  for (const v1::Explanation& explanation : revision.explanations()) explained.insert(explanation.finding());
  std::vector<const Finding*> unexplained;
  for (const Finding* const warning : FindingsOf(revision, finding::v1::SEVERITY_WARNING)) {
    if (!explained.contains(warning->id())) unexplained.push_back(warning);
  }
  return unexplained.empty() ? absl::OkStatus() : Unexplained(unexplained);
}

}  // namespace nianbao::submission
