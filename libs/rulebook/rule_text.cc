#include "libs/rulebook/rule_text.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/rulebook/body_text.h"

namespace nianbao::rulebook {
namespace {

std::string PowerText(organ::v1::Power power, Language language) {
  const bool chinese = language == Language::kChinese;
  switch (power) {
    case organ::v1::POWER_RULE_MAKING:
      return chinese ? "规章制定权" : "power to make rules";
    case organ::v1::POWER_LICENSING:
      return chinese ? "行政许可职权" : "power to license";
    case organ::v1::POWER_PENALTY:
      return chinese ? "行政处罚职权" : "power to punish";
    case organ::v1::POWER_COERCION:
      return chinese ? "行政强制职权" : "power to coerce";
    default:
      return "";
  }
}

std::string KindText(int kind, Language language) {
  const bool chinese = language == Language::kChinese;
  switch (kind) {
    case organ::v1::ORGAN_KIND_GOVERNMENT:
      return chinese ? "人民政府" : "governments";
    case organ::v1::ORGAN_KIND_GOVERNMENT_OFFICE:
      return chinese ? "政府办公厅（室）" : "government offices";
    case organ::v1::ORGAN_KIND_DEPARTMENT:
      return chinese ? "政府部门" : "departments";
    case organ::v1::ORGAN_KIND_TOWNSHIP:
      return chinese ? "乡镇" : "townships";
    case organ::v1::ORGAN_KIND_SUBDISTRICT:
      return chinese ? "街道" : "subdistricts";
    case organ::v1::ORGAN_KIND_DEVELOPMENT_ZONE:
      return chinese ? "开发区" : "development zones";
    default:
      return absl::AsciiStrToLower(organ::v1::OrganKind_Name(kind));
  }
}

std::string AppliesText(const v1::Applicability& applies, Language language) {
  const bool chinese = language == Language::kChinese;
  std::vector<std::string> parts;
  if (applies.scope() == form::v1::SCOPE_OWN) parts.emplace_back(chinese ? "本级报告" : "own reports");
  if (applies.scope() == form::v1::SCOPE_ROLL_UP) parts.emplace_back(chinese ? "汇总报告" : "roll-ups");
  if (!applies.kinds().empty()) {
    parts.push_back(absl::StrJoin(applies.kinds(), chinese ? "、" : " and ",
                                  [&](std::string* out, int kind) { absl::StrAppend(out, KindText(kind, language)); }));
  }
  if (applies.lacking() != organ::v1::POWER_UNSPECIFIED) {
    parts.push_back(absl::StrCat(chinese ? "没有" : "organs without the ", PowerText(applies.lacking(), language),
                                 chinese ? "的机关" : ""));
  }
  if (applies.not_lacking() != organ::v1::POWER_UNSPECIFIED) {
    parts.push_back(absl::StrCat(chinese ? "有" : "organs with the ", PowerText(applies.not_lacking(), language),
                                 chinese ? "的机关" : ""));
  }
  return absl::StrCat(chinese ? "只问：" : "only: ", absl::StrJoin(parts, chinese ? "，" : ", "));
}

std::string VariableText(const v1::Variable& variable, Language language) {
  const bool chinese = language == Language::kChinese;
  const std::string name = absl::StrCat("{", variable.name(), "}");
  if (!variable.cells_under().empty()) {
    return absl::StrCat(chinese ? "每个 " : "each ", name, chinese ? "：" : ": ", chinese ? "" : "cells of ",
                        Listed(variable.cells_under()), chinese ? " 的各格" : "");
  }
  return absl::StrCat(chinese ? "每个 " : "each ", name, chinese ? "：" : ": ", Listed(variable.values()));
}

}  // namespace

std::string RuleText(const v1::Rule& rule, Language language) {
  const bool chinese = language == Language::kChinese;
  std::vector<std::string> parts = {BodyText(rule, language)};
  if (!rule.when().empty()) {
    const FormulaText formula(rule, language);
    const std::string conditions =
        absl::StrJoin(rule.when(), chinese ? " 且 " : " and ",
                      [&](std::string* out, const v1::Comparison& when) { absl::StrAppend(out, formula.Of(when)); });
    parts.push_back(absl::StrCat(chinese ? "当 " : "when ", conditions, chinese ? " 时" : ""));
  }
  if (rule.linear().stated_only()) parts.emplace_back(chinese ? "各格都已填写时" : "when every cell is stated");
  if (rule.has_applies()) parts.push_back(AppliesText(rule.applies(), language));
  for (const v1::Variable& variable : rule.variables()) parts.push_back(VariableText(variable, language));
  return absl::StrJoin(parts, chinese ? "；" : "; ");
}

}  // namespace nianbao::rulebook
