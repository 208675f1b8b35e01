#include "services/document/domain/recognise_title.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/title_year.h"

namespace nianbao::document::domain {
namespace {

constexpr absl::string_view kSubject = "政府信息公开";
constexpr absl::string_view kRollUp = "汇总";
constexpr size_t kLongestTitleBytes = 300;
constexpr size_t kMostLinesAbove = 3;

struct TitleLine {
  std::string organ;
  int year = 0;
  bool roll_up = false;
  // More than one year, or a number that is no year beyond doubt, stands in it.
  bool year_unclear = false;
};

std::string WithoutSpace(absl::string_view text) {
  std::string result;
  while (!text.empty()) {
    const absl::string_view character = FirstCharacter(text);
    if (!HasInvisible(character)) absl::StrAppend(&result, character);
    text.remove_prefix(character.size());
  }
  return result;
}

// Takes 汇总 in brackets out, and brackets that are empty without the year. Returns whether it stood there.
bool RemoveRollUpInBrackets(std::string& text) {
  const size_t before = text.size();
  text =
      absl::StrReplaceAll(text, {{"（汇总）", ""}, {"(汇总)", ""}, {"【汇总】", ""}, {"[汇总]", ""}, {"〔汇总〕", ""}});
  const bool found = text.size() != before;
  text = absl::StrReplaceAll(text, {{"（）", ""}, {"()", ""}});
  return found;
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
  static constexpr std::array<absl::string_view, 7> kWords = {"工作年度报告", "年度报告", "年度工作报告", "工作报告",
                                                              "工作年报",     "年报",     "报告"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::optional<TitleLine> ParseTitle(const PlacedText& line) {
  if (line.text.size() > kLongestTitleBytes) return std::nullopt;
  const std::string text = WithoutSpace(line.text);
  const size_t subject = text.rfind(std::string(kSubject));
  if (subject == std::string::npos) return std::nullopt;
  TitleLine title;
  title.organ = text.substr(0, subject);
  std::string tail = text.substr(subject + kSubject.size());
  const int year_before = RemoveYear(title.organ);
  const int year_after = RemoveYear(tail);
  title.year = year_before != 0 ? year_before : year_after;
  title.year_unclear = NamesAnyYear(title.organ) || (year_before != 0 && year_after != 0 && year_before != year_after);
  title.roll_up = RemoveRollUp(title.organ, tail);
  if (!IsReportWord(tail)) return std::nullopt;
  // Where the year is unclear, so is what belongs to the name.
  if (title.year_unclear) return TitleLine{"", 0, title.roll_up, true};
  absl::string_view organ = title.organ;
  absl::ConsumePrefix(&organ, "关于");
  absl::ConsumeSuffix(&organ, "关于");
  title.organ = std::string(organ);
  return title;
}

// A line above the title that can be part of a name: neither a sentence nor a "key: value" of the page around it.
bool MayBeName(const std::string& text) {
  static constexpr std::array<absl::string_view, 7> kOther = {"。", "；", "：", ":", "http", "《", "索引号"};
  return !text.empty() && text.size() <= kLongestTitleBytes &&
         std::none_of(kOther.begin(), kOther.end(), [&](absl::string_view o) { return absl::StrContains(text, o); });
}

// Completes a title from the lines above it. Lines with dates are no part of it.
void ReadAbove(absl::Span<const PlacedText* const> above, TitleLine& title) {
  if (title.year_unclear || (!title.organ.empty() && title.year != 0)) return;
  std::string name;
  for (size_t i = 0; i < std::min(above.size(), kMostLinesAbove); ++i) {
    std::string text = WithoutSpace(above[above.size() - 1 - i]->text);
    if (!MayBeName(text) || ParseTitle(*above[above.size() - 1 - i])) break;
    if (IsDate(text)) continue;
    const int year = RemoveYear(text);
    if (NamesAnyYear(text)) continue;
    title.year_unclear = title.year_unclear || (year != 0 && title.year != 0 && year != title.year);
    if (title.year == 0) title.year = year;
    title.roll_up = RemoveRollUpInBrackets(text) || title.roll_up;
    name = absl::StrCat(text, name);
  }
  if (title.organ.empty()) title.organ = name;
}

finding::v1::Finding TitleMissing(absl::string_view what, const Sentence& sentence) {
  return MakeFinding("document.title_missing", what, finding::v1::SEVERITY_ERROR, sentence);
}

void CheckYearFound(const ReportTitle& report, bool unclear, Findings& findings) {
  if (unclear) {
    findings.push_back(TitleMissing(
        "year", {"标题中的年度不止一个，或写法不清，不能确定报告年度。请只保留一个标题，年度写成“2024年”。",
                 "the title names more than one year, or none beyond doubt; keep one title, with a year such as "
                 "2024年"}));
  } else if (report.year == 0) {
    findings.push_back(
        TitleMissing("year", {"标题中没有找到报告年度。请在标题中写明，例如“2024年政府信息公开工作年度报告”。",
                              "no year was found in the title; state it there as in 2024年政府信息公开工作年度报告"}));
  }
}

void CheckOrganFound(const ReportTitle& report, bool differ, Findings& findings) {
  if (differ) {
    findings.push_back(
        TitleMissing("organ_name", {"标题中出现了不同的机关名称，不能确定是哪个机关的报告。请只保留一个标题。",
                                    "the titles name different organs; keep one title"}));
  } else if (report.organ_name.empty()) {
    findings.push_back(TitleMissing("organ_name", {"标题中没有找到机关名称。请在标题行或其上一行写明机关全称。",
                                                   "no name of an organ was found in or above the title; put the full "
                                                   "name there"}));
  }
}

}  // namespace

ReportTitle RecogniseTitle(absl::Span<const PlacedText* const> lines, Findings& findings) {
  ReportTitle report;
  bool year_unclear = false;
  bool organs_differ = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    auto title = ParseTitle(*lines[i]);
    if (!title) continue;
    ReadAbove(lines.subspan(0, i), *title);
    year_unclear =
        year_unclear || title->year_unclear || (report.year != 0 && title->year != 0 && report.year != title->year);
    organs_differ = organs_differ || (!report.organ_name.empty() && !title->organ.empty() &&
                                      Key(report.organ_name) != Key(title->organ));
    if (report.year == 0) report.year = title->year;
    if (report.organ_name.empty()) report.organ_name = title->organ;
    report.roll_up = report.roll_up || title->roll_up;
  }
  if (year_unclear) report.year = 0;
  if (organs_differ) report.organ_name.clear();
  CheckYearFound(report, year_unclear, findings);
  CheckOrganFound(report, organs_differ, findings);
  return report;
}

}  // namespace nianbao::document::domain
