#include "services/submission/domain/rule_check.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/rulebook_read.h"

namespace nianbao::submission {
namespace {

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

absl::StatusOr<Judgement> Judge(const Deps& deps, const v1::Filing& filing, const form::v1::AnnualReport& report,
                                const PriorChange* prior_change, const TextsTogether* together) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const NamedRulebook> rulebook, ReadRulebook(deps.store, ""));
  ASSIGN_OR_RETURN(KnownAround known, ContextOf(deps.store, deps.clock.Now(), filing, report, prior_change, together));
  ASSIGN_OR_RETURN(validation::v1::Verdict verdict, AskRules(deps, {report, known.context, *rulebook}));
  return Judgement{
      .verdict = std::move(verdict), .context = std::move(known.context), .text_bands = std::move(known.text_bands)};
}

}  // namespace nianbao::submission
