#include "services/submission/domain/rule_check.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/resource_name.h"

namespace nianbao::submission {
namespace {

// Whether asking again would end the same way.
bool IsFinal(const absl::Status& refusal) {
  if (refusal.code() == absl::StatusCode::kResourceExhausted) return status::ReasonOf(refusal) != "OVERLOADED";
  return refusal.code() == absl::StatusCode::kInvalidArgument;
}

}  // namespace

absl::StatusOr<validation::v1::Verdict> Judge(const Deps& deps, const v1::Filing& filing,
                                              const form::v1::AnnualReport& report,
                                              const form::v1::AnnualReport* prior_override) {
  const std::string before = FilingName({filing.organ(), filing.year() - 1, filing.scope()});
  ASSIGN_OR_RETURN(const std::optional<FilingSnapshot> snapshot, deps.store.FindFiling(before));
  const bool has_prior = snapshot.has_value() && snapshot->filing.has_effective_revision();
  const form::v1::AnnualReport* prior = has_prior ? &snapshot->filing.effective_revision().report() : nullptr;
  if (prior_override != nullptr) prior = prior_override;
  absl::StatusOr<validation::v1::Verdict> verdict = deps.validator.Validate(report, prior);
  if (verdict.ok() || IsFinal(verdict.status())) return verdict;
  return status::Error(
             absl::StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE",
             absl::StrCat("validation: got ", absl::StatusCodeToString(verdict.status().code()), ", want a verdict"))
      .RetryAfter(absl::Seconds(2))
      .Chinese("校验服务暂时不可用，年报没有报送。请稍后再试。");
}

}  // namespace nianbao::submission
