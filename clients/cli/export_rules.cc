#include "clients/cli/export_rules.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/severity_word.h"
#include "clients/cli/wrap_text.h"
#include "libs/rulebook/rule_text.h"

namespace nianbao::cli {
namespace {

using rulebook::Language;
using rulebook::RuleText;
using validation::v1::GetRulebookResponse;
using validation::v1::Rule;
using validation::v1::Rulebook;

struct Group {
  Rule::Group group;
  absl::string_view zh_cn;
  absl::string_view en;
};

constexpr std::array<Group, 6> kGroups = {{
    {Rule::GROUP_FORM, "表格填写", "The report as a form"},
    {Rule::GROUP_TABLE, "表内和表间关系", "Figures of one report with each other"},
    {Rule::GROUP_NARRATIVE, "文字部分", "The written sections, alone and with the figures"},
    {Rule::GROUP_CROSS_YEAR, "与上年报告的关系", "The report with that of the year before"},
    {Rule::GROUP_CROSS_REPORT, "与其他单位报告的关系", "The report with those of other organs"},
    {Rule::GROUP_PROCESS, "报送", "Dates and steps of a filing"},
}};

std::string SeverityCode(const Rule& rule) {
  return finding::v1::Severity_Name(rule.severity()).substr(sizeof("SEVERITY_") - 1);
}

std::string StatusWord(const Rule& rule) { return rule.status() == Rule::STATUS_OFF ? "OFF" : "ACTIVE"; }

std::string Checks(const Rule& rule, absl::string_view separator) { return absl::StrJoin(rule.checks(), separator); }

int CountOf(const Rulebook& rulebook, finding::v1::Severity severity) {
  return static_cast<int>(std::count_if(rulebook.rules().begin(), rulebook.rules().end(),
                                        [&](const Rule& rule) { return rule.severity() == severity; }));
}

int CountOf(const Rulebook& rulebook, Rule::Group group) {
  return static_cast<int>(std::count_if(rulebook.rules().begin(), rulebook.rules().end(),
                                        [&](const Rule& rule) { return rule.group() == group; }));
}

std::string TextOf(const Rule& rule) {
  const std::string label = absl::StrCat("  ", SeverityWord(rule.severity()), "  ");
  std::string text =
      Wrapped(label, absl::StrCat(rule.title().zh_cn(), rule.status() == Rule::STATUS_OFF ? "（已停用）" : ""));
  absl::StrAppend(&text, Wrapped("        算法：", RuleText(rule, Language::kChinese)));
  absl::StrAppend(&text, Wrapped("        依据：", rule.legal_basis()));
  if (rule.has_change()) {
    absl::StrAppend(&text,
                    Wrapped("        改动：", absl::StrCat(rule.change().actor(), "：", rule.change().reason())));
  }
  return absl::StrCat(text, "        编号：", rule.id(), "（核查要点 ", Checks(rule, "、"), "）\n");
}

// A cell of a table: a bar would end it.
std::string TableCell(absl::string_view text) { return absl::StrReplaceAll(text, {{"|", "\\|"}, {"\n", " "}}); }

std::string MarkdownOf(const Rule& rule) {
  const std::string off = rule.status() == Rule::STATUS_OFF ? ", off" : "";
  return absl::StrCat("| `", rule.id(), "` | ", SeverityCode(rule).substr(0, 1), off, " | ", Checks(rule, ", "), " | ",
                      TableCell(rule.title().zh_cn()), "<br>", TableCell(rule.title().en()), " | ",
                      TableCell(RuleText(rule, Language::kEnglish)), " | ", TableCell(rule.legal_basis()), " |\n");
}

std::string Quoted(absl::string_view text) {
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string RulesAsText(const GetRulebookResponse& response) {
  const Rulebook& rulebook = response.rulebook();
  std::string text = absl::StrCat("规则版本 ", rulebook.version(), "，共 ", rulebook.rules_size(), " 条：错误 ",
                                  CountOf(rulebook, finding::v1::SEVERITY_ERROR), " 条（不改正不能报送），提醒 ",
                                  CountOf(rulebook, finding::v1::SEVERITY_WARNING), " 条（改正，或写明情况），提示 ",
                                  CountOf(rulebook, finding::v1::SEVERITY_INFO), " 条\nSM3 ", response.digest(), "\n");
  for (const Group& group : kGroups) {
    const int count = CountOf(rulebook, group.group);
    if (count == 0) continue;
    absl::StrAppend(&text, "\n", group.zh_cn, "（", count, " 条）\n");
    for (const Rule& rule : rulebook.rules()) {
      if (rule.group() == group.group) absl::StrAppend(&text, "\n", TextOf(rule));
    }
  }
  return text;
}

std::string RulesAsCsv(const GetRulebookResponse& response) {
  std::string csv = "rule,group,severity,status,checks,zh_cn,en,formula,legal_basis\n";
  for (const Rule& rule : response.rulebook().rules()) {
    const std::string group = Rule::Group_Name(rule.group()).substr(sizeof("GROUP_") - 1);
    absl::StrAppend(&csv,
                    absl::StrJoin({rule.id(), group, SeverityCode(rule), StatusWord(rule), Quoted(Checks(rule, " ")),
                                   Quoted(rule.title().zh_cn()), Quoted(rule.title().en()),
                                   Quoted(RuleText(rule, Language::kEnglish)), Quoted(rule.legal_basis())},
                                  ","),
                    "\n");
  }
  return csv;
}

std::string RulesAsMarkdown(const GetRulebookResponse& response) {
  const Rulebook& rulebook = response.rulebook();
  std::string page = absl::StrCat(
      "# The rules\n\n",
      "Written by `nianbao rules --output md`; `make golden` writes it again when the rulebook has changed. The "
      "rulebook "
      "is\n`libs/rulebook/2021.txtpb`; [checks.md](checks.md) says which check of a reviewer each rule stands for.\n\n",
      "Version `", rulebook.version(), "`, ", rulebook.rules_size(), " rules, SM3 `", response.digest(), "`.\n\n",
      "E = error, blocks submission; W = warning, needs an explanation; I = information. In formulas `prior(…)` is the "
      "report of\nthe year before, `parts(…)` the sum over the reports of which a roll-up consists, `largest part(…)` "
      "the "
      "greatest among\nthem; blank cells and \"/\" count as 0.\n");
  for (const Group& group : kGroups) {
    if (CountOf(rulebook, group.group) == 0) continue;
    absl::StrAppend(&page, "\n## ", group.en, "\n\n| rule | weight | checks | asks | formula | basis |\n",
                    "|---|---|---|---|---|---|\n");
    for (const Rule& rule : rulebook.rules()) {
      if (rule.group() == group.group) absl::StrAppend(&page, MarkdownOf(rule));
    }
  }
  return page;
}

}  // namespace nianbao::cli
