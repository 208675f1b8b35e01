#include "services/submission/store/rule_finding_rows.h"

#include <set>
#include <string>

#include "services/submission/store/query.h"

namespace nianbao::submission {

RuleFindings SelectRuleFindings(Connection& connection, int32_t year) {
  RuleFindings findings;
  Query filings(connection, "SELECT COUNT(*) FROM judged_filings WHERE year = ?1");
  if (filings.Number(1, year).Step()) findings.filings = static_cast<int32_t>(filings.NumberAt(0));
  Query rules(connection,
              "SELECT r.rule, COUNT(*) FROM rule_findings r JOIN judged_filings j ON j.filing = r.filing "
              "WHERE j.year = ?1 GROUP BY r.rule ORDER BY COUNT(*) DESC, r.rule");
  rules.Number(1, year);
  while (rules.Step()) findings.rules.push_back({rules.BytesAt(0), static_cast<int32_t>(rules.NumberAt(1))});
  return findings;
}

void PutRuleFindings(Connection& connection, const v1::Filing& filing) {
  Query(connection, "DELETE FROM rule_findings WHERE filing = ?1").Text(1, filing.name()).Run();
  Query(connection, "DELETE FROM judged_filings WHERE filing = ?1").Text(1, filing.name()).Run();
  const v1::Revision& revision = filing.has_open_revision() ? filing.open_revision() : filing.effective_revision();
  if (!revision.has_verdict()) return;
  Query(connection, "INSERT INTO judged_filings (filing, year) VALUES (?1, ?2)")
      .Text(1, filing.name())
      .Number(2, filing.year())
      .Run();
  std::set<std::string> rules;
  for (const auto& finding : revision.verdict().findings()) rules.insert(finding.rule());
  for (const std::string& rule : rules) {
    Query(connection, "INSERT INTO rule_findings (filing, rule) VALUES (?1, ?2)")
        .Text(1, filing.name())
        .Text(2, rule)
        .Run();
  }
}

}  // namespace nianbao::submission
