#include "clients/cli/watch_text.h"

#include <gtest/gtest.h>

namespace nianbao::cli {
namespace {

using aggregation::v1::Aggregate;
using aggregation::v1::WatchAggregatesResponse;

constexpr char kTotal[] = "requests.received.total";
constexpr char kAdministrativeFees[] = "proactive_disclosure.administrative_fees";

WatchAggregatesResponse Step(int64_t sequence) {
  WatchAggregatesResponse step;
  step.mutable_position()->add_sources()->set_sequence(sequence);
  return step;
}

WatchAggregatesResponse Begin(int64_t sequence) {
  WatchAggregatesResponse step = Step(sequence);
  step.set_afresh(true);
  Aggregate& snapshot = *step.add_snapshots();
  snapshot.set_node("organs/qinghe");
  snapshot.set_title("清河县");
  snapshot.set_year(2024);
  snapshot.mutable_coverage()->set_expected(3);
  snapshot.mutable_coverage()->set_accepted(1);
  snapshot.mutable_totals()->mutable_requests()->mutable_received()->set_total(7);
  snapshot.mutable_totals()->mutable_proactive_disclosure()->set_administrative_fees(123456);
  return step;
}

TEST(WatchText, BeginsWithOneLineANode) {
  EXPECT_EQ(WatchText({}).Of(Begin(4)), "[4] 清河县 2024年  汇总自 1 / 3 份应报报告  新收申请 7 件\n");
}

TEST(WatchText, ShowsTheChosenCells) {
  const std::string text = WatchText({kAdministrativeFees}).Of(Begin(4));
  EXPECT_EQ(text.find("新收申请"), std::string::npos);
  EXPECT_NE(text.find(" → 0.123456\n"), std::string::npos) << text;
}

TEST(WatchText, CallsANodeThatChangesByItsTitle) {
  WatchText text({});
  text.Of(Begin(4));
  WatchAggregatesResponse step = Step(5);
  auto& delta = *step.add_deltas();
  delta.set_node("organs/qinghe");
  delta.set_year(2024);
  delta.mutable_coverage()->set_expected(3);
  delta.mutable_coverage()->set_accepted(3);
  auto& cell = *delta.add_cells();
  cell.set_cell(kTotal);
  cell.set_value(9);
  const std::string words = text.Of(step);
  EXPECT_EQ(words.find("[5] 清河县 2024年  汇总自 3 / 3 份应报报告\n      "), 0) << words;
  EXPECT_NE(words.find(" → 9\n"), std::string::npos) << words;
}

TEST(WatchText, SaysThatANodeIsGone) {
  WatchText text({});
  text.Of(Begin(4));
  WatchAggregatesResponse step = Step(6);
  auto& gone = *step.add_gone();
  gone.set_node("organs/qinghe");
  gone.set_year(2024);
  EXPECT_EQ(text.Of(step), "[6] 清河县 2024年  已不在所看范围内（机构有调整），不再显示\n");
}

TEST(WatchText, SaysThatWhatWasShownIsVoid) {
  WatchText text({});
  text.Of(Begin(4));
  EXPECT_EQ(text.Of(Begin(9)).find("[9] 中间的变化无法逐项补上，此前显示的作废，以下是全部最新数据：\n[9] 清河县"), 0);
}

TEST(WatchText, SaysNothingOfAPositionAlone) { EXPECT_EQ(WatchText({}).Of(Step(5)), ""); }

}  // namespace
}  // namespace nianbao::cli
