#include "libs/rulebook/change_rule.h"

#include <gtest/gtest.h>

#include "libs/rulebook/delivered.h"
#include "libs/status/error.h"

namespace nianbao::rulebook {
namespace {

const v1::Rule& RuleOf(const v1::Rulebook& rulebook, const std::string& id) {
  for (const v1::Rule& rule : rulebook.rules()) {
    if (rule.id() == id) return rule;
  }
  return v1::Rule::default_instance();
}

RuleEdit Off(const std::string& rule) {
  RuleEdit edit;
  edit.rule = rule;
  edit.status = v1::Rule::STATUS_OFF;
  edit.actor = "office";
  edit.reason = "用户意见";
  return edit;
}

TEST(ChangeRule, MakesTheNextVersionAndSaysWhoChangedWhatAndWhy) {
  const v1::Rulebook& before = Delivered().source;
  const auto after = ChangeRule(before, Off("narrative.received"));
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->version(), before.version() + "+1");
  const v1::Rule& rule = RuleOf(*after, "narrative.received");
  EXPECT_EQ(rule.status(), v1::Rule::STATUS_OFF);
  EXPECT_EQ(rule.change().actor(), "office");
  EXPECT_EQ(rule.change().reason(), "用户意见");
  EXPECT_NE(DigestOf(*after), DigestOf(before));

  RuleEdit softer;
  softer.rule = "requests.balance";
  softer.severity = finding::v1::SEVERITY_WARNING;
  const auto later = ChangeRule(*after, softer);
  ASSERT_TRUE(later.ok()) << later.status();
  EXPECT_EQ(later->version(), before.version() + "+2");
  EXPECT_EQ(RuleOf(*later, "requests.balance").severity(), finding::v1::SEVERITY_WARNING);
  EXPECT_EQ(RuleOf(*later, "narrative.received").status(), v1::Rule::STATUS_OFF);
}

TEST(ChangeRule, RefusesAnUnknownRuleAndAChangeThatChangesNothing) {
  EXPECT_EQ(status::ReasonOf(ChangeRule(Delivered().source, Off("no.such_rule")).status()), "RULE_UNKNOWN");
  RuleEdit same;
  same.rule = "requests.balance";
  same.status = v1::Rule::STATUS_ACTIVE;
  same.severity = finding::v1::SEVERITY_ERROR;
  EXPECT_EQ(status::ReasonOf(ChangeRule(Delivered().source, same).status()), "FIELD_INVALID");
}

TEST(ChangeRule, RefusesAStatusAndASeverityThatAreNotKnown) {
  RuleEdit edit;
  edit.rule = "requests.balance";
  edit.status = static_cast<v1::Rule::Status>(7);
  EXPECT_EQ(status::ReasonOf(ChangeRule(Delivered().source, edit).status()), "FIELD_INVALID");
  edit.status = v1::Rule::STATUS_OFF;
  edit.severity = static_cast<finding::v1::Severity>(9);
  EXPECT_EQ(status::ReasonOf(ChangeRule(Delivered().source, edit).status()), "FIELD_INVALID");
}

TEST(CarryChangesOver, KeepsWhatAnOfficeChangedWhenARulebookIsDelivered) {
  const auto active = ChangeRule(Delivered().source, Off("narrative.received"));
  ASSERT_TRUE(active.ok());
  v1::Rulebook delivered = Delivered().source;
  delivered.set_version("2022.1");
  const v1::Rulebook carried = CarryChangesOver(*active, delivered);
  EXPECT_EQ(carried.version(), "2022.1+1");
  EXPECT_EQ(RuleOf(carried, "narrative.received").status(), v1::Rule::STATUS_OFF);
  EXPECT_EQ(RuleOf(carried, "narrative.received").change().actor(), "office");
  EXPECT_EQ(CarryChangesOver(Delivered().source, delivered).version(), "2022.1");
}

TEST(IsNewer, ComparesNumbersNotLetters) {
  EXPECT_TRUE(IsNewer("2021.10", "2021.9+3"));
  EXPECT_FALSE(IsNewer("2021.9", "2021.10"));
  EXPECT_FALSE(IsNewer("2021.2", "2021.2+7"));
  EXPECT_TRUE(IsNewer("2021.2", ""));
}

}  // namespace
}  // namespace nianbao::rulebook
