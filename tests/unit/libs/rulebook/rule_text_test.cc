#include "libs/rulebook/rule_text.h"

#include <gmock/gmock.h>

#include <string>

#include "libs/rulebook/delivered.h"

namespace nianbao::rulebook {
namespace {

const v1::Rule& RuleNamed(const std::string& id) {
  for (const v1::Rule& rule : Delivered().source.rules()) {
    if (rule.id() == id) return rule;
  }
  ADD_FAILURE() << "no rule " << id;
  return v1::Rule::default_instance();
}

std::string English(const std::string& id) { return RuleText(RuleNamed(id), Language::kEnglish); }
std::string Chinese(const std::string& id) { return RuleText(RuleNamed(id), Language::kChinese); }

TEST(RuleText, WritesASumOverTheCellsOfARow) {
  EXPECT_EQ(English("remedies.row_sum"),
            "remedies.{kind}.total = remedies.{kind}.upheld + remedies.{kind}.corrected + remedies.{kind}.other + "
            "remedies.{kind}.pending; each {kind}: reconsideration, direct_litigation, "
            "litigation_after_reconsideration");
}

TEST(RuleText, WritesConditionsCoefficientsAndOtherReports) {
  v1::Rule rule;
  v1::LinearRule& linear = *rule.mutable_linear();
  v1::Term& tenfold = *linear.add_left();
  tenfold.set_cell("requests.received.total");
  tenfold.set_source(v1::Term::SOURCE_PRIOR);
  tenfold.set_coefficient(10);
  linear.add_left()->set_coefficient(-1);
  linear.set_relation(v1::RELATION_AT_LEAST);
  v1::Term& parts = *linear.add_right();
  parts.set_cell("requests.received.total");
  parts.set_source(v1::Term::SOURCE_PARTS);
  v1::Term& largest = *linear.add_right();
  largest.set_cell("requests.carried_in.total");
  largest.set_source(v1::Term::SOURCE_LARGEST_PART);
  largest.set_coefficient(-2);
  v1::Comparison& when = *rule.add_when();
  when.add_left()->set_cell("requests.carried_out.total");
  when.set_relation(v1::RELATION_EQUAL);
  EXPECT_EQ(RuleText(rule, Language::kEnglish),
            "10 × prior(requests.received.total) - 1 ≥ parts(requests.received.total) - 2 × largest "
            "part(requests.carried_in.total); when requests.carried_out.total = 0");
  EXPECT_EQ(RuleText(rule, Language::kChinese),
            "10 × 上年(requests.received.total) - 1 ≥ 各单位合计(requests.received.total) - 2 × "
            "各单位最大(requests.carried_in.total)；当 requests.carried_out.total = 0 时");
}

TEST(RuleText, GivesConstantsBesideMoneyInYuan) {
  EXPECT_EQ(English("fees.notified_in_tens"), "processing_fees.notified_amount is a multiple of 10.00 yuan");
  EXPECT_EQ(Chinese("fees.notified_in_tens"), "processing_fees.notified_amount 是 10.00 元 的整数倍");
}

TEST(RuleText, TurnsASumBelowNoughtAround) {
  v1::Rule rule;
  v1::Term& term = *rule.mutable_linear()->add_left();
  term.set_cell("remedies.reconsideration.total");
  term.set_coefficient(-1);
  rule.mutable_linear()->set_relation(v1::RELATION_AT_LEAST);
  EXPECT_EQ(RuleText(rule, Language::kEnglish), "remedies.reconsideration.total ≤ 0");
}

TEST(RuleText, SaysWhoseReportsARuleIsFor) {
  EXPECT_EQ(English("requests.state_secret_in_township"),
            "requests.outcomes.refused.state_secret.total = 0; only: own reports, townships and subdistricts");
  EXPECT_EQ(Chinese("disclosure.no_licensing_power"),
            "proactive_disclosure.licensing_decisions = 0；只问：本级报告，没有行政许可职权的机关");
}

TEST(RuleText, HasAPhraseForEveryOtherRule) {
  EXPECT_EQ(English("form.requests_empty"), "at most 10 cells of requests are blank");
  EXPECT_EQ(English("narrative.overview_long"), "section 1: at most 1000 characters");
  EXPECT_EQ(English("narrative.alike"), "passages in common with another report < 80 %");
  for (const v1::Rule& rule : Delivered().source.rules()) {
    for (const Language language : {Language::kChinese, Language::kEnglish}) {
      const std::string text = RuleText(rule, language);
      EXPECT_FALSE(text.empty()) << rule.id();
      EXPECT_EQ(text.find("predicate_"), std::string::npos) << rule.id() << ": " << text;
      EXPECT_EQ(text.find('\n'), std::string::npos) << rule.id();
    }
  }
}

}  // namespace
}  // namespace nianbao::rulebook
