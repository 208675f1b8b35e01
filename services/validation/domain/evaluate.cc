#include "services/validation/domain/evaluate.h"

#include <algorithm>
#include <utility>

#include "services/validation/domain/assess.h"
#include "services/validation/domain/sums.h"

namespace nianbao::validation::domain {
namespace {

using rulebook::CompiledComparison;
using rulebook::CompiledSum;
using rulebook::Instance;
using v1::RuleOutcome;

bool Lacks(const organ::v1::Organ& organ, organ::v1::Power power) {
  return std::find(organ.lacks().begin(), organ.lacks().end(), power) != organ.lacks().end();
}

bool IsFor(const v1::Applicability& applies, const Subject& subject) {
  const organ::v1::Organ& organ = subject.context.organ();
  const auto& kinds = applies.kinds();
  if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), organ.kind()) == kinds.end()) return false;
  const bool rolls_up = subject.report.scope() == form::v1::SCOPE_ROLL_UP;
  if (applies.scope() != form::v1::SCOPE_UNSPECIFIED && (applies.scope() == form::v1::SCOPE_ROLL_UP) != rolls_up) {
    return false;
  }
  if (applies.lacking() != organ::v1::POWER_UNSPECIFIED && !Lacks(organ, applies.lacking())) return false;
  return applies.not_lacking() == organ::v1::POWER_UNSPECIFIED || !Lacks(organ, applies.not_lacking());
}

bool Uses(v1::Term::Source source, const CompiledSum& sum) {
  return std::any_of(sum.entries.begin(), sum.entries.end(),
                     [&](const rulebook::Entry& entry) { return entry.position.source == source; });
}

bool Uses(v1::Term::Source source, const CompiledComparison& comparison) {
  return Uses(source, comparison.left) || Uses(source, comparison.right);
}

// A sum over parts says nothing while one is missing; that a report falls short of the greatest part stays true.
Assessment AssessLinear(const v1::LinearRule& rule, const Instance& instance, const Figures& figures) {
  Assessment assessment;
  const Answer answer = Ask(instance.linear, rule.stated_only(), figures);
  assessment.lack = answer.lack;
  if (assessment.lack != RuleOutcome::LACK_UNSPECIFIED) return assessment;
  const bool incomplete = !figures.missing_parts().empty();
  if (incomplete && Uses(v1::Term::SOURCE_PARTS, instance.linear)) {
    assessment.lack = RuleOutcome::LACK_SOME_PARTS;
    return assessment;
  }
  if (!answer.holds) {
    Violation violation;
    violation.left = answer.left;
    violation.right = answer.right;
    assessment.violations.push_back(std::move(violation));
  } else if (incomplete && Uses(v1::Term::SOURCE_LARGEST_PART, instance.linear)) {
    assessment.lack = RuleOutcome::LACK_SOME_PARTS;
  }
  return assessment;
}

// Whether the conditions of an instance hold; what they lack when that cannot be told.
Answer AskConditions(const Instance& instance, const Figures& figures) {
  Answer answer;
  for (const CompiledComparison& when : instance.when) {
    answer = Ask(when, false, figures);
    if (answer.lack != RuleOutcome::LACK_UNSPECIFIED || !answer.holds) break;
  }
  return answer;
}

Assessment Assess(const v1::Rule& rule, const Instance& instance, const Subject& subject) {
  const Answer condition = AskConditions(instance, subject.figures);
  if (condition.lack != RuleOutcome::LACK_UNSPECIFIED) return {{}, condition.lack};
  if (!condition.holds) return {};
  switch (rule.body_case()) {
    case v1::Rule::kState:
      return AssessState(rule.state(), instance, subject);
    case v1::Rule::kText:
      return AssessText(rule.text(), subject);
    case v1::Rule::kClaim:
      return AssessClaim(rule.claim(), instance, subject);
    case v1::Rule::kPredicate:
      return AssessPredicate(rule.predicate(), subject);
    default:
      return AssessLinear(rule.linear(), instance, subject.figures);
  }
}

}  // namespace

Evaluation Evaluate(const rulebook::CompiledRulebook& rulebook, const Subject& subject) {
  Evaluation evaluation;
  for (int i = 0; i < rulebook.source.rules_size(); ++i) {
    const v1::Rule& rule = rulebook.source.rules(i);
    if (rulebook.instances[i].empty() || !IsFor(rule.applies(), subject)) continue;
    for (const Instance& instance : rulebook.instances[i]) {
      Assessment assessment = Assess(rule, instance, subject);
      if (assessment.lack != RuleOutcome::LACK_UNSPECIFIED) {
        const bool uncertain = assessment.lack == RuleOutcome::LACK_SOME_PARTS;
        evaluation.gaps.push_back(
            {i, uncertain ? RuleOutcome::OUTCOME_UNCERTAIN : RuleOutcome::OUTCOME_NOT_ASSESSABLE, assessment.lack});
      }
      int ordinal = 0;
      for (Violation& violation : assessment.violations) {
        violation.rule = i;
        violation.instance = &instance;
        violation.ordinal = ++ordinal;
        evaluation.violations.push_back(std::move(violation));
      }
    }
  }
  return evaluation;
}

}  // namespace nianbao::validation::domain
