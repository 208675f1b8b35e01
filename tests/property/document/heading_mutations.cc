// How the title and the headings of the sections are printed.
#include "absl/strings/str_cat.h"
#include "tests/property/document/mutations.h"

namespace nianbao::testing {
namespace {

bool OlderHeadings(Rng& rng, PrintedReport& report) {
  FindSection(report, 4)->heading = "因政府信息公开工作被申请行政复议、提起行政诉讼情况";
  FindSection(report, 5)->heading =
      rng.Pick<std::string>({"政府信息公开工作存在的主要问题及改进情况", "存在的主要问题和改进情况"});
  return true;
}

bool OtherHeadings(Rng& rng, PrintedReport& report) {
  FindSection(report, 1)->heading = rng.Pick<std::string>({"工作基本情况", "概述", "总体情况"});
  FindSection(report, 2)->heading = rng.Pick<std::string>({"主动公开情况", "主动公开政府信息情况"});
  FindSection(report, 5)->heading = rng.Pick<std::string>({"存在的主要问题及改进措施", "存在的主要问题及整改措施"});
  return true;
}

// As lists leave them that were numbered by the word processor.
bool ArabicMarks(Rng& rng, PrintedReport& report) {
  FindSection(report, 2)->mark = "2、 ";
  FindSection(report, 3)->mark = "3、 ";
  if (rng.Chance(30)) FindSection(report, 4)->mark = "4. ";
  return true;
}

bool NoMarks(Rng& rng, PrintedReport& report) {
  const bool all = rng.Chance(50);
  for (PrintedSection& section : report.sections) {
    if (all || rng.Chance(30)) section.mark.clear();
  }
  return true;
}

bool MarksRestart(Rng&, PrintedReport& report) {
  for (PrintedSection& section : report.sections) {
    if (section.number == 2) section.mark = "一、";
    if (section.number == 3) section.mark = "二、";
    if (section.number == 4) section.mark = "三、";
  }
  return true;
}

bool HeadingLost(Rng& rng, PrintedReport& report) {
  PrintedSection* const section = FindSection(report, static_cast<int>(rng.Between(2, 5)));
  section->mark.clear();
  section->heading.clear();
  return true;
}

bool OtherTitle(Rng& rng, PrintedReport& report) {
  const std::string year = absl::StrCat(report.year, "年");
  const std::string& organ = report.organ;
  report.title = rng.Pick<std::vector<std::string>>({
      {absl::StrCat(organ, "政府信息公开工作年度报告（", year, "）")},
      {absl::StrCat(year, organ, "政府信息公开工作年度报告")},
      {organ, absl::StrCat(year, "政府信息公开工作年度报告")},
      {organ, absl::StrCat(year, "度政府信息公开工作年度报告")},
      {absl::StrCat(organ, year, "度政府信息公开工作报告")},
      {absl::StrCat(organ, year, "政府信息公开年度报告")},
      {absl::StrCat(organ, year, "政府信息公开年报")},
      {absl::StrCat(organ, "关于", year, "政府信息公开工作的年度报告")},
      {absl::StrCat(organ, "政府信息公开工作年度报告"), absl::StrCat("（", year, "度）")},
  });
  return true;
}

bool SectionsOutOfOrder(Rng& rng, PrintedReport& report) {
  const auto order = rng.Pick<std::vector<int>>({{1, 3, 2, 4, 5, 6}, {1, 2, 4, 3, 5, 6}, {1, 5, 2, 3, 4, 6}});
  std::vector<PrintedSection> sections;
  for (const int number : order) sections.push_back(*FindSection(report, number));
  report.sections = sections;
  return true;
}

bool MetadataBefore(Rng& rng, PrintedReport& report) {
  PrintedTable table{0, {0.2, 0.3, 0.2, 0.3}, {}};
  table.rows = {
      {{{"索引号"}, {"11330000002482066T/2025-00012"}, {"主题分类"}, {"政务公开"}}},
      {{{"发布机构"}, {report.organ}, {"成文日期"}, {absl::StrCat(report.year + 1, "-01-22")}}},
      {{{"名称"}, {report.title.front(), 3}}},
      {{{"文号"}, {""}, {"浏览次数"}, {absl::StrCat(rng.Between(1, 900))}}},
  };
  report.front.emplace_back(table);
  return true;
}

}  // namespace

std::vector<Mutation> HeadingMutations() {
  return {
      {"older_headings", true, OlderHeadings},   {"other_headings", true, OtherHeadings},
      {"arabic_marks", true, ArabicMarks},       {"no_marks", true, NoMarks},
      {"marks_restart", true, MarksRestart},     {"heading_lost", false, HeadingLost},
      {"other_title", true, OtherTitle},         {"sections_out_of_order", true, SectionsOutOfOrder},
      {"metadata_before", true, MetadataBefore},
  };
}

}  // namespace nianbao::testing
