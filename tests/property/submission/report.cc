#include "tests/property/submission/report.h"

#include <random>

#include "tests/integration/suite/report_builder.h"

namespace nianbao::submission {

form::v1::AnnualReport ReportOf(int year, int figure, Quality quality) {
  std::mt19937_64 random(figure);
  form::v1::AnnualReport report = integration::ConsistentReport(year, random);
  report.clear_organ_name();
  auto& disclosure = *report.mutable_proactive_disclosure();
  disclosure.set_licensing_decisions(500 + figure % 400);
  disclosure.set_administrative_fees((500 + figure % 400) * int64_t{1'000'000});
  auto& requests = *report.mutable_requests();
  switch (quality) {
    case Quality::kClean:
      break;
    case Quality::kWarned:
      disclosure.mutable_normative_documents()->set_issued(10);
      break;
    case Quality::kWrong:
      requests.mutable_received()->set_total(requests.received().total() + 1);
      break;
    case Quality::kCarries:
      for (form::v1::ApplicantCounts* row : {requests.mutable_received(), requests.mutable_carried_out()}) {
        row->set_natural_person(row->natural_person() + 1);
        row->set_total(row->total() + 1);
      }
  }
  return report;
}

}  // namespace nianbao::submission
