#include "libs/rulebook/change_rule.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/status/error.h"

namespace nianbao::rulebook {
namespace {

v1::Rule* Find(absl::string_view id, v1::Rulebook& rulebook) {
  for (v1::Rule& rule : *rulebook.mutable_rules()) {
    if (rule.id() == id) return &rule;
  }
  return nullptr;
}

v1::Rule::Status StatusOf(const v1::Rule& rule) {
  return rule.status() == v1::Rule::STATUS_OFF ? v1::Rule::STATUS_OFF : v1::Rule::STATUS_ACTIVE;
}

std::pair<absl::string_view, int> SplitVersion(absl::string_view version) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(version, absl::MaxSplits('+', 1));
  int change = 0;
  if (!absl::SimpleAtoi(parts.second, &change)) change = 0;
  return {parts.first, change};
}

std::string NextVersion(absl::string_view version) {
  const auto [delivered, change] = SplitVersion(version);
  return absl::StrCat(delivered, "+", change + 1);
}

std::vector<int> NumbersOf(absl::string_view version) {
  std::vector<int> numbers;
  for (const absl::string_view part : absl::StrSplit(SplitVersion(version).first, '.')) {
    int number = 0;
    if (!absl::SimpleAtoi(part, &number)) number = 0;
    numbers.push_back(number);
  }
  return numbers;
}

absl::Status Unknown(const RuleEdit& edit) {
  const bool status_known = v1::Rule::Status_IsValid(edit.status);
  const absl::string_view field = status_known ? "severity" : "status";
  const int got = status_known ? static_cast<int>(edit.severity) : static_cast<int>(edit.status);
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                       absl::StrCat(field, ": got ", got, ", want a value that is known"))
      .Field(field, "want a value that is known")
      .Chinese(status_known ? "没有这个级别，请选择错误、提醒或提示。" : "没有这个状态，请选择启用或停用。");
}

}  // namespace

absl::StatusOr<v1::Rulebook> ChangeRule(v1::Rulebook rulebook, const RuleEdit& edit) {
  v1::Rule* const rule = Find(edit.rule, rulebook);
  if (rule == nullptr) {
    return status::Error(absl::StatusCode::kNotFound, "RULE_UNKNOWN",
                         absl::StrCat("rule: got \"", edit.rule, "\", want a rule of ", rulebook.version()))
        .Meta("rule", edit.rule)
        .Chinese(absl::StrCat("规则集 ", rulebook.version(), " 中没有规则“", edit.rule, "”。"));
  }
  if (!v1::Rule::Status_IsValid(edit.status) || !finding::v1::Severity_IsValid(edit.severity)) return Unknown(edit);
  const bool new_status = edit.status != v1::Rule::STATUS_UNSPECIFIED && edit.status != StatusOf(*rule);
  const bool new_severity = edit.severity != finding::v1::SEVERITY_UNSPECIFIED && edit.severity != rule->severity();
  if (!new_status && !new_severity) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                         "status: got what the rule has already, want another status or severity")
        .Field("status", "want another status or severity than the rule has")
        .Chinese("规则已经是这个状态和级别，没有要修改的。");
  }
  if (new_status) rule->set_status(edit.status);
  if (new_severity) rule->set_severity(edit.severity);
  rule->mutable_change()->set_actor(edit.actor);
  rule->mutable_change()->set_reason(edit.reason);
  rulebook.set_version(NextVersion(rulebook.version()));
  return rulebook;
}

v1::Rulebook CarryChangesOver(const v1::Rulebook& active, v1::Rulebook delivered) {
  bool changed = false;
  for (const v1::Rule& rule : active.rules()) {
    v1::Rule* const kept = rule.has_change() ? Find(rule.id(), delivered) : nullptr;
    if (kept == nullptr) continue;
    kept->set_status(rule.status());
    kept->set_severity(rule.severity());
    *kept->mutable_change() = rule.change();
    changed = true;
  }
  if (changed) delivered.set_version(NextVersion(delivered.version()));
  return delivered;
}

bool IsNewer(absl::string_view delivered_version, absl::string_view active_version) {
  return NumbersOf(delivered_version) > NumbersOf(active_version);
}

}  // namespace nianbao::rulebook
