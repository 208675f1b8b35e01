#include "services/validation/domain/validate_report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "libs/digest/sm3.h"
#include "libs/status/try.h"
#include "services/validation/domain/causes.h"
#include "services/validation/domain/check_request.h"
#include "services/validation/domain/evaluate.h"
#include "services/validation/domain/offers.h"
#include "services/validation/domain/render_finding.h"

namespace nianbao::validation::domain {
namespace {

using v1::RuleOutcome;

constexpr int kMissingNamedMax = 20;

void AddFindings(const rulebook::CompiledRulebook& rulebook, const Evaluation& evaluation, const Subject& subject,
                 v1::Verdict& verdict) {
  for (const Violation& violation : evaluation.violations) {
    const v1::Rule& rule = rulebook.source.rules(violation.rule);
    *verdict.add_findings() = RenderFinding(rule, violation, subject);
    if (rule.severity() == finding::v1::SEVERITY_ERROR) verdict.set_error_count(verdict.error_count() + 1);
    if (rule.severity() == finding::v1::SEVERITY_WARNING) verdict.set_warning_count(verdict.warning_count() + 1);
  }
  std::stable_sort(verdict.mutable_findings()->begin(), verdict.mutable_findings()->end(),
                   [](const auto& a, const auto& b) { return a.severity() < b.severity(); });
}

// Gaps of one rule and kind are one outcome.
void AddOutcomes(const rulebook::CompiledRulebook& rulebook, const Evaluation& evaluation, const Subject& subject,
                 v1::Verdict& verdict) {
  for (const Gap& gap : evaluation.gaps) {
    if (gap.outcome == RuleOutcome::OUTCOME_NOT_ASSESSABLE) {
      verdict.set_not_assessable_count(verdict.not_assessable_count() + 1);
    }
    const std::string& rule = rulebook.source.rules(gap.rule).id();
    auto& outcomes = *verdict.mutable_outcomes();
    auto same = std::find_if(outcomes.begin(), outcomes.end(), [&](const RuleOutcome& outcome) {
      return outcome.rule() == rule && outcome.lack() == gap.lack;
    });
    if (same == outcomes.end()) {
      RuleOutcome& outcome = *outcomes.Add();
      outcome.set_rule(rule);
      outcome.set_outcome(gap.outcome);
      outcome.set_lack(gap.lack);
      same = outcomes.end() - 1;
      if (gap.lack == RuleOutcome::LACK_SOME_PARTS) {
        const std::vector<std::string>& missing = subject.figures.missing_parts();
        const int named = std::min<int>(static_cast<int>(missing.size()), kMissingNamedMax);
        outcome.mutable_missing()->Add(missing.begin(), missing.begin() + named);
        outcome.set_missing_count(static_cast<int>(missing.size()));
      }
    }
    same->set_instances(same->instances() + 1);
  }
}

template <typename Message>
std::string DigestOf(const Message& message) {
  return digest::Sm3Hex(digest::CanonicalBytes(message));
}

}  // namespace

absl::StatusOr<v1::Verdict> ValidateReport(const rulebook::CompiledRulebook& rulebook,
                                           const v1::ValidateReportRequest& request) {
  RETURN_IF_ERROR(CheckRequest(request));
  ASSIGN_OR_RETURN(const Figures figures, Figures::Of(request));
  const Subject subject = {request.report(), request.context(), figures};
  const Evaluation evaluation = Evaluate(rulebook, subject);
  v1::Verdict verdict;
  AddFindings(rulebook, evaluation, subject, verdict);
  AddOutcomes(rulebook, evaluation, subject, verdict);
  AddCauses(rulebook, evaluation, figures, verdict);
  AddOffers(rulebook, figures, verdict);
  verdict.set_rulebook_version(rulebook.source.version());
  verdict.set_rulebook_digest(rulebook.digest);
  verdict.set_report_digest(DigestOf(request.report()));
  verdict.set_context_digest(DigestOf(request.context()));
  return verdict;
}

}  // namespace nianbao::validation::domain
