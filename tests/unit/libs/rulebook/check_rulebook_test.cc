#include "libs/rulebook/check_rulebook.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "libs/rulebook/delivered_text.h"
#include "libs/rulebook/parse_rulebook.h"
#include "libs/status/error.h"

namespace nianbao::rulebook {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

v1::Rulebook GoodRulebook() {
  v1::Rulebook rulebook;
  rulebook.set_version("test");
  v1::Rule& rule = *rulebook.add_rules();
  rule.set_id("table.sum");
  rule.add_checks(1);
  rule.set_severity(finding::v1::SEVERITY_ERROR);
  rule.set_group(v1::Rule::GROUP_TABLE);
  rule.mutable_title()->set_zh_cn("标题");
  rule.mutable_title()->set_en("title");
  rule.mutable_message()->set_zh_cn("{kind}：{left}、{right}、{difference}、{cells}");
  rule.mutable_message()->set_en("{kind}");
  rule.set_legal_basis("依据");
  v1::Variable& kind = *rule.add_variables();
  kind.set_name("kind");
  kind.add_values("reconsideration");
  rule.mutable_linear()->add_left()->set_cell("remedies.{kind}.total");
  rule.mutable_linear()->set_relation(v1::RELATION_EQUAL);
  return rulebook;
}

struct Fault {
  const char* field;
  std::function<void(v1::Rulebook&, v1::Rule&)> make;
};

TEST(Rulebook, NamesTheRuleAndFieldOfEachFault) {
  const Fault faults[] = {
      {"id", [](auto&, auto& rule) { rule.set_id("Table.Sum"); }},
      {"id", [](auto&, auto& rule) { rule.set_id("table..sum"); }},
      {"checks", [](auto&, auto& rule) { rule.clear_checks(); }},
      {"checks", [](auto&, auto& rule) { rule.add_checks(0); }},
      {"severity", [](auto&, auto& rule) { rule.clear_severity(); }},
      {"title", [](auto&, auto& rule) { rule.mutable_title()->clear_en(); }},
      {"message", [](auto&, auto& rule) { rule.mutable_message()->clear_zh_cn(); }},
      {"message", [](auto&, auto& rule) { rule.mutable_message()->set_en("{column} is wrong"); }},
      {"group", [](auto&, auto& rule) { rule.clear_group(); }},
      {"message", [](auto&, auto& rule) { rule.mutable_message()->set_en("{quote} is wrong"); }},
      {"legal_basis", [](auto&, auto& rule) { rule.clear_legal_basis(); }},
      {"variables[0].name", [](auto&, auto& rule) { rule.mutable_variables(0)->set_name("left"); }},
      {"variables[1].name", [](auto&, auto& rule) { *rule.add_variables() = rule.variables(0); }},
      {"variables[0]", [](auto&, auto& rule) { rule.mutable_variables(0)->clear_values(); }},
      {"variables[0]", [](auto&, auto& rule) { rule.mutable_variables(0)->add_cells_under("remedies"); }},
      {"variables[0].values", [](auto&, auto& rule) { rule.mutable_variables(0)->add_values("reconsideration"); }},
      {"body", [](auto&, auto& rule) { rule.clear_body(); }},
      {"linear.left", [](auto&, auto& rule) { rule.mutable_linear()->clear_left(); }},
      {"linear.relation", [](auto&, auto& rule) { rule.mutable_linear()->clear_relation(); }},
      {"linear.left[0].coefficient",
       [](auto&, auto& rule) { rule.mutable_linear()->mutable_left(0)->set_coefficient(1'000'000'001); }},
      {"linear.left[1]", [](auto&, auto& rule) { rule.mutable_linear()->add_left(); }},
      {"linear.right", [](auto&, auto& rule) { rule.mutable_linear()->set_relation(v1::RELATION_MULTIPLE); }},
      {"when[0].left", [](auto&, auto& rule) { rule.add_when()->set_relation(v1::RELATION_EQUAL); }},
      {"text", [](auto&, auto& rule) { rule.mutable_text(); }},
      {"text.section", [](auto&, auto& rule) { rule.mutable_text()->set_section(2); }},
      {"claim.subjects", [](auto&, auto& rule) { rule.mutable_claim(); }},
      {"claim.measure",
       [](auto&, auto& rule) { rule.mutable_claim()->add_subjects(form::v1::NarrativeClaim::SUBJECT_RECEIVED); }},
      {"claim.sums",
       [](auto&, auto& rule) {
         rule.mutable_claim()->add_subjects(form::v1::NarrativeClaim::SUBJECT_GRANTED);
         rule.mutable_claim()->set_measure(form::v1::NarrativeClaim::MEASURE_SHARE);
       }},
      {"predicate.predicate", [](auto&, auto& rule) { rule.mutable_predicate(); }},
      {"state.prefixes", [](auto&, auto& rule) { rule.mutable_state(); }},
      {"state.forbidden", [](auto&, auto& rule) { rule.mutable_state()->add_prefixes("remedies"); }},
  };
  ASSERT_TRUE(CheckRulebook(GoodRulebook()).ok());
  for (const Fault& fault : faults) {
    v1::Rulebook rulebook = GoodRulebook();
    fault.make(rulebook, *rulebook.mutable_rules(0));
    const absl::Status error = CheckRulebook(rulebook);
    EXPECT_EQ(status::ReasonOf(error), "RULEBOOK_INVALID") << fault.field;
    EXPECT_EQ(status::MetaOf(error, "rule"), rulebook.rules(0).id());
    EXPECT_THAT(std::string(error.message()), HasSubstr(std::string("rules[0].") + fault.field + ": "));
  }
}

TEST(Rulebook, LetsAStateRuleSpeakOfCellsButNotOfSums) {
  v1::Rulebook rulebook = GoodRulebook();
  v1::Rule& rule = *rulebook.mutable_rules(0);
  rule.mutable_state()->add_prefixes("remedies.{kind}");
  rule.mutable_state()->set_forbidden(v1::StateRule::FORBIDDEN_BLANK);
  EXPECT_EQ(status::ReasonOf(CheckRulebook(rulebook)), "RULEBOOK_INVALID");
  rule.mutable_message()->set_zh_cn("{kind}：{cells}");
  EXPECT_TRUE(CheckRulebook(rulebook).ok());
}

TEST(Rulebook, RefusesAnIdGivenTwice) {
  v1::Rulebook rulebook = GoodRulebook();
  *rulebook.add_rules() = rulebook.rules(0);
  EXPECT_THAT(std::string(CheckRulebook(rulebook).message()), HasSubstr("rules[1].id"));
}

TEST(Rulebook, RefusesARulebookWithoutVersion) {
  v1::Rulebook rulebook = GoodRulebook();
  rulebook.clear_version();
  EXPECT_EQ(status::ReasonOf(CheckRulebook(rulebook)), "RULEBOOK_INVALID");
}

TEST(Rulebook, IsReadFromText) {
  std::string text;
  ASSERT_TRUE(google::protobuf::TextFormat::PrintToString(GoodRulebook(), &text));
  const auto rulebook = ParseRulebook(text);
  ASSERT_TRUE(rulebook.ok()) << rulebook.status();
  EXPECT_EQ(rulebook->SerializeAsString(), GoodRulebook().SerializeAsString());
}

TEST(Rulebook, RefusesTextsThatAreNotUtf8) {
  std::string text;
  ASSERT_TRUE(google::protobuf::TextFormat::PrintToString(GoodRulebook(), &text));
  const auto rulebook = ParseRulebook(text + "rules { title { en: \"\\377\" } }");
  EXPECT_EQ(status::ReasonOf(rulebook.status()), "RULEBOOK_INVALID");
  EXPECT_THAT(std::string(rulebook.status().message()), HasSubstr("UTF-8"));
}

TEST(Rulebook, NamesTheLineOfATextThatIsNoRulebook) {
  const auto rulebook = ParseRulebook("version: \"test\"\nrules { id: \"a\" weight: 3 }\n");
  EXPECT_EQ(status::ReasonOf(rulebook.status()), "RULEBOOK_INVALID");
  EXPECT_FALSE(status::ChineseOf(rulebook.status()).empty());
  EXPECT_THAT(std::string(rulebook.status().message()), HasSubstr("line 2, column "));
  EXPECT_THAT(std::string(rulebook.status().message()), HasSubstr("weight"));
}

TEST(Rulebook, AsDeliveredIsSound) {
  const auto rulebook = ParseRulebook(DeliveredText());
  ASSERT_TRUE(rulebook.ok()) << rulebook.status();
  EXPECT_THAT(rulebook->version(), StartsWith("2021."));
}

}  // namespace
}  // namespace nianbao::rulebook
