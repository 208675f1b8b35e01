#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {

organ::v1::Organ Organ(const std::string& id, const std::string& parent_id, organ::v1::ScopeDuty duty) {
  organ::v1::Organ organ;
  organ.set_name("organs/" + id);
  organ.set_title(id + "局");
  organ.set_kind(organ::v1::ORGAN_KIND_DEPARTMENT);
  organ.set_scope_duty(duty);
  if (!parent_id.empty()) organ.set_parent("organs/" + parent_id);
  return organ;
}

form::v1::AnnualReport Report(int year, int received, form::v1::Scope scope) {
  form::v1::AnnualReport report;
  report.set_year(year);
  report.set_scope(scope);
  report.set_edition(form::v1::EDITION_2021);
  report.mutable_requests()->mutable_received()->set_natural_person(received);
  return report;
}

}  // namespace nianbao::submission
