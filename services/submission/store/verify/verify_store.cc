#include "services/submission/store/verify/verify_store.h"

#include <functional>

#include "absl/strings/str_cat.h"
#include "services/submission/store/store_error.h"
#include "services/submission/store/verify/checks.h"

namespace nianbao::submission {

Verification VerifyAll(Connection& connection) {
  const Transaction snapshot(connection, Transaction::Kind::kRead);
  Verification verification;
  CheckContext context = {connection, verification.faults};
  // The log first: the others are held against it. What filings say before what their revisions do.
  const std::pair<const char*, std::function<int64_t(CheckContext&)>> checks[] = {
      {"log_head", CheckLogHead},
      {"events", CheckEvents},
      {"organs", CheckOrgans},
      {"organ_versions", CheckOrganVersions},
      {"reporters", CheckReporters},
      {"deadlines", CheckDeadlines},
      {"calendars", CheckCalendars},
      {"year_locks", CheckYearLocks},
      {"grants", CheckGrants},
      {"rulebooks", CheckRulebooks},
      {"active_rulebook", CheckActiveRulebook},
      {"contexts", CheckContexts},
      {"documents", CheckDocuments},
      {"filings", CheckFilings},
      {"revisions", CheckRevisions},
      {"judged_filings", CheckJudgedFilings},
      {"rule_findings", CheckRuleFindings},
      {"text_bands", CheckTextBands},
      {"requests", CheckRequests},
  };
  for (const auto& [table, check] : checks) {
    try {
      verification.row_counts.emplace_back(table, check(context));
    } catch (const StoreError& error) {
      if (!absl::IsDataLoss(error.status)) throw;
      verification.faults.Add(table, "", absl::StrCat("无法读到底：", std::string(error.status.message())));
    }
  }
  for (const std::string& damage : connection.FindDamage()) verification.faults.Add("", "", damage);
  return verification;
}

}  // namespace nianbao::submission
