#include "libs/rulebook/total_rules.h"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "libs/rulebook/delivered.h"

namespace nianbao::rulebook {
namespace {

using testing::ElementsAre;

std::multiset<std::string> TotalCells(const CompiledRulebook& rulebook) {
  std::multiset<std::string> codes;
  for (const TotalRule& total : TotalsOf(rulebook)) codes.insert(form::Catalogue::Get().cells()[total.cell].code);
  return codes;
}

// The delivered rulebook with one rule changed.
CompiledRulebook With(const std::string& id, void (*change)(v1::Rule&)) {
  v1::Rulebook rulebook = Delivered().source;
  for (v1::Rule& rule : *rulebook.mutable_rules()) {
    if (rule.id() == id) change(rule);
  }
  return Compile(rulebook).value();
}

TEST(TotalsOf, FindsEachTotalOfTheForm) {
  const std::multiset<std::string> cells = TotalCells(Delivered());
  // 25 rows and 7 columns of applications, 3 kinds of remedies.
  EXPECT_EQ(cells.size(), 35u);
  EXPECT_EQ(cells.count("requests.received.total"), 1u);
  EXPECT_EQ(cells.count("requests.outcomes.total.enterprise"), 1u);
  EXPECT_EQ(cells.count("remedies.direct_litigation.total"), 1u);
  // Row and column of totals meet here.
  EXPECT_EQ(cells.count("requests.outcomes.total.total"), 2u);
}

TEST(TotalsOf, GivesTheSumOfTheParts) {
  for (const TotalRule& total : TotalsOf(Delivered())) {
    if (total.instance->id != "remedies.row_sum/reconsideration") continue;
    std::vector<std::string> parts;
    for (const Entry& entry : total.instance->linear.right.entries) {
      parts.push_back(form::Catalogue::Get().cells()[entry.position.index].code);
    }
    EXPECT_THAT(parts, ElementsAre("remedies.reconsideration.upheld", "remedies.reconsideration.corrected",
                                   "remedies.reconsideration.other", "remedies.reconsideration.pending"));
    return;
  }
  FAIL() << "no such rule";
}

TEST(TotalsOf, LeavesOutRulesThatDoNotStopEveryReport) {
  EXPECT_EQ(TotalCells(With("remedies.row_sum", [](v1::Rule& rule) { rule.set_status(v1::Rule::STATUS_OFF); })).size(),
            32u);
  EXPECT_EQ(
      TotalCells(With("remedies.row_sum", [](v1::Rule& rule) { rule.set_severity(finding::v1::SEVERITY_WARNING); }))
          .size(),
      32u);
  EXPECT_EQ(TotalCells(With("remedies.row_sum",
                            [](v1::Rule& rule) { rule.mutable_applies()->set_scope(form::v1::SCOPE_OWN); }))
                .size(),
            32u);
  EXPECT_EQ(TotalCells(With("remedies.row_sum",
                            [](v1::Rule& rule) { rule.mutable_linear()->set_relation(v1::RELATION_AT_LEAST); }))
                .size(),
            32u);
}

}  // namespace
}  // namespace nianbao::rulebook
