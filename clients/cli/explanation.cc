#include "clients/cli/explanation.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/shanghai_time.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

using submission::v1::Explanation;

constexpr std::pair<Explanation::Reason, absl::string_view> kReasons[] = {
    {Explanation::REASON_REORGANISATION, "机构调整"},
    {Explanation::REASON_COUNTED_OTHERWISE, "统计口径调整"},
    {Explanation::REASON_DOCUMENTS_REVIEWED, "规范性文件清理"},
    {Explanation::REASON_PRIOR_WRONG, "上年数据有误"},
    {Explanation::REASON_WORKLOAD, "业务量变化"},
    {Explanation::REASON_NO_SUCH_DUTY, "无此职能"},
    {Explanation::REASON_OTHER, "其他"},
};

// What may stand between the words of a reason and what else is said.
constexpr absl::string_view kSeparators[] = {"：", ":", "，", ",", " "};

// Sets reason and text from what was typed. Words that run on are a part of the text.
void ReadText(absl::string_view typed, Explanation& explanation) {
  explanation.set_text(std::string(typed));
  for (const auto& [reason, words] : kReasons) {
    if (reason == Explanation::REASON_OTHER || !absl::StartsWith(typed, words)) continue;
    explanation.set_reason(reason);
    absl::string_view rest = typed.substr(words.size());
    if (rest.empty()) explanation.clear_text();
    for (const absl::string_view separator : kSeparators) {
      if (!absl::ConsumePrefix(&rest, separator)) continue;
      explanation.set_text(std::string(rest));
      break;
    }
  }
}

absl::StatusOr<std::pair<std::string, std::string>> SplitAtEquals(const std::string& option, const std::string& want,
                                                                  const std::string& typed,
                                                                  const std::string& chinese) {
  const size_t equals = typed.find('=');
  if (equals != std::string::npos) return std::make_pair(typed.substr(0, equals), typed.substr(equals + 1));
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                       absl::StrCat(option, ": got \"", typed, "\", want ", want))
      .Chinese(chinese);
}

}  // namespace

absl::StatusOr<Explanation> ParseExplanation(const std::string& typed) {
  const auto parts = SplitAtEquals(
      "--explain", "FINDING=TEXT", typed,
      "情况说明应写作 --explain 规则=说明，例如 --explain requests.carry_over/total=上年数据有误：漏计一件。");
  if (!parts.ok()) return parts.status();
  Explanation explanation;
  explanation.set_finding(parts->first);
  ReadText(parts->second, explanation);
  return explanation;
}

absl::StatusOr<submission::v1::ExplanationRefusal> ParseRefusal(const std::string& typed) {
  const auto parts = SplitAtEquals("--refuse", "FINDING=REASON", typed,
                                   "不予采纳的情况说明应写作 --refuse 规则=理由；规则见 nianbao filing show。");
  if (!parts.ok()) return parts.status();
  submission::v1::ExplanationRefusal refusal;
  refusal.set_finding(parts->first);
  refusal.set_reason(parts->second);
  return refusal;
}

absl::string_view ReasonWords(Explanation::Reason reason) {
  for (const auto& [known, words] : kReasons) {
    if (known == reason) return words;
  }
  return "";
}

std::string ExplanationWords(const Explanation& explanation) {
  std::string words(ReasonWords(explanation.reason()));
  if (!explanation.text().empty()) absl::StrAppend(&words, words.empty() ? "" : "：", explanation.text());
  if (!explanation.author().empty()) {
    absl::StrAppend(&words, "（", explanation.author(), "  ", ShanghaiTime(explanation.time()), "）");
  }
  if (!explanation.refusal().empty()) absl::StrAppend(&words, "  未采纳：", explanation.refusal());
  return words;
}

}  // namespace nianbao::cli
