#include "services/validation/domain/evaluate.h"

#include <optional>
#include <utility>

namespace nianbao::validation::domain {
namespace {

// The sum, or nullopt over an unresolved figure. Blank and "/" have the value 0.
std::optional<absl::int128> Sum(const std::vector<Entry>& entries, const Figures& figures) {
  absl::int128 sum = 0;
  for (const Entry& entry : entries) {
    if (figures.state(entry.position) == form::CellState::kUnresolved) return std::nullopt;
    sum += absl::int128(figures.value(entry.position)) * entry.coefficient;
  }
  return sum;
}

bool Holds(v1::LinearRule::Relation relation, absl::int128 left, absl::int128 right) {
  return relation == v1::LinearRule::RELATION_EQUAL ? left == right : left >= right;
}

form::CellState StateOf(v1::StateRule::Forbidden forbidden) {
  switch (forbidden) {
    case v1::StateRule::FORBIDDEN_NOT_APPLICABLE:
      return form::CellState::kNotApplicable;
    case v1::StateRule::FORBIDDEN_UNRESOLVED:
      return form::CellState::kUnresolved;
    default:
      return form::CellState::kBlank;
  }
}

void EvaluateLinear(const v1::LinearRule& rule, Violation candidate, const Figures& figures, Evaluation& evaluation) {
  const Instance& instance = *candidate.instance;
  std::optional<absl::int128> left, right;
  if (!instance.needs_prior || figures.prior) {
    left = Sum(instance.left, figures);
    right = Sum(instance.right, figures);
  }
  if (!left || !right) {
    ++evaluation.not_assessable_count;
  } else if (!Holds(rule.relation(), *left, *right)) {
    candidate.left = *left;
    candidate.right = *right;
    evaluation.violations.push_back(std::move(candidate));
  }
}

void EvaluateState(const v1::StateRule& rule, Violation candidate, const Figures& figures, Evaluation& evaluation) {
  const form::CellState forbidden = StateOf(rule.forbidden());
  for (const int cell : candidate.instance->cells) {
    if (figures.current.state(cell) == forbidden) candidate.cells.push_back(cell);
  }
  if (!candidate.cells.empty()) evaluation.violations.push_back(std::move(candidate));
}

}  // namespace

Evaluation Evaluate(const CompiledRulebook& rulebook, const Figures& figures) {
  Evaluation evaluation;
  for (int i = 0; i < rulebook.source.rules_size(); ++i) {
    const v1::Rule& rule = rulebook.source.rules(i);
    for (const Instance& instance : rulebook.instances[i]) {
      Violation candidate;
      candidate.rule = i;
      candidate.instance = &instance;
      if (rule.has_linear()) {
        EvaluateLinear(rule.linear(), std::move(candidate), figures, evaluation);
      } else {
        EvaluateState(rule.state(), std::move(candidate), figures, evaluation);
      }
    }
  }
  return evaluation;
}

}  // namespace nianbao::validation::domain
