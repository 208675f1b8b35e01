#include "libs/rulebook/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/rulebook/delivered.h"
#include "libs/status/error.h"

namespace nianbao::rulebook {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

int IndexOf(absl::string_view code) { return form::Catalogue::Get().Find(code)->index; }

v1::Rulebook OneRule() {
  v1::Rulebook rulebook;
  rulebook.set_version("test");
  rulebook.add_rules()->set_id("test.rule");
  return rulebook;
}

void AddVariable(v1::Rule& rule, const std::string& name, const std::vector<std::string>& values) {
  v1::Variable& variable = *rule.add_variables();
  variable.set_name(name);
  for (const std::string& value : values) variable.add_values(value);
}

std::string FaultOf(const v1::Rulebook& rulebook) {
  const auto compiled = Compile(rulebook);
  EXPECT_EQ(status::ReasonOf(compiled.status()), "RULEBOOK_INVALID");
  EXPECT_EQ(status::MetaOf(compiled.status(), "rule"), "test.rule");
  return std::string(compiled.status().message());
}

TEST(Compile, ExpandsTheDeliveredRulesOverTheForm) {
  std::map<std::string, size_t> instances;
  for (int i = 0; i < Delivered().source.rules_size(); ++i) {
    instances[Delivered().source.rules(i).id()] = Delivered().instances[i].size();
  }
  EXPECT_EQ(instances["requests.row_sum"], 25u);
  EXPECT_EQ(instances["requests.column_sum"], 7u);
  EXPECT_EQ(instances["requests.balance"], 7u);
  EXPECT_EQ(instances["remedies.row_sum"], 3u);
  EXPECT_EQ(instances["form.count_not_negative"], 200u);
  EXPECT_EQ(instances["rollup.equals_parts"], 200u);
  EXPECT_EQ(instances["disclosure.stock_follows"], 2u);
  EXPECT_EQ(instances["narrative.outcomes"], 24u);
  EXPECT_EQ(instances["narrative.alike"], 1u);
}

TEST(Compile, CombinesAllValuesOfAllVariables) {
  v1::Rulebook rulebook = OneRule();
  v1::Rule& rule = *rulebook.mutable_rules(0);
  AddVariable(rule, "row", {"received", "outcomes.total"});
  AddVariable(rule, "column", {"natural_person", "total"});
  rule.mutable_linear()->add_left()->set_cell("requests.{row}.{column}");
  const auto compiled = Compile(rulebook);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  std::vector<std::string> ids;
  for (const Instance& instance : compiled->instances[0]) ids.push_back(instance.id);
  EXPECT_THAT(ids, ElementsAre("test.rule/received.natural_person", "test.rule/received.total",
                               "test.rule/outcomes.total.natural_person", "test.rule/outcomes.total.total"));
  EXPECT_THAT(compiled->instances[0][3].titles, ElementsAre("（七）总计", "总计"));
  EXPECT_EQ(compiled->instances[0][3].linear.left.entries[0].position.index, IndexOf("requests.outcomes.total.total"));
}

TEST(Compile, GivesARuleWithoutVariablesItsOwnIdAsInstance) {
  v1::Rulebook rulebook = OneRule();
  rulebook.mutable_rules(0)->mutable_linear()->add_left()->set_cell("requests.received.total");
  EXPECT_EQ(Compile(rulebook)->instances[0][0].id, "test.rule");
}

TEST(Compile, AddsTermsOfTheSameFigureButKeepsTheReportsApart) {
  v1::Rulebook rulebook = OneRule();
  v1::LinearRule& linear = *rulebook.mutable_rules(0)->mutable_linear();
  linear.add_left()->set_cell("requests.received.total");
  linear.add_left()->set_cell("requests.received.total");
  linear.mutable_left(1)->set_coefficient(-5);
  v1::Term& prior = *linear.add_left();
  prior.set_cell("requests.received.total");
  prior.set_source(v1::Term::SOURCE_PRIOR);
  linear.add_left()->set_coefficient(7);
  linear.add_left()->set_coefficient(-2);
  const auto compiled = Compile(rulebook);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  const CompiledSum& left = compiled->instances[0][0].linear.left;
  ASSERT_EQ(left.entries.size(), 2u);
  const int index = IndexOf("requests.received.total");
  EXPECT_EQ(left.entries[0].position, (Position{v1::Term::SOURCE_UNSPECIFIED, index}));
  EXPECT_EQ(left.entries[0].coefficient, -4);
  EXPECT_EQ(left.entries[1].position, (Position{v1::Term::SOURCE_PRIOR, index}));
  EXPECT_EQ(left.constant, 5);
}

TEST(Compile, ComparesAmountsInYuanWithAmountsInTenThousandYuan) {
  v1::Rulebook rulebook = OneRule();
  v1::LinearRule& linear = *rulebook.mutable_rules(0)->mutable_linear();
  linear.add_left()->set_cell("processing_fees.collected_amount");
  linear.add_right()->set_cell("proactive_disclosure.administrative_fees");
  const auto compiled = Compile(rulebook);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  EXPECT_EQ(compiled->instances[0][0].linear.scale, 2);
}

TEST(Compile, GivesAClaimRuleOneInstanceForEachSubject) {
  v1::Rulebook rulebook = OneRule();
  v1::ClaimRule& claim = *rulebook.mutable_rules(0)->mutable_claim();
  claim.add_subjects(form::v1::NarrativeClaim::SUBJECT_CARRIED_IN);
  claim.add_subjects(form::v1::NarrativeClaim::SUBJECT_LITIGATION);
  const auto compiled = Compile(rulebook);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  ASSERT_EQ(compiled->instances[0].size(), 2u);
  EXPECT_EQ(compiled->instances[0][0].id, "test.rule/carried_in");
  EXPECT_EQ(compiled->instances[0][1].id, "test.rule/litigation");
  ASSERT_EQ(compiled->instances[0][1].sums.size(), 1u);
  EXPECT_EQ(compiled->instances[0][1].sums[0].entries.size(), 2u);
}

TEST(Compile, LeavesARuleThatIsOffWithoutInstances) {
  v1::Rulebook rulebook = OneRule();
  rulebook.mutable_rules(0)->mutable_linear()->add_left()->set_cell("requests.received.total");
  rulebook.mutable_rules(0)->set_status(v1::Rule::STATUS_OFF);
  const auto compiled = Compile(rulebook);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  EXPECT_TRUE(compiled->instances[0].empty());
}

TEST(Compile, TakesAPrefixOnlyUpToADot) {
  v1::Rulebook rulebook = OneRule();
  v1::StateRule& state = *rulebook.mutable_rules(0)->mutable_state();
  state.add_prefixes("remedies.reconsideration");
  EXPECT_EQ(Compile(rulebook)->instances[0][0].cells.size(), 5u);
  state.set_prefixes(0, "remedies.reconsider");
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("state.prefixes[0]"));
}

TEST(Compile, RefusesACellThatTheFormDoesNotHave) {
  v1::Rulebook rulebook = OneRule();
  v1::LinearRule& linear = *rulebook.mutable_rules(0)->mutable_linear();
  linear.add_left()->set_cell("requests.received.total");
  linear.add_right()->set_cell("requests.received.nobody");
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("linear.right[0].cell"));
}

TEST(Compile, RefusesANameThatIsNoVariable) {
  v1::Rulebook rulebook = OneRule();
  rulebook.mutable_rules(0)->mutable_linear()->add_left()->set_cell("requests.{row}.total");
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("{row}"));
}

TEST(Compile, RefusesToAddMoneyToCounts) {
  v1::Rulebook rulebook = OneRule();
  v1::LinearRule& linear = *rulebook.mutable_rules(0)->mutable_linear();
  linear.add_left()->set_cell("requests.received.total");
  linear.add_right()->set_cell("proactive_disclosure.administrative_fees");
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("linear.right[0].cell"));
}

TEST(Compile, RefusesAVariableThatNoCellUses) {
  v1::Rulebook rulebook = OneRule();
  AddVariable(*rulebook.mutable_rules(0), "row", {"received", "carried_in"});
  rulebook.mutable_rules(0)->mutable_linear()->add_left()->set_cell("requests.received.total");
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("variables[0]"));
}

TEST(Compile, RefusesRulesThatExpandWithoutBound) {
  v1::Rulebook rulebook = OneRule();
  v1::Rule& rule = *rulebook.mutable_rules(0);
  for (const char* name : {"a", "b", "c", "d"}) {
    v1::Variable& variable = *rule.add_variables();
    variable.set_name(name);
    variable.add_cells_under("requests");
    rule.mutable_linear()->add_left()->set_cell(absl::StrCat("{", name, "}"));
  }
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("too many combinations"));
}

TEST(Compile, CountsTheInstancesOfAllRulesTogether) {
  v1::Rulebook rulebook = OneRule();
  v1::Variable& variable = *rulebook.mutable_rules(0)->add_variables();
  variable.set_name("cell");
  for (const char* table : {"proactive_disclosure", "requests", "remedies"}) variable.add_cells_under(table);
  rulebook.mutable_rules(0)->mutable_linear()->add_left()->set_cell("{cell}");
  const v1::Rule rule = rulebook.rules(0);
  while (rulebook.rules_size() < 100) *rulebook.add_rules() = rule;
  EXPECT_TRUE(Compile(rulebook).ok());
  *rulebook.add_rules() = rule;
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("rules[100].variables"));
}

TEST(Compile, RefusesAVariableWithoutValues) {
  v1::Rulebook rulebook = OneRule();
  v1::Variable& variable = *rulebook.mutable_rules(0)->add_variables();
  variable.set_name("cell");
  variable.add_cells_under("narrative");
  rulebook.mutable_rules(0)->mutable_linear()->add_left()->set_cell("{cell}");
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("variables"));
}

}  // namespace
}  // namespace nianbao::rulebook
