#include "services/document/domain/recognise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "libs/form/cell_vector.h"
#include "libs/form/decimal.h"
#include "services/document/readers/layout/layout_text.h"
#include "services/document/readers/text_reader.h"
#include "tests/unit/services/document/report_text.h"

namespace nianbao::document::domain {
namespace {

using form::CellState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

v1::ReadDocumentResponse Recognised(const std::string& text) {
  Budget budget({});
  const auto document = readers::ReadText(text, budget);
  EXPECT_TRUE(document.ok()) << document.status();
  return Recognise(*document);
}

// Reads the report after replacing a text that must occur once.
v1::ReadDocumentResponse ReadWith(const ReportText& report, const std::string& from, const std::string& to) {
  std::string text = TextOf(report);
  EXPECT_EQ(absl::StrReplaceAll({{from, to}}, &text), 1) << from;
  return Recognised(text);
}

form::CellVector VectorOf(const v1::ReadDocumentResponse& response) {
  const auto vector = form::VectorOf(response.report());
  EXPECT_TRUE(vector.ok()) << vector.status();
  return vector.ok() ? *vector : form::CellVector();
}

CellState StateOf(const v1::ReadDocumentResponse& response, const std::string& code) {
  return VectorOf(response).state(form::Catalogue::Get().Find(code)->index);
}

int64_t ValueOf(const v1::ReadDocumentResponse& response, const std::string& code) {
  return VectorOf(response).value(form::Catalogue::Get().Find(code)->index);
}

std::vector<std::string> IdsOf(const v1::ReadDocumentResponse& response) {
  std::vector<std::string> ids;
  for (const auto& finding : response.findings()) ids.push_back(finding.id());
  return ids;
}

int UnresolvedIn(const v1::ReadDocumentResponse& response) {
  int unresolved = 0;
  for (const auto& mark : response.report().marks()) unresolved += mark.state() == form::v1::CellMark::STATE_UNRESOLVED;
  return unresolved;
}

TEST(Recognise, ReadsBackWhateverIsPrintedInEveryCell) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 50; ++i) {
    ReportText text;
    form::CellVector expected;
    for (const form::Cell& cell : form::Catalogue::Get().cells()) {
      const auto value = static_cast<int64_t>(random() >> (random() % 50 + 1));
      // A "/" in the first column with nothing after it stands for the whole row.
      const bool first_column = cell.code.find(".issued") != std::string::npos;
      const int kind = static_cast<int>(random() % (first_column ? 5 : 8));
      if (kind < 5) expected.SetNumber(cell.index, value);
      if (kind == 5) expected.SetEmpty(cell.index, CellState::kNotApplicable);
      if (kind == 6) expected.SetEmpty(cell.index, CellState::kUnresolved);
      const std::string printed[] = {"/", "3余件", "\u00a0"};
      const std::string number = form::FormatDecimal(value, cell.scale);
      text.cells[cell.code] = kind == 4  ? "\u00a0\n" + number
                              : kind < 5 ? number + (kind == 3 ? "\u00a0" : "")
                                         : printed[kind - 5];
    }
    ASSERT_EQ(VectorOf(Recognised(TextOf(text))), expected);
  }
}

TEST(Recognise, TakesALoneSlashForTheWholeRow) {
  ReportText text;
  text.cells = {{"proactive_disclosure.rules.issued", "/"},
                {"proactive_disclosure.rules.repealed", ""},
                {"proactive_disclosure.rules.in_force", ""}};
  const auto response = Recognised(TextOf(text));
  EXPECT_EQ(StateOf(response, "proactive_disclosure.rules.in_force"), CellState::kNotApplicable);
  EXPECT_THAT(IdsOf(response), ElementsAre("document.not_applicable_row/2"));
}

TEST(Recognise, FindsNothingToRemarkInAWholeReport) {
  const auto response = Recognised(TextOf({}));
  EXPECT_THAT(IdsOf(response), IsEmpty());
  EXPECT_EQ(response.report().year(), 2024);
  EXPECT_EQ(response.report().organ_name(), "清溪县农业农村局");
  EXPECT_EQ(response.report().narrative().overview(), "本年度我局按时公开各类信息。");
  EXPECT_EQ(response.sources_size(), 200);
}

TEST(Recognise, ReadsTheSameWithWindowsLineEnds) {
  const auto unix = Recognised(TextOf({}));
  const auto windows = Recognised("\xEF\xBB\xBF" + absl::StrReplaceAll(TextOf({}), {{"\n", "\r\n"}}));
  EXPECT_EQ(windows.SerializeAsString(), unix.SerializeAsString());
}

TEST(Recognise, KeepsSourcesInTheOrderOfTheCatalogueWithLineAndText) {
  ReportText text;
  text.cells["requests.carried_out.other"] = "\u00a017";
  const auto response = Recognised(TextOf(text));
  const std::vector<std::string> lines = absl::StrSplit(TextOf(text), '\n');
  ASSERT_EQ(response.sources_size(), 200);
  for (int i = 0; i < response.sources_size(); ++i) {
    const v1::CellSource& source = response.sources(i);
    const form::Cell& cell = form::Catalogue::Get().cells()[i];
    EXPECT_EQ(source.cell(), cell.code);
    EXPECT_EQ(source.place().text(), cell.code == "requests.carried_out.other" ? "\u00a017" : "0");
    EXPECT_EQ(lines[source.place().line() - 1], "\t" + source.place().text()) << cell.code;
  }
}

TEST(Recognise, GivesABlankOnAPageThePlaceOfItsRow) {
  Budget budget({});
  const auto document = readers::ReadLayoutText(
      "        二、主动公开政府信息情况\n"
      "                                   第二十条第（一）项\n"
      "          信息内容              本年制发件数              本年废止件数             现行有效件数\n"
      "           规章                                                          925\n"
      "       行政规范性文件                 2278                                    140\n"
      "                                   第二十条第（五）项\n"
      "                    信息内容                                本年处理决定数量\n"
      "                    行政许可                                    441189\n",
      budget);
  ASSERT_TRUE(document.ok()) << document.status();
  const v1::ReadDocumentResponse response = Recognise(*document);
  bool has_blank = false;
  for (const v1::CellSource& source : response.sources()) {
    EXPECT_GT(source.place().line(), 0) << source.cell();
    has_blank = has_blank || source.place().text().empty();
  }
  EXPECT_TRUE(has_blank);
}

TEST(Recognise, NamesACellThatIsNoFigureAndKeepsItsText) {
  ReportText text;
  text.cells["proactive_disclosure.normative_documents.in_force"] = "22余件";
  const auto response = Recognised(TextOf(text));
  ASSERT_THAT(IdsOf(response),
              ElementsAre("document.cell_unresolved/proactive_disclosure.normative_documents.in_force"));
  ASSERT_EQ(response.report().marks_size(), 1);
  EXPECT_EQ(response.report().marks(0).raw_text(), "22余件");
  const auto& finding = response.findings(0);
  EXPECT_EQ(finding.severity(), finding::v1::SEVERITY_ERROR);
  EXPECT_THAT(finding.message().zh_cn(), HasSubstr("行政规范性文件"));
  EXPECT_EQ(finding.place().line(), finding.cells(0).place().line());
  EXPECT_GT(finding.place().line(), 0);
}

TEST(Recognise, TellsZeroBlankAndNotApplicableApart) {
  ReportText text;
  text.cells = {{"proactive_disclosure.rules.issued", "/"}, {"proactive_disclosure.rules.repealed", ""}};
  const auto response = Recognised(TextOf(text));
  EXPECT_EQ(StateOf(response, "proactive_disclosure.rules.issued"), CellState::kNotApplicable);
  EXPECT_EQ(StateOf(response, "proactive_disclosure.rules.repealed"), CellState::kBlank);
  EXPECT_EQ(StateOf(response, "proactive_disclosure.rules.in_force"), CellState::kNumber);
  EXPECT_THAT(IdsOf(response), IsEmpty());
}

TEST(Recognise, TakesTheWordingsOfPublishedReports) {
  ReportText text;
  text.cells["requests.carried_out.total"] = "4";
  const auto response = ReadWith(text, "四、结转下年度继续办理", "四、结转下一年继续办理");
  EXPECT_EQ(ValueOf(response, "requests.carried_out.total"), 4);
  EXPECT_THAT(IdsOf(ReadWith({}, "\t行政规范性文件", "\t规范性文件")), IsEmpty());
  EXPECT_THAT(IdsOf(ReadWith({}, "“三安全一稳定”", "\"三安全一稳定\"")), IsEmpty());
  EXPECT_THAT(IdsOf(ReadWith({}, "1.属于国家秘密", "1、属于 国家秘密")), IsEmpty());
  EXPECT_THAT(IdsOf(ReadWith({}, "（三）不予公开", "(三) 不予公开")), IsEmpty());
}

TEST(Recognise, ReadsColumnsWhereTheirTitlesStand) {
  ReportText text;
  text.cells = {{"proactive_disclosure.rules.issued", "1"}, {"proactive_disclosure.rules.in_force", "3"}};
  const auto response = ReadWith(text, "\t本年制发件数\n\t本年废止件数\n\t现行有效件数",
                                 "\t现行有效件数\n\t本年制发件数\n\t本年废止件数");
  EXPECT_EQ(ValueOf(response, "proactive_disclosure.rules.in_force"), 1);
  EXPECT_EQ(ValueOf(response, "proactive_disclosure.rules.repealed"), 3);
}

TEST(Recognise, TakesTheOrderOfTheFormWhereAColumnTitleIsNotUnderstoodAndSaysSo) {
  const auto three = ReadWith({}, "\t科研\n机构", "\t不详");
  EXPECT_THAT(IdsOf(three), ElementsAre("document.columns_by_order/3"));
  EXPECT_EQ(three.findings(0).severity(), finding::v1::SEVERITY_WARNING);
  EXPECT_EQ(three.findings(0).cells_size(), 175);
  EXPECT_EQ(UnresolvedIn(three), 0);
}

TEST(Recognise, SaysThatSumsConfirmTheColumnsWhereTheyDo) {
  ReportText text;
  text.cells = {{"requests.received.natural_person", "3"}, {"requests.received.total", "3"}};
  const auto response = ReadWith(text, "\t科研\n机构", "\t不详");
  ASSERT_THAT(IdsOf(response), ElementsAre("document.columns_by_sums/3", "document.columns_by_order/3"));
  EXPECT_EQ(response.findings(0).cells_size(), 7);
}

TEST(Recognise, DoesNotReadTableTwoUnderOtherColumns) {
  const auto response =
      ReadWith({}, "\t本年制发件数\n\t本年废止件数\n\t现行有效件数", "\t本年起草件数\n\t本年评估件数\n\t本年清理件数");
  EXPECT_THAT(IdsOf(response), ElementsAre("document.columns_unclear/2"));
  EXPECT_EQ(UnresolvedIn(response), 6);
}

TEST(Recognise, LeavesARowOfTheWrongWidthUnresolved) {
  ReportText text;
  text.cells["requests.carried_in.other"] = "5\n\t6";
  const auto response = Recognised(TextOf(text));
  ASSERT_THAT(IdsOf(response), ElementsAre("document.row_width/requests.carried_in"));
  EXPECT_THAT(response.findings(0).message().zh_cn(), HasSubstr("应有 7 个单元格，实际有 8 个"));
  EXPECT_EQ(response.findings(0).cells_size(), 7);
  EXPECT_EQ(UnresolvedIn(response), 7);
  EXPECT_EQ(response.sources_size(), 193);
}

TEST(Recognise, NeverChoosesBetweenRepeatedRows) {
  const auto response = ReadWith({}, "\n\t行政强制\n\t0\n", "\n\t行政强制\n\t0\n\n\t行政强制\n\t0\n");
  EXPECT_THAT(IdsOf(response), ElementsAre("document.row_repeated/proactive_disclosure.coercion_decisions"));
  EXPECT_EQ(StateOf(response, "proactive_disclosure.coercion_decisions"), CellState::kUnresolved);
}

TEST(Recognise, TakesATitleThatHasLostCharactersAndSaysSo) {
  ReportText text;
  text.cells["requests.outcomes.refused.prohibited_by_law.total"] = "7";
  const auto response = ReadWith(text, "2.其他法律行政法规禁止公开", "2.其他法律行政止公开");
  EXPECT_EQ(ValueOf(response, "requests.outcomes.refused.prohibited_by_law.total"), 7);
  ASSERT_THAT(IdsOf(response), ElementsAre("document.title_alike/3"));
  EXPECT_EQ(response.sources(51).confidence(), v1::CONFIDENCE_INFERRED);
  EXPECT_EQ(response.sources(51).cell(), "requests.outcomes.refused.prohibited_by_law.total");
}

TEST(Recognise, SaysWhichRowIsMissingAndWhichIsNotOfTheForm) {
  const auto response = ReadWith({}, "2.其他法律行政法规禁止公开", "2.其他情形");
  ASSERT_EQ(response.findings_size(), 2);
  EXPECT_EQ(response.findings(0).id(), "document.row_missing/requests.outcomes.refused.prohibited_by_law");
  EXPECT_EQ(response.findings(1).rule(), "document.row_unknown");
  EXPECT_THAT(response.findings(1).place().text(), HasSubstr("2.其他情形"));
}

TEST(Recognise, PlacesARowWithoutTitleWhereTheOrderLeavesOnePlace) {
  ReportText text;
  text.cells["requests.outcomes.refused.state_secret.total"] = "7";
  const auto response = ReadWith(text, "\t1.属于国家秘密\n", "\t\n");
  EXPECT_EQ(ValueOf(response, "requests.outcomes.refused.state_secret.total"), 7);
  ASSERT_THAT(IdsOf(response), ElementsAre("document.title_missing_in_table/3"));
}

TEST(Recognise, NeverChoosesBetweenTwoPlacesForARow) {
  std::string text = TextOf({});
  const size_t lost = text.find("\t\n\t\n\t2.其他法律");
  const size_t end = text.find("\t\n\t\n\t3.危及");
  text.erase(lost, end - lost);
  ASSERT_EQ(absl::StrReplaceAll({{"\t1.属于国家秘密\n", "\t\n"}}, &text), 1);
  const auto response = Recognised(text);
  EXPECT_EQ(UnresolvedIn(response), 14);
  EXPECT_THAT(IdsOf(response), ElementsAre("document.row_ambiguous/requests.outcomes.refused.state_secret",
                                           "document.row_ambiguous/requests.outcomes.refused.prohibited_by_law"));
}

TEST(Recognise, TellsTheRowOtherFromTheColumnByItsGroup) {
  ReportText text;
  text.cells["requests.outcomes.other.miscellaneous.total"] = "8";
  EXPECT_EQ(ValueOf(Recognised(TextOf(text)), "requests.outcomes.other.miscellaneous.total"), 8);
  const std::string row = "\n\t\n\t\n\t3.其他\n\t1\n\t0\n\t0\n\t0\n\t0\n\t0\n\t1\n";
  const auto response = ReadWith(text, "\n\t\n\t（五）不予处理", row + "\n\t\n\t（五）不予处理");
  EXPECT_EQ(ValueOf(response, "requests.outcomes.other.miscellaneous.total"), 8);
  EXPECT_THAT(IdsOf(response), ElementsAre(StartsWith("document.row_unknown/")));
}

TEST(Recognise, TellsTheRowTotalFromOtherTotalsByItsNumber) {
  ReportText text;
  text.cells["requests.outcomes.total.total"] = "9";
  EXPECT_EQ(ValueOf(Recognised(TextOf(text)), "requests.outcomes.total.total"), 9);
  const std::string subtotal = "\n\t\n\t总计\n\t1\n\t0\n\t0\n\t0\n\t0\n\t0\n\t1\n";
  const auto response = ReadWith(text, "\n\t\n\t（六）其他处理", subtotal + "\n\t\n\t（六）其他处理");
  EXPECT_EQ(ValueOf(response, "requests.outcomes.total.total"), 9);
  EXPECT_THAT(IdsOf(response), ElementsAre(StartsWith("document.row_unknown/")));
}

TEST(Recognise, ReadsRowsThatRunIntoEachOther) {
  ReportText text;
  text.cells = {{"proactive_disclosure.penalty_decisions", "3"}, {"proactive_disclosure.coercion_decisions", "4"}};
  const auto response = ReadWith(text, "\t3\n\n\t行政强制", "\t3\n\t行政强制");
  EXPECT_THAT(IdsOf(response), IsEmpty());
  EXPECT_EQ(ValueOf(response, "proactive_disclosure.penalty_decisions"), 3);
  EXPECT_EQ(ValueOf(response, "proactive_disclosure.coercion_decisions"), 4);
}

TEST(Recognise, SaysOnceThatATableIsMissing) {
  std::string text = TextOf({});
  const size_t begin = text.find("\t行政复议\n");
  text.erase(begin, text.find("五、") - begin);
  const auto response = Recognised(text);
  EXPECT_THAT(IdsOf(response), ElementsAre("document.table_missing/4"));
  EXPECT_EQ(UnresolvedIn(response), 15);
}

TEST(Recognise, NeverTakesATextWithoutTablesForNoughts) {
  const auto response = Recognised("清溪县林业局\n2024年政府信息公开工作年度报告\n一、总体情况\n全部为0。\n");
  EXPECT_EQ(UnresolvedIn(response), 200);
  EXPECT_EQ(response.sources_size(), 0);
}

TEST(Recognise, LeavesOtherTablesAlone) {
  ReportText text;
  text.overview = {"各类事项如下：", "\t事项\n\t总计\n\n\t行政许可\n\t12\n\n\t总计\n\t12\n"};
  text.problems = {"明年计划：", "\t行政许可\n\t15\n"};
  const auto response = Recognised(TextOf(text));
  EXPECT_THAT(IdsOf(response), IsEmpty());
  EXPECT_EQ(ValueOf(response, "proactive_disclosure.licensing_decisions"), 0);
  EXPECT_EQ(response.report().narrative().overview(), "各类事项如下：\n事项\n总计\n行政许可\n12\n总计\n12");
  EXPECT_EQ(response.report().narrative().problems_and_improvements(), "明年计划：\n行政许可\n15");
}

TEST(Recognise, ReadsIndentedParagraphsAsText) {
  ReportText text;
  text.overview = {"\t第一段。", "", "\t第二段。"};
  EXPECT_EQ(Recognised(TextOf(text)).report().narrative().overview(), "第一段。\n第二段。");
}

TEST(Recognise, FindsHeadingsThatAreIndentedWithTheirText) {
  std::string text = TextOf({});
  EXPECT_EQ(absl::StrReplaceAll({{"\n五、", "\n\t五、"}, {"公开栏目", "\t公开栏目"}, {"\n六、", "\n\t六、"}}, &text),
            3);
  const auto response = Recognised(text);
  EXPECT_THAT(IdsOf(response), IsEmpty());
  EXPECT_THAT(response.report().narrative().problems_and_improvements(), HasSubstr("公开栏目"));
}

TEST(Recognise, RemarksOnMissingAndRepeatedSections) {
  EXPECT_THAT(IdsOf(ReadWith({}, "五、存在的主要问题及改进情况\n", "")),
              ElementsAre("document.text_not_kept/4", "document.section_missing/5"));
  EXPECT_THAT(IdsOf(ReadWith({}, "六、其他需要报告的事项\n", "一、总体情况\n又一段。\n六、其他需要报告的事项\n")),
              ElementsAre("document.section_repeated/1"));
}

TEST(Recognise, SaysThatTextBesideATableIsNotKept) {
  const auto response = ReadWith({}, "\n五、存在", "\n注：含上年结转。\n五、存在");
  ASSERT_THAT(IdsOf(response), ElementsAre("document.text_not_kept/4"));
  EXPECT_EQ(response.findings(0).severity(), finding::v1::SEVERITY_INFO);
}

TEST(Recognise, KeepsTheTextThatStandsBehindAHeading) {
  const auto response = ReadWith({}, "一、总体情况\n", "一、总体情况 2024年，我局收到政府信息公开申请5件。\n");
  EXPECT_THAT(IdsOf(response), IsEmpty());
  EXPECT_EQ(response.report().narrative().overview(),
            "2024年，我局收到政府信息公开申请5件。\n本年度我局按时公开各类信息。");
}

TEST(Recognise, RecordsWhatSentencesStateAboutTheTables) {
  ReportText text;
  text.overview = {"2024年，我局收到政府信息公开申请5件，答复4件。"};
  const auto response = Recognised(TextOf(text));
  ASSERT_EQ(response.report().narrative().claims_size(), 2);
  EXPECT_EQ(response.report().narrative().claims(0).subject(), form::v1::NarrativeClaim::SUBJECT_RECEIVED);
  EXPECT_FALSE(response.report().narrative().claims(0).other_year());
  EXPECT_EQ(response.report().narrative().claims(1).max(), 4);
}

}  // namespace
}  // namespace nianbao::document::domain
