#include "services/submission/domain/due_date.h"

#include "absl/strings/str_cat.h"

namespace nianbao::submission {

std::string DueDate(int32_t year, form::v1::Scope scope, organ::v1::OrganKind kind) {
  const bool for_an_area = scope == form::v1::SCOPE_ROLL_UP || kind == organ::v1::ORGAN_KIND_GOVERNMENT;
  return absl::StrCat(year + 1, for_an_area ? "-03-31" : "-01-31");
}

std::string DueDateOf(const v1::Filing& filing, const organ::v1::Organ& organ) {
  if (filing.has_deadline()) return filing.deadline().due_date();
  return DueDate(filing.year(), filing.scope(), organ.kind());
}

}  // namespace nianbao::submission
