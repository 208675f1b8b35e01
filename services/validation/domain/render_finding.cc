#include "services/validation/domain/render_finding.h"

#include "absl/strings/str_cat.h"
#include "libs/form/decimal.h"
#include "services/validation/domain/render_cell.h"
#include "services/validation/domain/render_message.h"

namespace nianbao::validation::domain {
namespace {

using rulebook::CompiledSum;
using rulebook::Position;

constexpr size_t kShortSum = 2;
// Shares are counted in hundredths of a percent.
constexpr int kShareScale = 2;

bool IsListed(const Position& position) {
  return position.source == v1::Term::SOURCE_UNSPECIFIED || position.source == v1::Term::SOURCE_PRIOR;
}

void AddSide(const CompiledSum& side, const Subject& subject, finding::v1::Finding& finding) {
  for (const rulebook::Entry& entry : side.entries) {
    if (!IsListed(entry.position)) continue;
    if (side.entries.size() > kShortSum && subject.figures.value(entry.position) == 0) continue;
    *finding.add_cells() = RenderCell(entry.position, subject);
  }
}

void SetSums(absl::int128 left, absl::int128 right, int scale, finding::v1::Finding& finding) {
  finding.set_left(form::FormatDecimal(left, scale));
  finding.set_right(form::FormatDecimal(right, scale));
  finding.set_difference(form::FormatDecimal(left - right, scale));
}

int ScaleOf(const v1::Rule& rule, const rulebook::Instance& instance) {
  if (rule.has_linear()) return instance.linear.scale;
  return rule.claim().measure() == form::v1::NarrativeClaim::MEASURE_SHARE ? kShareScale : instance.scale;
}

}  // namespace

finding::v1::Finding RenderFinding(const v1::Rule& rule, const Violation& violation, const Subject& subject) {
  const rulebook::Instance& instance = *violation.instance;
  finding::v1::Finding finding;
  finding.set_id(instance.id);
  if (violation.ordinal > 1) absl::StrAppend(finding.mutable_id(), "/", violation.ordinal);
  finding.set_rule(rule.id());
  finding.set_severity(rule.severity());
  if (rule.has_linear()) {
    AddSide(instance.linear.left, subject, finding);
    AddSide(instance.linear.right, subject, finding);
  }
  if (rule.has_linear() || rule.has_claim()) {
    SetSums(violation.left, violation.right, ScaleOf(rule, instance), finding);
  } else if (rule.has_predicate()) {
    finding.set_left(form::FormatDecimal(violation.left, 0));
  }
  for (const int cell : violation.cells) {
    *finding.add_cells() = RenderCell({v1::Term::SOURCE_UNSPECIFIED, cell}, subject);
  }
  finding.mutable_quotes()->Add(violation.quotes.begin(), violation.quotes.end());
  *finding.mutable_message() = RenderMessage(rule, instance, finding);
  return finding;
}

}  // namespace nianbao::validation::domain
