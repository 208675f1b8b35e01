#include "tests/bench/subject.h"

#include <utility>

#include "libs/rulebook/delivered.h"
#include "tests/unit/services/validation/reports.h"

namespace nianbao::bench {

using validation::GetCell;
using validation::SetCell;

validation::v1::ValidateReportRequest ConsistentRequest() {
  validation::v1::ValidateReportRequest request;
  *request.mutable_report() = validation::ConsistentReport();
  form::v1::AnnualReport& prior = *request.mutable_context()->add_prior();
  prior = request.report();
  prior.set_year(request.report().year() - 1);
  for (const std::string column : {"natural_person", "enterprise", "research_institution",
                                   "public_welfare_organization", "legal_service", "other", "total"}) {
    SetCell(prior, "requests.carried_out." + column, GetCell(request.report(), "requests.carried_in." + column));
  }
  for (const std::string kind : {"rules", "normative_documents"}) {
    const std::string stem = "proactive_disclosure." + kind + ".";
    SetCell(prior, stem + "in_force",
            GetCell(prior, stem + "in_force") - GetCell(prior, stem + "issued") + GetCell(prior, stem + "repealed"));
  }
  return request;
}

validation::v1::ValidateReportRequest BrokenRequest() {
  validation::v1::ValidateReportRequest request = ConsistentRequest();
  form::v1::AnnualReport& report = *request.mutable_report();
  SetCell(report, "requests.outcomes.granted.enterprise", 130);
  SetCell(report, "requests.carried_in.total", 561);
  SetCell(report, "proactive_disclosure.rules.issued", -1);
  return request;
}

rulebook::CompiledRulebook LinearRules() {
  validation::v1::Rulebook linear = rulebook::Delivered().source;
  linear.clear_rules();
  for (const validation::v1::Rule& rule : rulebook::Delivered().source.rules()) {
    if (rule.has_linear()) *linear.add_rules() = rule;
  }
  return rulebook::Compile(std::move(linear)).value();
}

}  // namespace nianbao::bench
