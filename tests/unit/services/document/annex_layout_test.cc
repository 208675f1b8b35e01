#include "services/document/domain/annex_layout.h"

#include <gmock/gmock.h>

#include <numeric>

#include "tests/unit/services/document/sample_annex.h"

namespace nianbao::document::domain {
namespace {

using testing::ElementsAre;
using testing::Gt;
using testing::SizeIs;
using Annexes = google::protobuf::RepeatedPtrField<v1::Annex>;

Annexes Of(std::initializer_list<v1::Annex> annexes) { return {annexes.begin(), annexes.end()}; }

std::vector<std::string> TextsOf(const PrintedRow& row) {
  std::vector<std::string> texts;
  for (const PrintedCell& cell : row) texts.push_back(cell.text);
  return texts;
}

TEST(AnnexLayout, NumbersAnnexesAndSaysThatTheyAreNoPartOfTheReport) {
  const auto printed = AnnexLayout(Of({SampleAnnex(), SampleAnnex()}));
  ASSERT_THAT(printed, SizeIs(2));
  EXPECT_EQ(printed[0].number, 1);
  EXPECT_EQ(printed[0].heading, "附件1（以下内容不属于年度报告正文）");
  EXPECT_EQ(printed[1].heading, "附件2（以下内容不属于年度报告正文）");
  EXPECT_EQ(printed[1].title, "应报机关名单");
}

TEST(AnnexLayout, PutsTheTitlesOfColumnsAboveTheRowsOfEveryTable) {
  const auto printed = AnnexLayout(Of({SampleAnnex()}));
  ASSERT_THAT(printed[0].tables, SizeIs(2));
  const CaptionedTable& accepted = printed[0].tables[1];
  EXPECT_EQ(accepted.caption, "已受理（2 个）");
  EXPECT_EQ(accepted.table.header_rows, 1);
  ASSERT_THAT(accepted.table.rows, SizeIs(3));
  EXPECT_THAT(TextsOf(accepted.table.rows[0]), ElementsAre("机关", "报送情况"));
  EXPECT_THAT(TextsOf(accepted.table.rows[1]), ElementsAre("清溪县教育局 <一> & \"二\"", "已受理"));
  EXPECT_EQ(accepted.table.rows[0][0].role, PrintedCell::Role::kColumnTitle);
  EXPECT_EQ(accepted.table.rows[1][1].role, PrintedCell::Role::kText);
  EXPECT_EQ(accepted.table.rows[1][1].column, 1);
}

TEST(AnnexLayout, KeepsEveryTextFromBecomingAFormulaOrSeveralLines) {
  v1::Annex annex = SampleAnnex();
  annex.set_title("+1");
  annex.set_paragraphs(0, "@甲\n乙\x01");
  annex.set_paragraphs(1, " \n ");
  annex.mutable_tables(0)->set_caption("＝1");
  annex.mutable_tables(0)->set_column_titles(0, "-2");
  const PrintedAnnex printed = AnnexLayout(Of({annex}))[0];
  EXPECT_EQ(printed.title, "'+1");
  EXPECT_THAT(printed.paragraphs, ElementsAre("'@甲 乙"));
  EXPECT_EQ(printed.tables[0].caption, "'＝1");
  EXPECT_EQ(printed.tables[0].table.rows[0][0].text, "'-2");
  EXPECT_EQ(printed.tables[1].table.rows[2][0].text, "'=1+1");
}

TEST(AnnexLayout, GivesTheWidthOfThePageToTheColumnsByTheirTexts) {
  v1::Annex annex = SampleAnnex();
  annex.mutable_tables(0)->mutable_rows(0)->set_texts(0, std::string(4096, 'x'));
  const PrintedTable table = AnnexLayout(Of({annex}))[0].tables[0].table;
  EXPECT_EQ(std::accumulate(table.widths.begin(), table.widths.end(), 0), kTableWidth);
  EXPECT_THAT(table.widths[0], Gt(table.widths[1]));
  EXPECT_THAT(table.widths[1], Gt(kTableWidth / 10));
  EXPECT_EQ(table.rows[1][0].align, PrintedCell::Align::kLeft);
  EXPECT_EQ(table.rows[1][1].align, PrintedCell::Align::kCenter);
}

}  // namespace
}  // namespace nianbao::document::domain
