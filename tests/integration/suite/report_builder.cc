#include "tests/integration/suite/report_builder.h"

#include "libs/form/cell_vector.h"

namespace nianbao::integration {
namespace {

using form::v1::ApplicantCounts;

void AddTo(ApplicantCounts& sum, const ApplicantCounts& row) {
  sum.set_natural_person(sum.natural_person() + row.natural_person());
  sum.set_enterprise(sum.enterprise() + row.enterprise());
  sum.set_total(sum.total() + row.total());
}

}  // namespace

form::v1::AnnualReport ConsistentReport(int year, std::mt19937_64& random) {
  form::v1::AnnualReport report;
  report.set_organ_name("试验机关");
  report.set_year(year);
  report.set_scope(form::v1::SCOPE_OWN);
  report.set_edition(form::v1::EDITION_2021);
  auto& narrative = *report.mutable_narrative();
  narrative.set_overview("本机关依法公开政府信息。");
  narrative.set_problems_and_improvements("公开内容还不够丰富。下一步将加强培训，改进公开质量。");
  narrative.set_other_matters("没有收取信息处理费。");
  report.mutable_processing_fees()->set_notices(0);
  report.mutable_processing_fees()->set_notified_amount(0);
  report.mutable_processing_fees()->set_collected_amount(0);
  for (const form::Cell& cell : form::Catalogue::Get().cells()) form::SetFigure(cell, 0, report);

  std::uniform_int_distribution<int64_t> count(0, 1000);
  report.mutable_proactive_disclosure()->set_licensing_decisions(count(random));
  report.mutable_proactive_disclosure()->set_administrative_fees(count(random) * 1'000'100);
  auto& requests = *report.mutable_requests();
  auto& outcomes = *requests.mutable_outcomes();
  for (ApplicantCounts* row : {outcomes.mutable_granted(), outcomes.mutable_refused()->mutable_state_secret(),
                               outcomes.mutable_unable()->mutable_not_held()}) {
    row->set_natural_person(count(random));
    row->set_enterprise(count(random));
    row->set_total(row->natural_person() + row->enterprise());
    AddTo(*outcomes.mutable_total(), *row);
  }
  *requests.mutable_received() = outcomes.total();
  auto& reconsideration = *report.mutable_remedies()->mutable_reconsideration();
  reconsideration.set_upheld(count(random));
  reconsideration.set_total(reconsideration.upheld());
  return report;
}

organ::v1::Organ MakeOrgan(const std::string& id, const std::string& parent_id) {
  organ::v1::Organ organ;
  organ.set_name("organs/" + id);
  organ.set_title("试验机关" + id);
  organ.set_kind(organ::v1::ORGAN_KIND_DEPARTMENT);
  organ.set_scope_duty(organ::v1::SCOPE_DUTY_OWN);
  if (!parent_id.empty()) organ.set_parent("organs/" + parent_id);
  return organ;
}

}  // namespace nianbao::integration
