#include "services/validation/domain/sums.h"

namespace nianbao::validation::domain {
namespace {

using v1::RuleOutcome;

RuleOutcome::Lack WithoutReport(v1::Term::Source source) {
  return source == v1::Term::SOURCE_PRIOR ? RuleOutcome::LACK_PRIOR : RuleOutcome::LACK_PARTS;
}

RuleOutcome::Lack LackOf(const rulebook::Entry& entry, bool stated_only, const Figures& figures) {
  if (!figures.Has(entry.position.source)) return WithoutReport(entry.position.source);
  const form::CellState state = figures.state(entry.position);
  if (state == form::CellState::kUnresolved) return RuleOutcome::LACK_CELL;
  if (stated_only && state == form::CellState::kBlank) return RuleOutcome::LACK_CELL;
  return RuleOutcome::LACK_UNSPECIFIED;
}

// False when something lacks.
inline bool AddUp(const rulebook::CompiledSum& sum, bool stated_only, const Figures& figures, absl::int128& total,
                  RuleOutcome::Lack& lack) {
  absl::int128 added = sum.constant;
  for (const rulebook::Entry& entry : sum.entries) {
    lack = LackOf(entry, stated_only, figures);
    if (lack != RuleOutcome::LACK_UNSPECIFIED) return false;
    added += figures.value(entry.position) * entry.coefficient;
  }
  total = added;
  return true;
}

}  // namespace

absl::int128 SumOf(const rulebook::CompiledSum& sum, const Figures& figures) {
  absl::int128 total = sum.constant;
  for (const rulebook::Entry& entry : sum.entries) total += figures.value(entry.position) * entry.coefficient;
  return total;
}

RuleOutcome::Lack LackOf(const rulebook::CompiledSum& sum, bool stated_only, const Figures& figures) {
  for (const rulebook::Entry& entry : sum.entries) {
    const RuleOutcome::Lack lack = LackOf(entry, stated_only, figures);
    if (lack != RuleOutcome::LACK_UNSPECIFIED) return lack;
  }
  return RuleOutcome::LACK_UNSPECIFIED;
}

RuleOutcome::Lack LackOf(const rulebook::CompiledComparison& comparison, bool stated_only, const Figures& figures) {
  const RuleOutcome::Lack lack = LackOf(comparison.left, stated_only, figures);
  return lack != RuleOutcome::LACK_UNSPECIFIED ? lack : LackOf(comparison.right, stated_only, figures);
}

bool Holds(v1::Relation relation, absl::int128 left, absl::int128 right) {
  switch (relation) {
    case v1::RELATION_AT_LEAST:
      return left >= right;
    case v1::RELATION_MULTIPLE:
      return left % right == 0;
    default:
      return left == right;
  }
}

Answer Ask(const rulebook::CompiledComparison& comparison, bool stated_only, const Figures& figures) {
  Answer answer;
  if (AddUp(comparison.left, stated_only, figures, answer.left, answer.lack) &&
      AddUp(comparison.right, stated_only, figures, answer.right, answer.lack)) {
    answer.holds = Holds(comparison.relation, answer.left, answer.right);
  }
  return answer;
}

}  // namespace nianbao::validation::domain
