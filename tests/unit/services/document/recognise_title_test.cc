#include "services/document/domain/recognise_title.h"

#include <gtest/gtest.h>

namespace nianbao::document::domain {
namespace {

struct Titled {
  ReportTitle title;
  Findings findings;
};

Titled TitleIn(const std::vector<std::string>& lines) {
  Document document;
  for (const std::string& line : lines) document.blocks.push_back(Paragraph{line, {}});
  Titled result;
  result.title = RecogniseTitle(ItemsOf(document), {}, result.findings);
  return result;
}

void ExpectTitle(const std::vector<std::string>& lines, absl::string_view organ, int year) {
  const Titled read = TitleIn(lines);
  EXPECT_EQ(read.title.organ_name, organ) << lines.back();
  EXPECT_EQ(read.title.year, year) << lines.back();
  EXPECT_TRUE(read.findings.empty()) << lines.back();
}

TEST(ReportTitle, HasTheOrganOnTheLineAbove) {
  ExpectTitle({"清溪县林业局", "2024年政府信息公开工作年度报告"}, "清溪县林业局", 2024);
  ExpectTitle({"清溪县", "林业局（绿化办）", "2023年度政府信息公开年报"}, "清溪县林业局（绿化办）", 2023);
}

TEST(ReportTitle, HasTheYearFirstWithinOrLast) {
  ExpectTitle({"2022年清溪县林业局政府信息公开工作年度报告"}, "清溪县林业局", 2022);
  ExpectTitle({"清溪县林业局2022年政府信息公开工作年度报告"}, "清溪县林业局", 2022);
  ExpectTitle({"清溪县林业局2022年度政府信息公开工作报告"}, "清溪县林业局", 2022);
  ExpectTitle({"清溪县林业局政府信息公开工作年度报告（2022年度）"}, "清溪县林业局", 2022);
  ExpectTitle({"清溪县林业局政府信息公开2022年度报告"}, "清溪县林业局", 2022);
  ExpectTitle({"清溪县林业局", "2022年", "政府信息公开工作年度报告"}, "清溪县林业局", 2022);
}

TEST(ReportTitle, HasTheYearInEveryKindOfDigits) {
  ExpectTitle({"清溪县林业局二〇二四年政府信息公开工作年度报告"}, "清溪县林业局", 2024);
  ExpectTitle({"清溪县林业局２０２４ 年 政府信息公开 工作年度报告"}, "清溪县林业局", 2024);
}

TEST(ReportTitle, IsNoSentenceAboutTheReport) {
  ExpectTitle({"清溪县林业局", "2024年政府信息公开工作年度报告", "根据条例，现公布2023年政府信息公开工作年度报告。"},
              "清溪县林业局", 2024);
}

TEST(ReportTitle, DoesNotTakePageFurnitureForAName) {
  const Titled read = TitleIn({"索引号：0001/2025", "2024年政府信息公开工作年度报告"});
  EXPECT_EQ(read.title.organ_name, "");
  ASSERT_EQ(read.findings.size(), 1u);
  EXPECT_EQ(read.findings[0].id(), "document.title_missing/organ_name");
}

TEST(ReportTitle, SaysWhenItSumsUp) {
  const Titled read = TitleIn({"清溪县人民政府2024年政府信息公开工作年度报告（汇总）"});
  EXPECT_TRUE(read.title.roll_up);
  EXPECT_EQ(read.title.organ_name, "清溪县人民政府");
}

TEST(ReportTitle, IsNotChosenAmongDifferentYears) {
  const Titled read =
      TitleIn({"清溪县林业局2023年政府信息公开工作年度报告", "清溪县林业局2024年政府信息公开工作年度报告"});
  EXPECT_EQ(read.title.year, 0);
  ASSERT_EQ(read.findings.size(), 1u);
  EXPECT_EQ(read.findings[0].id(), "document.title_missing/year");
}

TEST(ReportTitle, IsMissedWhenItIsMissing) {
  const Titled read = TitleIn({"清溪县林业局工作总结"});
  EXPECT_EQ(read.findings.size(), 2u);
}

void ExpectFindings(const std::vector<std::string>& lines, const std::vector<std::string>& ids) {
  std::vector<std::string> found;
  for (const auto& finding : TitleIn(lines).findings) found.push_back(finding.id());
  EXPECT_EQ(found, ids) << lines.front();
}

TEST(ReportTitle, HasNoDateInIt) {
  for (const char* date : {"2025年1月3日", "2025年01月", "二〇二五年一月三日", "二○二五年十月", "2025-01-03",
                           "（2025.1.3）", "2025年1月3日发布"}) {
    const Titled read = TitleIn({date, "清禾区民政局", "政府信息公开工作年度报告"});
    EXPECT_EQ(read.title.year, 0) << date;
    EXPECT_EQ(read.title.organ_name, "清禾区民政局") << date;
    ASSERT_EQ(read.findings.size(), 1u) << date;
    EXPECT_EQ(read.findings[0].id(), "document.title_missing/year");
  }
  ExpectTitle({"清禾区民政局", "2025年1月3日", "2024年政府信息公开工作年度报告"}, "清禾区民政局", 2024);
}

TEST(ReportTitle, TakesNoPartOfANumberOrOfASpanForTheYear) {
  for (const char* year :
       {"12024年", "2023-2024年", "2023—2024年", "2023年至2024年", "2023年-2024年", "2023、2024年", "2023年2024年"}) {
    const Titled read = TitleIn({std::string("清禾区民政局") + year + "政府信息公开工作年度报告"});
    EXPECT_EQ(read.title.year, 0) << year;
    EXPECT_EQ(read.title.organ_name, "") << year;
    EXPECT_EQ(read.findings.size(), 2u) << year;
  }
  ExpectFindings({"2024年清禾区民政局政府信息公开2023年度报告"},
                 {"document.title_missing/year", "document.title_missing/organ_name"});
}

TEST(ReportTitle, HasANameThatBeginsWithANumeral) {
  ExpectTitle({"2024年三江县林业局政府信息公开工作年度报告"}, "三江县林业局", 2024);
  ExpectTitle({"2024年十里街道办事处政府信息公开工作年度报告"}, "十里街道办事处", 2024);
}

TEST(ReportTitle, LeavesTheWordForSumsInAName) {
  const Titled read = TitleIn({"清禾区数据汇总中心2024年政府信息公开工作年度报告"});
  EXPECT_FALSE(read.title.roll_up);
  EXPECT_EQ(read.title.organ_name, "清禾区数据汇总中心");
}

TEST(ReportTitle, SumsUpWhereTheWordStandsInBracketsOrBesideTheReport) {
  for (const char* title : {"（汇总）", "汇总", "【汇总】"}) {
    const Titled read = TitleIn({std::string("清禾区人民政府2024年政府信息公开工作年度报告") + title});
    EXPECT_TRUE(read.title.roll_up) << title;
    EXPECT_EQ(read.title.organ_name, "清禾区人民政府") << title;
  }
  const Titled above = TitleIn({"清禾区人民政府（汇总）", "2024年政府信息公开工作年度报告"});
  EXPECT_TRUE(above.title.roll_up);
  EXPECT_EQ(above.title.organ_name, "清禾区人民政府");
}

TEST(ReportTitle, IsNotChosenAmongDifferentOrgans) {
  const std::vector<std::string> lines = {"清溪县林业局2024年政府信息公开工作年度报告",
                                          "清溪县民政局2024年政府信息公开工作年度报告"};
  EXPECT_EQ(TitleIn(lines).title.organ_name, "");
  ExpectFindings(lines, {"document.title_missing/organ_name"});
}

TEST(ReportTitle, ComesInManyWords) {
  for (const char* words :
       {"政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开年报", "政府信息公开年度工作报告",
        "政府信息公开工作报告", "政府信息公开工作年报", "信息公开工作年度报告", "政府信息公開工作年度報告"}) {
    ExpectTitle({std::string("清溪县林业局2024年度") + words}, "清溪县林业局", 2024);
    ExpectTitle({std::string("2024年清溪县林业局") + words}, "清溪县林业局", 2024);
    ExpectTitle({"清溪县林业局", std::string("2024年") + words}, "清溪县林业局", 2024);
  }
  ExpectTitle({"清溪县林业局关于2024年政府信息公开工作年度报告"}, "清溪县林业局", 2024);
  ExpectTitle({"关于公布清溪县林业局2024年政府信息公开工作年度报告"}, "清溪县林业局", 2024);
  ExpectTitle({"清溪县人民政府（本级）2024年政府信息公开工作年度报告"}, "清溪县人民政府", 2024);
}

TEST(ReportTitle, MayBeBrokenOverLines) {
  ExpectTitle({"清溪县林业局2024年政府信息", "公开工作年度报告"}, "清溪县林业局", 2024);
  ExpectTitle({"清溪县林业局", "2024年政府信息公开", "工作年度报告"}, "清溪县林业局", 2024);
  ExpectTitle({"清溪县林业局", "2024年", "政府信息公开", "工作年度报告"}, "清溪县林业局", 2024);
}

TEST(ReportTitle, StandsBelowNumbersOfDocuments) {
  ExpectTitle({"清溪县林业局文件", "清林发〔2025〕2号", "2024年政府信息公开工作年度报告"}, "清溪县林业局", 2024);
  ExpectTitle({"清溪县林业局", "（2025）2号", "2025年1月20日", "2024年政府信息公开工作年度报告"}, "清溪县林业局", 2024);
}

TEST(ReportTitle, StandsAmongTheFurnitureOfAPage) {
  ExpectTitle({"清溪县林业局2024年政府信息公开工作年度报告_清溪县人民政府", "首页",
               "首页 > 政府信息公开 > 政府信息公开年报", "政府信息公开年报", "索引号：0001", "清溪县林业局",
               "2024年政府信息公开工作年度报告", "来源：林业局 发布时间：2025-01-20"},
              "清溪县林业局", 2024);
  ExpectTitle({"清溪县人民政府", "清溪县林业局", "2024年政府信息公开工作年度报告"}, "清溪县林业局", 2024);
  ExpectTitle({"当前位置：首页>政府信息公开年报>2023年政府信息公开年报", "清溪县林业局2024年政府信息公开年报"},
              "清溪县林业局", 2024);
}

TEST(ReportTitle, IsOneWhereItStandsTwice) {
  ExpectTitle({"林业局2024年政府信息公开工作年度报告", "清溪县林业局2024年政府信息公开工作年度报告"}, "清溪县林业局",
              2024);
  ExpectTitle(
      {"清溪县林业局2024年政府信息公开工作年度报告", "清溪县林业局（绿化办）", "2024年政府信息公开工作年度报告"},
      "清溪县林业局（绿化办）", 2024);
}

TEST(ReportTitle, TakesNoWordsOfThePageForAnOrgan) {
  for (const char* line : {"打印本页", "首页", "办公室", "分享到", "政务公开", "返回首页部", "字号大小"}) {
    const Titled read = TitleIn({line, "2024年政府信息公开工作年度报告"});
    EXPECT_EQ(read.title.organ_name, "") << line;
    EXPECT_EQ(read.title.year, 2024) << line;
  }
}

TEST(ReportTitle, TakesThePublisherForTheOrganWithARemark) {
  for (const std::vector<std::string>& page : {std::vector<std::string>{"发布机构：清溪县林业局"},
                                               {"索引号", "0001", "发布机构", "清溪县林业局", "有效"},
                                               {"【发文机关】清溪县林业局", "发布机构：林业局"}}) {
    std::vector<std::string> lines = page;
    lines.emplace_back("2024年政府信息公开工作年度报告");
    EXPECT_EQ(TitleIn(lines).title.organ_name, "清溪县林业局");
    ExpectFindings(lines, {"document.organ_from_page"});
  }
  ExpectFindings({"发布机构：清溪县林业局", "发布机构：清溪县民政局", "2024年政府信息公开工作年度报告"},
                 {"document.title_missing/organ_name"});
}

TEST(ReportTitle, TakesTheYearFromThePeriodWithARemark) {
  const std::string title = "清溪县林业局政府信息公开工作年度报告";
  for (const char* period : {"本报告统计期限自2024年1月1日起至2024年12月31日止。", "数据期限为2024年1月1日至12月31日。",
                             "期限：2024 年 01 月 01 日—2024 年 12 月 31 日"}) {
    EXPECT_EQ(TitleIn({title, period}).title.year, 2024) << period;
    ExpectFindings({title, period}, {"document.year_from_period"});
  }
  for (const char* other : {"2024年1月1日起至2025年12月31日", "2024年2月1日至2024年12月31日", "发布于2024年12月31日"}) {
    EXPECT_EQ(TitleIn({title, other}).title.year, 0) << other;
  }
  EXPECT_EQ(TitleIn({title, "自2023年1月1日至12月31日", "自2024年1月1日至12月31日"}).title.year, 0);
  ExpectTitle({"清溪县林业局2024年政府信息公开工作年度报告", "自2024年1月1日至12月31日"}, "清溪县林业局", 2024);
}

TEST(ReportTitle, StandsBelowTheTableOfThePage) {
  Document document;
  const Row row = {{Cell{{"发布机构", {}}, {}, 1}, Cell{{"清溪县民政局", {}}, {}, 1}}};
  document.blocks.push_back(Table{{row, row}});
  document.blocks.push_back(Paragraph{"清溪县林业局2024年政府信息公开工作年度报告", {}});
  Findings findings;
  EXPECT_EQ(RecogniseTitle(ItemsOf(document), {}, findings).organ_name, "清溪县林业局");
  EXPECT_TRUE(findings.empty());
  std::get<Paragraph>(document.blocks[1]).text = "2024年政府信息公开工作年度报告";
  EXPECT_EQ(RecogniseTitle(ItemsOf(document), {}, findings).organ_name, "清溪县民政局");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].id(), "document.organ_from_page");
}

}  // namespace
}  // namespace nianbao::document::domain
