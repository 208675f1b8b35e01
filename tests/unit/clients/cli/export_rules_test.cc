#include "clients/cli/export_rules.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace nianbao::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using validation::v1::GetRulebookResponse;
using validation::v1::Rule;

// One rule on tables that is off, with a quote and a bar in its texts.
GetRulebookResponse OneRule() {
  GetRulebookResponse response;
  response.set_digest("abc");
  response.mutable_rulebook()->set_version("2021.9+1");
  Rule& rule = *response.mutable_rulebook()->add_rules();
  rule.set_id("requests.some_rule");
  rule.add_checks(33);
  rule.add_checks(34);
  rule.set_severity(finding::v1::SEVERITY_WARNING);
  rule.set_group(Rule::GROUP_TABLE);
  rule.set_status(Rule::STATUS_OFF);
  rule.mutable_title()->set_zh_cn("中文“题目”");
  rule.mutable_title()->set_en("a \"title\" | bar");
  rule.set_legal_basis("条例");
  rule.mutable_change()->set_actor("people/li");
  rule.mutable_change()->set_reason("口径不同");
  rule.mutable_linear()->add_left()->set_cell("requests.received.total");
  rule.mutable_linear()->set_relation(validation::v1::RELATION_EQUAL);
  return response;
}

TEST(ExportRules, PrintsOneRuleInAFewLinesBelowTheHeadingOfItsGroup) {
  EXPECT_EQ(RulesAsText(OneRule()),
            "规则版本 2021.9+1，共 1 条：错误 0 条（不改正不能报送），提醒 1 条（改正，或写明情况），提示 0 条\n"
            "SM3 abc\n"
            "\n"
            "表内和表间关系（1 条）\n"
            "\n"
            "  提醒  中文“题目”（已停用）\n"
            "        算法：requests.received.total = 0\n"
            "        依据：条例\n"
            "        改动：people/li：口径不同\n"
            "        编号：requests.some_rule（核查要点 33、34）\n");
}

TEST(ExportRules, WritesOneLineOfCsvARuleWithQuotesDoubled) {
  EXPECT_EQ(RulesAsCsv(OneRule()),
            "rule,group,severity,status,checks,zh_cn,en,formula,legal_basis\n"
            "requests.some_rule,TABLE,WARNING,OFF,\"33 34\",\"中文“题目”\",\"a \"\"title\"\" | bar\","
            "\"requests.received.total = 0\",\"条例\"\n");
}

TEST(ExportRules, WritesAPageWithTheGroupsThatHaveRulesAndNoStrayBar) {
  const std::string page = RulesAsMarkdown(OneRule());
  EXPECT_THAT(page, HasSubstr("## Figures of one report with each other"));
  EXPECT_THAT(page, Not(HasSubstr("## Dates")));
  EXPECT_THAT(page, HasSubstr("| `requests.some_rule` | W, off | 33, 34 | 中文“题目”<br>a \"title\" \\| bar | "
                              "requests.received.total = 0 | 条例 |\n"));
}

}  // namespace
}  // namespace nianbao::cli
