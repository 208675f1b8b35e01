#include <algorithm>
#include <utility>

#include "services/validation/domain/assess.h"

namespace nianbao::validation::domain {
namespace {

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

}  // namespace

Assessment AssessState(const v1::StateRule& rule, const rulebook::Instance& instance, const Subject& subject) {
  const form::CellState forbidden = StateOf(rule.forbidden());
  Violation violation;
  for (const int cell : instance.cells) {
    if (subject.figures.state({v1::Term::SOURCE_UNSPECIFIED, cell}) == forbidden) violation.cells.push_back(cell);
  }
  const auto count = static_cast<int>(violation.cells.size());
  const bool few_enough = rule.at_most() == 0 || count <= rule.at_most();
  Assessment assessment;
  if (count >= std::max(rule.at_least(), 1) && few_enough) assessment.violations.push_back(std::move(violation));
  return assessment;
}

}  // namespace nianbao::validation::domain
