#include "clients/cli/yearbook_annexes.h"

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/print_aggregate.h"

namespace nianbao::cli {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

aggregation::v1::Aggregate AggregateOf(int expected, int accepted) {
  aggregation::v1::Aggregate aggregate;
  aggregate.set_node("organs/qinghe");
  aggregate.set_title("清禾区人民政府");
  aggregate.set_year(2024);
  aggregate.set_tree(aggregation::v1::TREE_YEAR);
  auto& coverage = *aggregate.mutable_coverage();
  coverage.set_expected(expected);
  coverage.set_accepted(accepted);
  coverage.set_missing(expected - accepted);
  auto& token = *aggregate.mutable_position()->add_sources();
  token.set_log_id("log-1");
  token.set_sequence(42);
  token.set_digest("\x0A\xFF");
  return aggregate;
}

Reporters SomeReporters(size_t open, size_t accepted) {
  Reporters reporters{.frozen = true, .day = "2025-02-01"};
  for (size_t i = 0; i < open + accepted; ++i) {
    const bool counts = i >= open;
    reporters.all.push_back({absl::StrCat("第", i, "局"), counts, counts ? "已受理（第 1 版）" : "未报送", "2025-01-31",
                             counts ? "按时" : "逾期未报"});
  }
  return reporters;
}

// The rows of a table, their texts joined.
std::vector<std::string> RowsOf(const document::v1::AnnexTable& table) {
  std::vector<std::string> rows;
  for (const auto& row : table.rows()) rows.push_back(absl::StrJoin(row.texts(), "|"));
  return rows;
}

TEST(CoverageAnnex, SaysFirstThatATotalIsPartialAndOfWhat) {
  auto aggregate = AggregateOf(13, 11);
  aggregate.mutable_coverage()->set_returned(1);
  aggregate.mutable_coverage()->set_missing(1);
  EXPECT_TRUE(IsPartial(aggregate.coverage()));
  EXPECT_EQ(CoverageAnnex(aggregate, "").paragraphs(0),
            "汇总不完整：应报 13 份报告，只计入已受理的 11 份，尚缺 2 份（待审核 0，已退回 1，未报送 1）。"
            "各表所列不是全部机关的合计。");
}

TEST(CoverageAnnex, SaysThatATotalIsWholeOrThatThereIsNothingToSum) {
  EXPECT_FALSE(IsPartial(AggregateOf(13, 13).coverage()));
  EXPECT_THAT(CoverageAnnex(AggregateOf(13, 13), "").paragraphs(0), StartsWith("汇总完整：应报 13 份"));
  EXPECT_THAT(CoverageAnnex(AggregateOf(0, 0), "").paragraphs(0), StartsWith("没有机关应当报送"));
}

TEST(CoverageAnnex, ListsEveryCount) {
  auto aggregate = AggregateOf(40, 20);
  auto& coverage = *aggregate.mutable_coverage();
  coverage.set_submitted(9);
  coverage.set_returned(8);
  coverage.set_missing(3);
  coverage.set_late(7);
  coverage.set_published(6);
  coverage.set_backloaded(5);
  coverage.set_summaries(4);
  const document::v1::Annex annex = CoverageAnnex(aggregate, "");
  std::vector<std::string> counts;
  for (const auto& row : annex.tables(0).rows()) counts.push_back(absl::StrCat(row.texts(0), " ", row.texts(1)));
  EXPECT_THAT(counts, ElementsAre("应报 40", "已受理 20", "待审核 9", "已退回 8", "未报送 3", "其中：逾期报送 7",
                                  "其中：已公开 6", "其中：按原样补录 5", "其中：只报汇总 4"));
}

TEST(CoverageAnnex, NamesTheTreeAndThePositionInTheLog) {
  auto aggregate = AggregateOf(1, 1);
  EXPECT_THAT(
      RowsOf(CoverageAnnex(aggregate, "2025-02-01 09:00:00").tables(1)),
      ElementsAre("汇总节点|清禾区人民政府（organs/qinghe）", "报告年度|2024",
                  "汇总口径|年度口径：按该年度的报送名单和隶属关系汇总", "取数时间|2025-02-01 09:00:00（北京时间）",
                  "事件日志|log-1", "截至序号|42", "该处链摘要|0aff"));
  aggregate.set_tree(aggregation::v1::TREE_TODAY);
  EXPECT_THAT(RowsOf(CoverageAnnex(aggregate, "").tables(1)), Contains("汇总口径|现行口径：按机关现在的隶属关系汇总"));
}

TEST(CoverageAnnex, SaysHowManyFiguresCouldNotBeReadSomewhere) {
  auto aggregate = AggregateOf(1, 1);
  EXPECT_EQ(UnresolvedSentence(aggregate), "");
  for (int i = 0; i < 200; ++i) aggregate.mutable_empty_cells()->add_unresolved(i < 3 ? 2 : 0);
  EXPECT_THAT(UnresolvedSentence(aggregate), StartsWith("有 3 个指标"));
  EXPECT_EQ(CoverageAnnex(aggregate, "").paragraphs(1), UnresolvedSentence(aggregate));
}

TEST(ReportersAnnex, ListsThoseWhoAreNotInTheSumsFirst) {
  Reporters reporters = SomeReporters(1, 2);
  std::swap(reporters.all[0], reporters.all[2]);
  const document::v1::Annex annex = ReportersAnnex(AggregateOf(3, 2), reporters);
  EXPECT_EQ(annex.paragraphs(0),
            "按已固定的2024年度报送名单列示，截至 2025-02-01。应报 3 份，已受理 2 份，未计入合计 1 份。");
  EXPECT_THAT(annex.paragraphs(), SizeIs(1));
  ASSERT_THAT(annex.tables(), SizeIs(2));
  EXPECT_EQ(annex.tables(0).caption(), "未计入合计的机关（1 个）");
  EXPECT_THAT(RowsOf(annex.tables(0)), ElementsAre("1|第0局|未报送|2025-01-31|逾期未报"));
  EXPECT_EQ(annex.tables(1).caption(), "已计入合计的机关（2 个）");
  EXPECT_THAT(RowsOf(annex.tables(1)),
              ElementsAre("1|第2局|已受理（第 1 版）|2025-01-31|按时", "2|第1局|已受理（第 1 版）|2025-01-31|按时"));
}

TEST(ReportersAnnex, HasNoTableForNobody) {
  EXPECT_THAT(ReportersAnnex(AggregateOf(2, 2), SomeReporters(0, 2)).tables(), SizeIs(1));
  EXPECT_THAT(ReportersAnnex(AggregateOf(0, 0), SomeReporters(0, 0)).tables(), SizeIs(0));
}

TEST(ReportersAnnex, SaysWhereItDiffersFromTheSums) {
  const document::v1::Annex annex = ReportersAnnex(AggregateOf(4, 2), SomeReporters(1, 2));
  ASSERT_THAT(annex.paragraphs(), SizeIs(2));
  EXPECT_THAT(annex.paragraphs(1), HasSubstr("应报 4 份、已受理 2 份，与本名单不同"));
}

TEST(ReportersAnnex, CutsALongListAndSaysSo) {
  const size_t accepted = kListedMax;
  const document::v1::Annex annex = ReportersAnnex(
      AggregateOf(static_cast<int>(accepted) + 10, static_cast<int>(accepted)), SomeReporters(10, accepted));
  ASSERT_THAT(annex.paragraphs(), SizeIs(2));
  EXPECT_THAT(annex.paragraphs(1), StartsWith(absl::StrCat("名单较长，只列前 ", kListedMax, " 个")));
  EXPECT_THAT(annex.tables(0).rows(), SizeIs(10));
  EXPECT_THAT(annex.tables(1).rows(), SizeIs(kListedMax - 10));
  EXPECT_EQ(annex.tables(1).caption(), absl::StrCat("已计入合计的机关（", accepted, " 个）"));
  const document::v1::Annex open = ReportersAnnex(AggregateOf(8000, 0), SomeReporters(8000, 0));
  ASSERT_THAT(open.tables(), SizeIs(1));
  EXPECT_THAT(open.tables(0).rows(), SizeIs(kListedMax));
}

TEST(ReportersAnnex, SaysWhenTheListIsNotFrozen) {
  Reporters reporters = SomeReporters(0, 1);
  reporters.frozen = false;
  EXPECT_THAT(ReportersAnnex(AggregateOf(1, 1), reporters).paragraphs(0), HasSubstr("尚未固定的2024年度报送名单"));
}

}  // namespace
}  // namespace nianbao::cli
