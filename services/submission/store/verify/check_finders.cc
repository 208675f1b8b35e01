// What is derived from revisions to find filings by.
#include "absl/strings/str_cat.h"
#include "services/submission/store/verify/checks.h"
#include "services/submission/store/verify/named_row.h"

namespace nianbao::submission {
namespace {

constexpr char kOther[] = "与报送的内容不符：应由报送重新得出";

}  // namespace

int64_t CheckJudgedFilings(CheckContext& context) {
  std::set<std::string> judged;
  const int64_t count = ForEachNamedRow(context.connection, "judged_filings", [&](const NamedRow& row) {
    const SeenFiling& filing = context.filings[row.Text("filing")];
    judged.insert(row.Text("filing"));
    RowFaults(context.faults, "judged_filings", row.Text("filing"))
        .Expect(filing.is_judged && filing.year == row.Number("year"), kOther);
  });
  for (const auto& [name, filing] : context.filings) {
    RowFaults(context.faults, "judged_filings", name).Expect(!filing.is_judged || judged.contains(name), "缺失");
  }
  return count;
}

int64_t CheckRuleFindings(CheckContext& context) {
  std::map<std::string, std::set<std::string>> rules;
  const int64_t count = ForEachNamedRow(context.connection, "rule_findings", [&](const NamedRow& row) {
    rules[row.Text("filing")].insert(row.Text("rule"));
  });
  for (const auto& [name, filing] : context.filings) {
    RowFaults(context.faults, "rule_findings", name).Expect(rules[name] == filing.rules, kOther);
  }
  return count;
}

int64_t CheckTextBands(CheckContext& context) {
  std::map<std::string, size_t> met;
  const int64_t count = ForEachNamedRow(context.connection, "text_bands", [&](const NamedRow& row) {
    const SeenFiling& filing = context.filings[row.Text("filing")];
    ++met[row.Text("filing")];
    RowFaults(context.faults, "text_bands", row.Text("filing"))
        .Expect(filing.year == row.Number("year") && filing.text_bands.contains(row.Number("band")), kOther);
  });
  for (const auto& [name, filing] : context.filings) {
    RowFaults(context.faults, "text_bands", name)
        .Expect(met[name] >= filing.text_bands.size(), absl::StrCat("缺失：应有 ", filing.text_bands.size(), " 行"));
  }
  return count;
}

}  // namespace nianbao::submission
