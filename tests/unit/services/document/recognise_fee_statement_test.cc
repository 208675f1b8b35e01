#include "services/document/domain/recognise_fee_statement.h"

#include <gtest/gtest.h>

#include <optional>

namespace nianbao::document::domain {
namespace {

using Fen = std::optional<int64_t>;

void ExpectFees(const std::string& text, Fen notices, Fen notified, Fen collected) {
  Findings findings;
  const form::v1::ProcessingFees fees = RecogniseFeeStatement(text, findings);
  EXPECT_EQ(fees.has_notices() ? Fen(fees.notices()) : Fen(), notices) << text;
  EXPECT_EQ(fees.has_notified_amount() ? Fen(fees.notified_amount()) : Fen(), notified) << text;
  EXPECT_EQ(fees.has_collected_amount() ? Fen(fees.collected_amount()) : Fen(), collected) << text;
  EXPECT_EQ(findings.empty(), notices && notified && collected) << text;
}

TEST(FeeStatement, ReadsThatAllIsNought) {
  ExpectFees("发出收费通知的件数和总金额以及实际收取的总金额均为0。", 0, 0, 0);
  ExpectFees("前文。\n2024年，收费通知件数、总金额、实际收取总金额均为 0 件、元；后文", 0, 0, 0);
}

TEST(FeeStatement, ReadsFiguresThatFollowTheirWords) {
  ExpectFees("本年度发出收费通知3件，总金额1200元，实际收取1000元。", 3, 120000, 100000);
  ExpectFees("收费通知的件数为12件，通知总金额为1.5万元，实际收取的总金额为9,800.50元。", 12, 1500000, 980050);
  ExpectFees("发出收费通知的件数为0，总金额为0元，实际收取的总金额为0元。", 0, 0, 0);
}

TEST(FeeStatement, ReadsThatNothingHappened) {
  ExpectFees("本年度未发出收费通知，未收取信息处理费。", 0, 0, 0);
  ExpectFees("本年度未收取信息处理费。", Fen(), Fen(), 0);
}

TEST(FeeStatement, StaysUnsetWhereNothingIsStated) {
  ExpectFees("", Fen(), Fen(), Fen());
  ExpectFees("无其他需要报告的事项。", Fen(), Fen(), Fen());
  ExpectFees("本机关收取行政事业性收费300元。", Fen(), Fen(), Fen());
  ExpectFees("收取的总金额均为0.5万元。", Fen(), Fen(), Fen());
}

TEST(FeeStatement, IsNotAboutTheYearBefore) {
  ExpectFees("上年度发出收费通知2件，总金额400元，实际收取400元。", Fen(), Fen(), Fen());
}

TEST(FeeStatement, StaysUnsetWhenItContradictsItself) {
  ExpectFees("发出收费通知3件，总金额1200元，实际收取1000元。实际收取的总金额为0元。", Fen(), Fen(), Fen());
}

TEST(FeeStatement, NeedsTheUnitOfAnAmount) {
  ExpectFees("发出收费通知3件，总金额1200，实际收取1000元。", 3, Fen(), 100000);
}

}  // namespace
}  // namespace nianbao::document::domain
