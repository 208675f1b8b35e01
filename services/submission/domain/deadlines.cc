#include "services/submission/domain/deadlines.h"

#include <algorithm>

#include "services/submission/domain/due_date.h"

namespace nianbao::submission {

Deadlines::Deadlines(int32_t year, const std::vector<organ::v1::Deadline>& deadlines) : year_(year) {
  for (const organ::v1::Deadline& deadline : deadlines) {
    (deadline.scope() == form::v1::SCOPE_ROLL_UP ? roll_up_ : own_)[deadline.node()] = deadline.day();
  }
}

std::string Deadlines::DueDay(const Roster& tree, const organ::v1::Organ& organ, form::v1::Scope scope) const {
  const std::string statutory = DueDate(year_, scope, organ.kind());
  const auto& set = scope == form::v1::SCOPE_ROLL_UP ? roll_up_ : own_;
  for (const organ::v1::Organ* at = &organ; at != nullptr; at = tree.Find(at->parent())) {
    if (const auto it = set.find(at->name()); it != set.end()) return std::min(it->second, statutory);
  }
  return statutory;
}

}  // namespace nianbao::submission
