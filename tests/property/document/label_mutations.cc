// How the titles of rows and columns are printed.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/property/document/mutations.h"

namespace nianbao::testing {
namespace {

bool Replace(PrintedReport& report, const std::vector<std::pair<std::string, std::string>>& words) {
  bool changed = false;
  for (PrintedCell* cell : AllCells(report)) {
    if (cell->figure >= 0) continue;
    const std::string before = cell->text;
    for (const auto& [from, to] : words) absl::StrReplaceAll({{from, to}}, &cell->text);
    changed = changed || cell->text != before;
  }
  return changed;
}

bool HalfWidthBrackets(Rng&, PrintedReport& report) {
  for (PrintedSection& section : report.sections) absl::StrReplaceAll({{"（", "("}, {"）", ")"}}, &section.heading);
  return Replace(report, {{"（", "("}, {"）", ")"}});
}

bool OtherQuotes(Rng& rng, PrintedReport& report) {
  const auto quotes =
      rng.Pick<std::pair<std::string, std::string>>({{"\"", "\""}, {"‘", "’"}, {"「", "」"}, {"”", "“"}, {"＂", "＂"}});
  Replace(report, {{"“", "\x01"}, {"”", "\x02"}});
  return Replace(report, {{"\x01", quotes.first}, {"\x02", quotes.second}});
}

bool NormativeDocuments(Rng&, PrintedReport& report) { return Replace(report, {{"行政规范性文件", "规范性文件"}}); }

bool ShortColumnTitles(Rng&, PrintedReport& report) {
  return Replace(report, {{"本年制发件数", "本年发件"}, {"现行有效件数", "现行有效件"}});
}

bool LostCharacters(Rng& rng, PrintedReport& report) {
  return Replace(report, {rng.Pick<std::pair<std::string, std::string>>({
                             {"2.其他法律行政法规禁止公开", "2.其他法律行政止公开"},
                             {"5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关确认或重新出具"},
                             {"1.信访举报投诉类申请", "1.信访举报投诉类"},
                             {"（六）其他处理", "（六）其他"},
                             {"8.属于行政查询事项", "8.属于行政查事项"},
                             {"3.危及“三安全一稳定”", "3.危及三安全一稳定"},
                             {"（四）无法提供", "（四无法提供"},
                         })});
}

// Puts mark for the point in "1.属于国家秘密"; the number goes too when it is not kept.
bool Renumber(Rng& rng, PrintedReport& report, const std::string& mark, bool keep_number) {
  const bool last_group_only = rng.Chance(40);
  bool changed = false;
  for (PrintedCell* cell : AllCells(report)) {
    if (cell->figure >= 0 || cell->text.size() < 3 || cell->text[1] != '.') continue;
    const bool bare_other = cell->text == "3.其他";
    if (last_group_only && !absl::StrContains(cell->text, "不再处理") && !bare_other) continue;
    // Without its number, 其他 could be anything.
    if (bare_other && !keep_number) continue;
    cell->text = absl::StrCat(keep_number ? cell->text.substr(0, 1) : "", mark, cell->text.substr(2));
    changed = true;
  }
  return changed;
}

bool OtherNumbering(Rng& rng, PrintedReport& report) {
  return Renumber(rng, report, rng.Pick<std::string>({"、", "．", ". "}), true);
}

bool NumbersLost(Rng& rng, PrintedReport& report) {
  const bool keep_number = rng.Chance(50);
  return Renumber(rng, report, keep_number ? " " : "", keep_number);
}

bool SpacesInTitles(Rng& rng, PrintedReport& report) {
  for (PrintedCell* cell : AllCells(report)) {
    if (cell->figure >= 0 || !rng.Chance(50)) continue;
    std::string spaced;
    for (size_t i = 0; i < cell->text.size(); ++i) {
      const bool starts = (static_cast<unsigned char>(cell->text[i]) & 0xC0) != 0x80;
      if (starts && i > 0 && rng.Chance(15)) spaced += rng.Chance(70) ? " " : "\u3000";
      spaced += cell->text[i];
    }
    cell->text = spaced;
  }
  return true;
}

bool BrokenTitles(Rng& rng, PrintedReport& report) {
  for (PrintedCell* cell : AllCells(report)) {
    if (cell->figure >= 0) continue;
    for (const char* const word : {"商业", "科研", "社会公益", "法律服务", "结果", "其他", "尚未"}) {
      const std::string text = word;
      if (absl::StartsWith(cell->text, text) && cell->text.size() > text.size() && rng.Chance(70)) {
        cell->text.insert(text.size(), "\n");
        break;
      }
    }
  }
  return true;
}

bool NextYear(Rng&, PrintedReport& report) { return Replace(report, {{"结转下年度继续办理", "结转下一年继续办理"}}); }

bool ShortPartial(Rng&, PrintedReport& report) {
  return Replace(report, {{"（区分处理的，只计这一情形，不计其他情形）", ""}});
}

bool NoteBrokenInto(Rng& rng, PrintedReport& report) {
  return Replace(report,
                 {{kBalanceNote, rng.Pick<std::string>({"", "本列数据的勾稽关系为：第一项加第二项法人或其他组织之和",
                                                        "（本列数据的勾稽关系为:第一项加第二项之和,等于第三项加"
                                                        "第四项之和)"})}});
}

bool SpaceInArticle(Rng&, PrintedReport& report) { return Replace(report, {{"第二十条第", "第二十条 第"}}); }

}  // namespace

std::vector<Mutation> LabelMutations() {
  return {
      {"half_width_brackets", true, HalfWidthBrackets},
      {"other_quotes", true, OtherQuotes},
      {"normative_documents", true, NormativeDocuments},
      {"short_column_titles", true, ShortColumnTitles},
      {"lost_characters", false, LostCharacters},
      {"other_numbering", true, OtherNumbering},
      {"numbers_lost", false, NumbersLost},
      {"spaces_in_titles", true, SpacesInTitles},
      {"broken_titles", true, BrokenTitles},
      {"next_year", true, NextYear},
      {"short_partial", true, ShortPartial},
      {"note_broken_into", true, NoteBrokenInto},
      {"space_in_article", true, SpaceInArticle},
  };
}

}  // namespace nianbao::testing
