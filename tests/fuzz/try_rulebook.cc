#include "tests/fuzz/try_rulebook.h"

#include <google/protobuf/text_format.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_value.h"
#include "libs/rulebook/change_rule.h"
#include "libs/rulebook/compile.h"
#include "libs/rulebook/parse_rulebook.h"
#include "libs/rulebook/rule_text.h"
#include "libs/rulebook/total_rules.h"
#include "libs/status/error.h"
#include "libs/utf8/utf8.h"
#include "services/validation/domain/validate_report.h"
#include "tests/fuzz/require.h"

namespace nianbao::fuzz {
namespace {

using rulebook::CompiledRulebook;
using validation::v1::Rule;
using validation::v1::Rulebook;

void ExpectInvalid(const absl::Status& refusal) {
  ExpectDocumented(refusal);
  Require(status::ReasonOf(refusal) == "RULEBOOK_INVALID", "a rulebook is refused as one", refusal.ToString());
}

// One figure in each cell, none of which adds up with the others.
validation::v1::ValidateReportRequest ReportToCheck() {
  validation::v1::ValidateReportRequest request;
  auto& report = *request.mutable_report();
  report.set_organ_name("清禾区教育局");
  report.set_year(2024);
  report.set_scope(form::v1::SCOPE_OWN);
  report.set_edition(form::v1::EDITION_2021);
  int64_t figure = 1;
  for (const form::Cell& cell : form::Catalogue::Get().cells())
    form::SetFigure(cell, figure = figure * 3 % 1009, report);
  report.mutable_narrative()->set_overview("2024年公开信息12条。");
  auto& prior = *request.mutable_context()->add_prior();
  prior = report;
  prior.set_year(2023);
  return request;
}

void TryVerdict(const CompiledRulebook& compiled) {
  static const auto* const kRequest = new validation::v1::ValidateReportRequest(ReportToCheck());
  const auto verdict = validation::domain::ValidateReport(compiled, *kRequest);
  if (!verdict.ok()) return ExpectDocumented(verdict.status());
  const auto again = validation::domain::ValidateReport(compiled, *kRequest);
  std::string bytes;
  Require(verdict->SerializeToString(&bytes) && validation::v1::Verdict().ParseFromString(bytes),
          "a verdict can be sent");
  Require(again.ok() && again->SerializeAsString() == bytes, "the same question gets the same verdict");
}

void TryTexts(const CompiledRulebook& compiled) {
  for (const Rule& rule : compiled.source.rules()) {
    for (const auto language : {rulebook::Language::kChinese, rulebook::Language::kEnglish}) {
      const std::string text = rulebook::RuleText(rule, language);
      Require(!text.empty() && !utf8::FirstBadByte(text), "a rule can be told", rule.id());
    }
  }
  for (const rulebook::TotalRule& total : rulebook::TotalsOf(compiled)) {
    Require(total.cell >= 0 && total.cell < form::Catalogue::kCellCount, "a total is a cell");
  }
}

void TryChange(const Rulebook& rulebook, const Rule& rule) {
  rulebook::RuleEdit edit;
  edit.rule = rule.id();
  edit.status = rule.status() == Rule::STATUS_OFF ? Rule::STATUS_ACTIVE : Rule::STATUS_OFF;
  edit.reason = "本年不查";
  const auto changed = rulebook::ChangeRule(rulebook, edit);
  if (!changed.ok()) return ExpectDocumented(changed.status());
  edit.status = Rule::STATUS_ACTIVE;
  if (rule.status() == Rule::STATUS_OFF) edit.status = Rule::STATUS_OFF;
  Require(rulebook::ChangeRule(*changed, edit).ok(), "a rule that was turned off can be turned on again", rule.id());
}

}  // namespace

void TryRulebook(absl::string_view text) {
  const auto parsed = rulebook::ParseRulebook(text);
  if (!parsed.ok()) return ExpectInvalid(parsed.status());
  std::string written;
  google::protobuf::TextFormat::PrintToString(*parsed, &written);
  const auto again = rulebook::ParseRulebook(written);
  Require(again.ok() && rulebook::DigestOf(*again) == rulebook::DigestOf(*parsed),
          "a rulebook is what it is written as", written);
  const auto compiled = rulebook::Compile(*parsed);
  if (!compiled.ok()) return ExpectInvalid(compiled.status());
  size_t instances = 0;
  for (const auto& of_rule : compiled->instances) instances += of_rule.size();
  Require(instances <= rulebook::kInstancesMax, "instances are within their limit", absl::StrCat(instances));
  TryVerdict(*compiled);
  TryTexts(*compiled);
  for (const Rule& rule : parsed->rules()) TryChange(*parsed, rule);
}

}  // namespace nianbao::fuzz
