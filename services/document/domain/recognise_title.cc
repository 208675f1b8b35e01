#include "services/document/domain/recognise_title.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

constexpr absl::string_view kSubject = "政府信息公开";
constexpr absl::string_view kRollUp = "汇总";
constexpr size_t kLongestTitleBytes = 300;
constexpr size_t kMostLinesAbove = 3;

struct Year {
  int number = 0;
  size_t begin = 0;
  size_t end = 0;
};

struct TitleLine {
  std::string organ;
  int year = 0;
  bool roll_up = false;
};

absl::string_view FirstCharacter(absl::string_view text) {
  size_t end = 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return text.substr(0, end);
}

// The digit at the front, in ASCII, full width or Chinese, or -1.
int ConsumeDigit(absl::string_view& rest) {
  static constexpr std::array<absl::string_view, 10> kForms = {"0０〇○零", "1１一", "2２二", "3３三", "4４四",
                                                               "5５五",    "6６六", "7７七", "8８八", "9９九"};
  if (rest.empty()) return -1;
  const absl::string_view character = FirstCharacter(rest);
  for (size_t digit = 0; digit < kForms.size(); ++digit) {
    if (!absl::StrContains(kForms[digit], character)) continue;
    rest.remove_prefix(character.size());
    return static_cast<int>(digit);
  }
  return -1;
}

// The first "2024年", "２０２４年度" or "二〇二四年".
std::optional<Year> FindYear(absl::string_view text) {
  for (size_t begin = 0; begin < text.size(); ++begin) {
    absl::string_view rest = text.substr(begin);
    int number = 0;
    int digits = 0;
    for (int digit; digits < 4 && (digit = ConsumeDigit(rest)) >= 0; ++digits) number = number * 10 + digit;
    if (digits < 4 || number < 1900 || number > 2099 || !absl::ConsumePrefix(&rest, "年")) continue;
    absl::ConsumePrefix(&rest, "度");
    return Year{number, begin, text.size() - rest.size()};
  }
  return std::nullopt;
}

// Takes the year out of the text; 0 when there is none.
int RemoveYear(std::string& text) {
  const auto year = FindYear(text);
  if (!year) return 0;
  text.erase(year->begin, year->end - year->begin);
  return year->number;
}

std::string WithoutSpace(absl::string_view text) {
  std::string result;
  while (!text.empty()) {
    const absl::string_view character = FirstCharacter(text);
    if (!HasInvisible(character)) absl::StrAppend(&result, character);
    text.remove_prefix(character.size());
  }
  return result;
}

// Takes 汇总 out, and the brackets that it or the year leaves empty.
void RemoveRollUp(std::string& text) {
  text = absl::StrReplaceAll(text, {{"（汇总）", ""}, {"(汇总)", ""}, {"汇总", ""}, {"（）", ""}, {"()", ""}});
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
  title.roll_up = absl::StrContains(text, kRollUp);
  title.organ = text.substr(0, subject);
  std::string tail = text.substr(subject + kSubject.size());
  const int year_before = RemoveYear(title.organ);
  const int year_after = RemoveYear(tail);
  title.year = year_before != 0 ? year_before : year_after;
  RemoveRollUp(title.organ);
  RemoveRollUp(tail);
  if (!IsReportWord(tail)) return std::nullopt;
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

// Completes a title from the lines above it.
void ReadAbove(absl::Span<const PlacedText* const> above, TitleLine& title) {
  if (!title.organ.empty() && title.year != 0) return;
  std::string name;
  for (size_t i = 0; i < std::min(above.size(), kMostLinesAbove); ++i) {
    std::string text = WithoutSpace(above[above.size() - 1 - i]->text);
    if (!MayBeName(text) || ParseTitle(*above[above.size() - 1 - i])) break;
    const int year = RemoveYear(text);
    if (title.year == 0) title.year = year;
    name = absl::StrCat(text, name);
  }
  if (title.organ.empty()) title.organ = name;
}

finding::v1::Finding TitleMissing(absl::string_view what, const Sentence& sentence) {
  return MakeFinding("document.title_missing", what, finding::v1::SEVERITY_ERROR, sentence);
}

}  // namespace

ReportTitle RecogniseTitle(absl::Span<const PlacedText* const> lines, Findings& findings) {
  ReportTitle report;
  bool years_differ = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    auto title = ParseTitle(*lines[i]);
    if (!title) continue;
    ReadAbove(lines.subspan(0, i), *title);
    years_differ = years_differ || (report.year != 0 && title->year != 0 && report.year != title->year);
    if (report.year == 0) report.year = title->year;
    if (report.organ_name.empty()) report.organ_name = title->organ;
    report.roll_up = report.roll_up || title->roll_up;
  }
  if (years_differ) {
    report.year = 0;
    findings.push_back(TitleMissing("year", {"标题中出现了不同的年度，不能确定报告年度。请只保留一个标题。",
                                             "the titles name different years; keep one title"}));
  } else if (report.year == 0) {
    findings.push_back(
        TitleMissing("year", {"标题中没有找到报告年度。请在标题中写明，例如“2024年政府信息公开工作年度报告”。",
                              "no year was found in the title; state it there as in 2024年政府信息公开工作年度报告"}));
  }
  if (report.organ_name.empty()) {
    findings.push_back(TitleMissing("organ_name", {"标题中没有找到机关名称。请在标题行或其上一行写明机关全称。",
                                                   "no name of an organ was found in or above the title; put the full "
                                                   "name there"}));
  }
  return report;
}

}  // namespace nianbao::document::domain
