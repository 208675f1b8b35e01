#include "services/validation/domain/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "libs/status/error.h"
#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

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

TEST(Compile, ExpandsTheBuiltInRulesOverTheForm) {
  std::map<std::string, size_t> instances;
  for (int i = 0; i < BuiltIn().source.rules_size(); ++i) {
    instances[BuiltIn().source.rules(i).id()] = BuiltIn().instances[i].size();
  }
  EXPECT_THAT(
      instances,
      ElementsAre(Pair("form.cell_blank", 3), Pair("form.cell_not_applicable", 2), Pair("form.cell_unresolved", 3),
                  Pair("form.count_not_negative", 200), Pair("remedies.row_sum", 3), Pair("requests.balance", 7),
                  Pair("requests.carry_over", 7), Pair("requests.column_sum", 7), Pair("requests.row_sum", 25)));
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
  EXPECT_EQ(compiled->instances[0][3].left[0].position, IndexOf("requests.outcomes.total.total"));
}

TEST(Compile, GivesARuleWithoutVariablesItsOwnIdAsInstance) {
  v1::Rulebook rulebook = OneRule();
  rulebook.mutable_rules(0)->mutable_linear()->add_left()->set_cell("requests.received.total");
  EXPECT_EQ(Compile(rulebook)->instances[0][0].id, "test.rule");
}

TEST(Compile, AddsTermsOfTheSameFigureButKeepsTheYearsApart) {
  v1::Rulebook rulebook = OneRule();
  v1::LinearRule& linear = *rulebook.mutable_rules(0)->mutable_linear();
  linear.add_left()->set_cell("requests.received.total");
  linear.add_left()->set_cell("requests.received.total");
  v1::Term& prior = *linear.add_left();
  prior.set_cell("requests.received.total");
  prior.set_prior(true);
  const auto compiled = Compile(rulebook);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  const Instance& instance = compiled->instances[0][0];
  ASSERT_EQ(instance.left.size(), 2u);
  EXPECT_EQ(instance.left[0].position, IndexOf("requests.received.total"));
  EXPECT_EQ(instance.left[0].coefficient, 2);
  EXPECT_EQ(instance.left[1].position, IndexOf("requests.received.total") + kPrior);
  EXPECT_TRUE(instance.needs_prior);
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
  // A figure of the form, but not one of the tables.
  linear.mutable_right(0)->set_cell("processing_fees.notices");
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

TEST(Compile, RefusesAVariableWithoutValues) {
  v1::Rulebook rulebook = OneRule();
  v1::Variable& variable = *rulebook.mutable_rules(0)->add_variables();
  variable.set_name("cell");
  variable.add_cells_under("narrative");
  rulebook.mutable_rules(0)->mutable_linear()->add_left()->set_cell("{cell}");
  EXPECT_THAT(FaultOf(rulebook), HasSubstr("variables"));
}

}  // namespace
}  // namespace nianbao::validation::domain
