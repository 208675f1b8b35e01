#include "services/validation/domain/render_finding.h"

#include <vector>

#include "libs/form/decimal.h"
#include "services/validation/domain/render_message.h"

namespace nianbao::validation::domain {
namespace {

constexpr size_t kShortSum = 2;

void AddSide(const std::vector<Entry>& side, const Context& context, finding::v1::Finding& finding) {
  for (const Entry& entry : side) {
    if (side.size() > kShortSum && context.figures.value(entry.position) == 0) continue;
    *finding.add_cells() = RenderCell(entry.position, context);
  }
}

}  // namespace

finding::v1::Finding RenderFinding(const v1::Rule& rule, const Violation& violation, const Context& context) {
  const Instance& instance = *violation.instance;
  finding::v1::Finding finding;
  finding.set_id(instance.id);
  finding.set_rule(rule.id());
  finding.set_severity(rule.severity());
  if (rule.has_linear()) {
    AddSide(instance.left, context, finding);
    AddSide(instance.right, context, finding);
    finding.set_left(form::FormatDecimal(violation.left, instance.scale));
    finding.set_right(form::FormatDecimal(violation.right, instance.scale));
    finding.set_difference(form::FormatDecimal(violation.left - violation.right, instance.scale));
  }
  for (const int cell : violation.cells) *finding.add_cells() = RenderCell(cell, context);
  *finding.mutable_message() = RenderMessage(rule, instance, finding);
  return finding;
}

}  // namespace nianbao::validation::domain
