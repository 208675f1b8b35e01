#include "services/submission/domain/get_rule_statistics.h"

#include "libs/status/try.h"
#include "services/submission/domain/year_field.h"

namespace nianbao::submission {

absl::StatusOr<v1::GetRuleStatisticsResponse> GetRuleStatistics(const StoreReader& store,
                                                                const v1::GetRuleStatisticsRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  ASSIGN_OR_RETURN(const RuleFindings findings, store.CountRuleFindings(request.year()));
  v1::GetRuleStatisticsResponse response;
  response.set_filings(findings.filings);
  for (const RuleFindings::Count& count : findings.rules) {
    v1::RuleCount& rule = *response.add_rules();
    rule.set_rule(count.rule);
    rule.set_filings(count.filings);
  }
  return response;
}

}  // namespace nianbao::submission
