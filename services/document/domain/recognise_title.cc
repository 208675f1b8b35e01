#include "services/document/domain/recognise_title.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/organ_name.h"
#include "services/document/domain/title_line.h"
#include "services/document/domain/title_year.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kLongestNameBytes = 300;
constexpr size_t kMostLinesAbove = 3;
// Of the texts before the first section.
constexpr size_t kMostLines = 200;

struct Title : TitleLine {
  // Lines before the first one of the title.
  size_t above = 0;
};

// A line above the title that can be part of a name: neither a sentence nor a "key: value" of the page around it.
bool MayBeName(const std::string& text) {
  static constexpr std::array<absl::string_view, 9> kOther = {"。", "；", "：", ":", "http", "《", "索引号", ">", "＞"};
  return !text.empty() && text.size() <= kLongestNameBytes &&
         std::none_of(kOther.begin(), kOther.end(), [&](absl::string_view o) { return absl::StrContains(text, o); });
}

// 清政发〔2024〕3号
bool IsDocumentNumber(const std::string& text) {
  const std::string key = Key(text);
  return absl::StrContains(key, "(20") && absl::EndsWith(key, "号");
}

bool IsPlace(absl::string_view text) {
  static constexpr std::array<absl::string_view, 9> kEnds = {"省", "市", "区", "县", "旗", "州", "盟", "镇", "乡"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](absl::string_view end) { return absl::EndsWith(text, end); });
}

// True when what stands so far is a whole name that the line above does not begin.
bool IsWholeName(const std::string& name, const std::string& above) {
  if (!IsOrganName(name)) return false;
  for (const absl::string_view general : {"办公室", "办公厅", "人民政府"}) {
    if (absl::StartsWith(name, general)) return false;
  }
  return !IsPlace(above) || absl::StartsWith(name, above);
}

// Completes a title from the lines above it. Lines with dates and numbers of documents are no part of it.
void ReadAbove(absl::Span<const PlacedText* const> above, TitleLine& title) {
  if (title.year_unclear || (!title.organ.empty() && title.year != 0)) return;
  std::string name;
  for (size_t i = 0; i < std::min(above.size(), kMostLinesAbove); ++i) {
    std::string text = WithoutSpace(above[above.size() - 1 - i]->text);
    if (!MayBeName(text) || ParseTitleLine(above[above.size() - 1 - i]->text)) break;
    if (IsDate(text) || IsDocumentNumber(text)) continue;
    const int year = RemoveYear(text);
    if (NamesAnyYear(text)) continue;
    const bool roll_up = RemoveRollUpInBrackets(text);
    if (!text.empty() && IsWholeName(name, text)) break;
    title.year_unclear = title.year_unclear || (year != 0 && title.year != 0 && year != title.year);
    if (title.year == 0) title.year = year;
    title.roll_up = roll_up || title.roll_up;
    name = absl::StrCat(text, name);
  }
  absl::string_view organ = name;
  absl::ConsumeSuffix(&organ, "文件");
  if (title.organ.empty() && IsOrganName(organ)) title.organ = std::string(organ);
}

// The title that ends on a line. One that is broken over two or three lines is read as if it stood on one.
std::optional<Title> TitleEndingAt(absl::Span<const PlacedText* const> lines, size_t last) {
  std::string text;
  for (size_t first = last + 1; first > 0 && last - (first - 1) < kMostLinesAbove; --first) {
    const std::string& line = lines[first - 1]->text;
    if (first <= last && (ParseTitleLine(line) || !MayBeName(WithoutSpace(line)))) break;
    text = absl::StrCat(line, text);
    if (const auto title = ParseTitleLine(text)) return Title{*title, first - 1};
  }
  return std::nullopt;
}

std::vector<Title> TitlesIn(absl::Span<const PlacedText* const> lines) {
  std::vector<Title> titles;
  for (size_t i = 0; i < lines.size(); ++i) {
    auto title = TitleEndingAt(lines, i);
    if (!title) continue;
    ReadAbove(lines.subspan(0, title->above), *title);
    titles.push_back(*title);
  }
  // Beside a title with a year, one without is the name of a column of the site.
  const auto has_year = [](const Title& title) { return title.year != 0 || title.year_unclear; };
  if (std::any_of(titles.begin(), titles.end(), has_year)) {
    titles.erase(std::remove_if(titles.begin(), titles.end(), [&](const Title& title) { return !has_year(title); }),
                 titles.end());
  }
  return titles;
}

// The texts before the first section, those of tables around the report too.
std::vector<const PlacedText*> TextsBefore(absl::Span<const Item> items, size_t end) {
  std::vector<const PlacedText*> texts;
  for (size_t i = 0; i < end && texts.size() < kMostLines; ++i) {
    if (items[i].paragraph != nullptr) {
      texts.push_back(items[i].paragraph);
      continue;
    }
    for (const Cell& cell : items[i].row->cells) {
      if (!Trimmed(cell.text).empty()) texts.push_back(&cell);
    }
  }
  return texts;
}

// The same with an empty text around each cell that stands beside others: it is no part of a title above or below.
std::vector<const PlacedText*> TitleLinesBefore(absl::Span<const Item> items, size_t end) {
  static const auto* const kBarrier = new PlacedText();
  std::vector<const PlacedText*> lines;
  for (size_t i = 0; i < end && lines.size() < kMostLines; ++i) {
    if (const PlacedText* single = SingleText(items[i])) {
      lines.push_back(single);
      continue;
    }
    for (const Cell& cell : items[i].row->cells) lines.insert(lines.end(), {kBarrier, &cell, kBarrier});
  }
  return lines;
}

// Sets year from the sentence on the period, "自2023年1月1日起至2023年12月31日止", when all such sentences agree.
const PlacedText* ReadPeriod(absl::Span<const Item> items, int& year) {
  const PlacedText* place = nullptr;
  int found = 0;
  for (const Item& item : items) {
    const PlacedText* text = SingleText(item);
    const int stated = text == nullptr ? 0 : YearOfPeriod(text->text);
    if (stated == 0) continue;
    if (found != 0 && stated != found) return nullptr;
    found = stated;
    if (place == nullptr) place = text;
  }
  year = found;
  return place;
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

finding::v1::Finding YearFromPeriod(const PlacedText& text) {
  auto finding = MakeFinding("document.year_from_period", "", finding::v1::SEVERITY_INFO,
                             {"标题中没有年度，报告年度取自统计期限的说明。请核对，并在标题中写明年度。",
                              "the title names no year; it was taken from the sentence on the period; check it"});
  *finding.mutable_place() = PlaceOf(text);
  return finding;
}

finding::v1::Finding OrganFromPage() {
  return MakeFinding("document.organ_from_page", "", finding::v1::SEVERITY_INFO,
                     {"标题中没有机关名称，机关名称取自页面上的发布机构。请核对，并在标题中写明机关全称。",
                      "the title names no organ; the publisher that the page states was taken; check it"});
}

}  // namespace

ReportTitle RecogniseTitle(absl::Span<const Item> items, const std::map<size_t, int>& headings, Findings& findings) {
  const size_t end = headings.empty() ? items.size() : headings.begin()->first;
  ReportTitle report;
  bool year_unclear = false;
  bool organs_differ = false;
  for (const Title& title : TitlesIn(TitleLinesBefore(items, end))) {
    year_unclear =
        year_unclear || title.year_unclear || (report.year != 0 && title.year != 0 && report.year != title.year);
    if (report.year == 0) report.year = title.year;
    report.roll_up = report.roll_up || title.roll_up;
    if (title.organ.empty()) continue;
    organs_differ = organs_differ || (!report.organ_name.empty() && !IsSameOrgan(report.organ_name, title.organ));
    // Of names that differ by the place in front or an alias, the fuller.
    if (title.organ.size() > report.organ_name.size()) report.organ_name = title.organ;
  }
  if (year_unclear) report.year = 0;
  if (organs_differ) report.organ_name.clear();
  if (report.year == 0 && !year_unclear) {
    if (const PlacedText* period = ReadPeriod(items, report.year)) findings.push_back(YearFromPeriod(*period));
  }
  if (report.organ_name.empty() && !organs_differ) {
    report.organ_name = PublisherIn(TextsBefore(items, end));
    if (!report.organ_name.empty()) findings.push_back(OrganFromPage());
  }
  CheckYearFound(report, year_unclear, findings);
  CheckOrganFound(report, organs_differ, findings);
  return report;
}

}  // namespace nianbao::document::domain
