#include "services/document/domain/title_line.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/script.h"
#include "services/document/domain/title_year.h"

namespace nianbao::document::domain {
namespace {

constexpr absl::string_view kRollUp = "汇总";
constexpr size_t kLongestTitleBytes = 300;

template <size_t N>
bool HasAny(absl::string_view text, const std::array<absl::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](absl::string_view word) { return absl::StrContains(text, word); });
}

// Takes 汇总 out of the words that follow the subject, where it can only be a word on the report, and from the end of
// those before it; in the midst of a name it is part of the name.
bool RemoveRollUp(std::string& organ, std::string& tail) {
  const bool in_organ = RemoveRollUpInBrackets(organ);
  const bool in_tail = RemoveRollUpInBrackets(tail);
  const size_t at = tail.find(std::string(kRollUp));
  if (at != std::string::npos) tail.erase(at, kRollUp.size());
  const bool at_end = absl::EndsWith(organ, kRollUp);
  if (at_end) organ.resize(organ.size() - kRollUp.size());
  return in_organ || in_tail || at != std::string::npos || at_end;
}

bool IsReportWord(absl::string_view word) {
  static constexpr std::array<absl::string_view, 10> kWords = {
      "工作年度报告", "年度报告", "年度工作报告", "工作报告", "工作年报",
      "年报",         "报告",     "工作情况报告", "情况报告", "情况年度报告"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// The path of a page.
bool IsPath(absl::string_view text) {
  static constexpr std::array<absl::string_view, 11> kSigns = {
      ">", "＞", "»", "›", "→", "当前位置", "您的位置", "所在位置", "http", "上一篇", "下一篇"};
  return HasAny(text, kSigns) || absl::StartsWith(text, "首页");
}

std::optional<TitleLine> ParseWhole(absl::string_view text) {
  const std::string simplified = SimplifiedText(text);
  size_t subject = std::string::npos;
  size_t subject_bytes = 0;
  for (const absl::string_view words : {"政府信息公开", "信息公开"}) {
    subject = simplified.rfind(std::string(words));
    subject_bytes = words.size();
    if (subject != std::string::npos) break;
  }
  if (subject == std::string::npos) return std::nullopt;
  TitleLine title;
  title.organ = std::string(text.substr(0, subject));
  std::string tail = simplified.substr(subject + subject_bytes);
  const int year_before = RemoveYear(title.organ);
  const int year_after = RemoveYear(tail);
  title.year = year_before != 0 ? year_before : year_after;
  title.year_unclear = NamesAnyYear(title.organ) || (year_before != 0 && year_after != 0 && year_before != year_after);
  title.roll_up = RemoveRollUp(title.organ, tail);
  if (!IsReportWord(tail)) return std::nullopt;
  // Where the year is unclear, so is what belongs to the name.
  if (title.year_unclear) return TitleLine{"", 0, title.roll_up, true};
  absl::string_view organ = title.organ;
  if (absl::ConsumePrefix(&organ, "关于")) {
    for (const absl::string_view verb : {"公布", "发布", "印发", "报送", "上报"}) {
      if (absl::ConsumePrefix(&organ, verb)) break;
    }
  }
  absl::ConsumeSuffix(&organ, "关于");
  title.organ = std::string(organ);
  return title;
}

}  // namespace

std::string WithoutSpace(absl::string_view text) {
  std::string result;
  while (!text.empty()) {
    const absl::string_view character = FirstCharacter(text);
    if (!HasInvisible(character)) absl::StrAppend(&result, character);
    text.remove_prefix(character.size());
  }
  return result;
}

bool RemoveRollUpInBrackets(std::string& text) {
  const size_t before = text.size();
  text =
      absl::StrReplaceAll(text, {{"（汇总）", ""}, {"(汇总)", ""}, {"【汇总】", ""}, {"[汇总]", ""}, {"〔汇总〕", ""}});
  const bool found = text.size() != before;
  text = absl::StrReplaceAll(text, {{"（）", ""}, {"()", ""}, {"（本级）", ""}, {"(本级)", ""}});
  return found;
}

std::optional<TitleLine> ParseTitleLine(absl::string_view line) {
  if (line.size() > kLongestTitleBytes) return std::nullopt;
  const std::string text = WithoutSpace(line);
  if (IsPath(text)) return std::nullopt;
  if (auto title = ParseWhole(text)) return title;
  for (const absl::string_view sign : {"_", "|", "｜", "-", "－", "—"}) {
    const size_t at = text.find(std::string(sign));
    if (at == std::string::npos) continue;
    if (auto title = ParseWhole(absl::string_view(text).substr(0, at)); title && title->year != 0) return title;
  }
  return std::nullopt;
}

}  // namespace nianbao::document::domain
