#include "services/document/domain/report_before_annexes.h"

#include <gmock/gmock.h>

#include <string>

#include "services/document/domain/annex_heading.h"

namespace nianbao::document::domain {
namespace {

using testing::SizeIs;

Paragraph OnLineWith(int line, const std::string& text) { return {text, OnLine(line)}; }

Row RowOf(std::initializer_list<const char*> texts) {
  Row row;
  for (const char* text : texts) row.cells.push_back({{text, OnLine(1)}, {}, 1});
  return row;
}

TEST(AnnexHeading, IsToldHoweverItIsSpacedAndWhateverFollowsIt) {
  for (const std::string& line :
       {AnnexHeading(1), AnnexHeading(12), "　附 件 2 (以下内容不属于年度报告正文)" + std::string(),
        AnnexHeading(3) + " 名单"}) {
    EXPECT_TRUE(IsAnnexHeading(line)) << line;
  }
}

TEST(AnnexHeading, IsNoOtherLineThatSpeaksOfAnAnnex) {
  for (const std::string& line : {std::string("附件"), std::string("附件1"), std::string("附件1：名单"),
                                  std::string("附件（以下内容不属于年度报告正文）"), "见" + AnnexHeading(1),
                                  std::string("以下内容不属于年度报告正文"), std::string()}) {
    EXPECT_FALSE(IsAnnexHeading(line)) << line;
  }
}

TEST(ReportBeforeAnnexes, LeavesADocumentWithoutAnnexesAlone) {
  Findings findings;
  EXPECT_FALSE(ReportBeforeAnnexes({{OnLineWith(1, "一、总体情况"), OnLineWith(2, "附件1：报表")}}, findings));
  EXPECT_THAT(findings, SizeIs(0));
}

TEST(ReportBeforeAnnexes, EndsAtTheFirstHeadingOfAnAnnexAndSaysWhere) {
  Findings findings;
  const auto report = ReportBeforeAnnexes({{OnLineWith(1, "六、其他"), OnLineWith(2, AnnexHeading(1)),
                                            OnLineWith(3, "一、总体情况"), OnLineWith(4, AnnexHeading(2))}},
                                          findings);
  ASSERT_TRUE(report);
  ASSERT_THAT(report->blocks, SizeIs(1));
  EXPECT_EQ(std::get<Paragraph>(report->blocks[0]).text, "六、其他");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].id(), "document.annex_not_kept");
  EXPECT_EQ(findings[0].severity(), finding::v1::SEVERITY_INFO);
  EXPECT_EQ(findings[0].place().line(), 2);
}

TEST(ReportBeforeAnnexes, CutsATableAtARowWithNothingButTheHeading) {
  const std::string heading = AnnexHeading(1);
  Table table{{RowOf({"规章", "1"}), RowOf({heading.c_str(), "1"}), RowOf({"", heading.c_str()}), RowOf({"规章", "2"})},
              Columns::kGrid};
  Findings findings;
  const auto report = ReportBeforeAnnexes({{OnLineWith(1, "题"), table, OnLineWith(9, "后")}}, findings);
  ASSERT_TRUE(report);
  ASSERT_THAT(report->blocks, SizeIs(2));
  const Table& kept = std::get<Table>(report->blocks[1]);
  EXPECT_THAT(kept.rows, SizeIs(2)) << "beside another text the heading is a cell";
  EXPECT_EQ(kept.columns, Columns::kGrid);
}

TEST(ReportBeforeAnnexes, DropsATableThatIsAnAnnexFromItsFirstRowOn) {
  const std::string heading = AnnexHeading(1);
  Findings findings;
  const auto report = ReportBeforeAnnexes({{OnLineWith(1, "题"), Table{{RowOf({heading.c_str()})}}}}, findings);
  ASSERT_TRUE(report);
  EXPECT_THAT(report->blocks, SizeIs(1));
}

}  // namespace
}  // namespace nianbao::document::domain
