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

void ExpectUnclear(const std::string& text) {
  Findings findings;
  const form::v1::ProcessingFees fees = RecogniseFeeStatement(text, findings);
  EXPECT_FALSE(fees.has_notices() && fees.has_notified_amount() && fees.has_collected_amount()) << text;
  ASSERT_EQ(findings.size(), 1u) << text;
  EXPECT_EQ(findings[0].id(), "document.fee_statement_unclear") << text;
  EXPECT_EQ(findings[0].severity(), finding::v1::SEVERITY_WARNING) << text;
}

TEST(FeeStatement, TakesNeitherAYearNorATermForACount) {
  ExpectFees("收费通知2024年共发出3件，总金额300元，实际收取300元。", Fen(), 30000, 30000);
  ExpectFees("收费通知10日内缴纳，发出3件，总金额300元，实际收取300元。", Fen(), 30000, 30000);
  ExpectFees("发出收费通知20个工作日内缴纳，总金额300元，实际收取300元。", Fen(), 30000, 30000);
  ExpectUnclear("收费通知2024年共发出3件，总金额300元，实际收取300元。");
}

TEST(FeeStatement, TakesNoPartOfAFigure) {
  for (const char* count : {"3百件", "3余件", "3件以上", "3至5件", "3件、5件", "3①件", "3 5件", "件数3", "3，200件"}) {
    ExpectFees(std::string("发出收费通知") + count + "，总金额300元，实际收取300元。", Fen(), 30000, 30000);
  }
  for (const char* amount : {"300²元", "300余元", "3百元", "300美元", "300元以上", "300元5角", "1万2000元", "1 200元",
                             "1，200元", "100元、200元"}) {
    ExpectUnclear(std::string("发出收费通知3件，总金额") + amount + "，实际收取300元。");
    ExpectUnclear(std::string("发出收费通知3件，总金额300元，实际收取") + amount + "。");
  }
}

TEST(FeeStatement, IsNotChosenAmongTwoFiguresForOne) {
  ExpectFees("发出收费通知3件，后又发出5件，总金额300元，实际收取300元。", Fen(), Fen(), Fen());
  ExpectFees("发出收费通知3件，金额100元、200元，实际收取300元。", 3, Fen(), 30000);
  ExpectUnclear("发出收费通知3件，总金额300元，又有200元，实际收取300元。");
  ExpectUnclear("发出3件收费通知，总金额300元，实际收取300元。");
}

TEST(FeeStatement, KeepsFiguresBesideDetailsAndOtherFees) {
  ExpectFees("收到申请40件，发出收费通知3件，其中2件已缴纳，总金额300元，实际收取200元，减免100元。", 3, 30000, 20000);
  ExpectFees("发出收费通知3件，总金额300元，实际收取总金额300元，减免件数和金额均为0。", 3, 30000, 30000);
  ExpectFees("发出收费通知的件数为3，总金额为1，200.50元，实际收取0元。", 3, Fen(), 0);
  ExpectFees("发出收费通知1,200件，总金额3,600元，实际收取0.36万元。", 1200, 360000, 360000);
}

TEST(FeeStatement, IsNotAllNoughtWhereAFigureOrAnotherThingIsNamed) {
  ExpectFees("收费通知件数3，总金额300元，实际收取总金额300元，减免件数和金额均为0。", Fen(), 30000, 30000);
  ExpectFees("收费通知减免件数和总金额以及实际收取的总金额均为0。", Fen(), Fen(), Fen());
  ExpectFees("除3件外，收费通知的件数和总金额以及实际收取的总金额均为0。", Fen(), Fen(), Fen());
  ExpectFees("收费通知的件数、总金额、罚款和实际收取的总金额均为0。", Fen(), Fen(), Fen());
  ExpectFees("统计至2024年12月31日，街道发出收费通知的件数和总金额以及实际收取的总金额均为0。", 0, 0, 0);
}

TEST(FeeStatement, IsNotNoughtWhereOnlySomeWasNotCharged) {
  ExpectFees("未发出收费通知的有3件，未收取费用的有2件。", Fen(), Fen(), Fen());
}

TEST(FeeStatement, TakesNoOtherAmountForTheTotal) {
  ExpectFees("发出收费通知3件，减免金额100元，实际收取200元。", 3, Fen(), 20000);
  ExpectFees("发出收费通知3件，每件收费金额100元，实际收取300元。", 3, Fen(), 30000);
  ExpectUnclear("发出收费通知3件，总金额300元，应收取信息处理费300元。");
}

TEST(FeeStatement, MayStateTheCollectedAmountAlone) {
  ExpectFees("本年度收取政府信息公开信息处理费 0 元。", Fen(), Fen(), 0);
  ExpectFees("严格执行《政府信息公开信息处理费管理办法》，本年共收取信息处理费 400 元。", Fen(), Fen(), 40000);
  ExpectFees("本年实际收取 400 元信息处理费。", Fen(), Fen(), Fen());
  ExpectFees("信息处理费实际收取 400 元。", Fen(), Fen(), 40000);
  ExpectFees("收取的信息处理费为0.04万元。", Fen(), Fen(), 40000);
  ExpectFees("收取信息公开信息处理费用共计1，200元。", Fen(), Fen(), Fen());
  ExpectFees("信息处理费收取金额为0元。", Fen(), Fen(), 0);
  ExpectFees("全年收取政府信息公开处理费共 1,200 元。", Fen(), Fen(), 120000);
}

TEST(FeeStatement, ReadsThatNothingWasChargedInOtherWords) {
  for (const char* text :
       {"未收取政府信息公开信息处理费。", "本年度没有收取任何信息处理费。", "全年未产生信息处理费。",
        "未向申请人收取政府信息公开信息处理费。", "本年度无收取信息处理费情况。", "信息处理费方面，未收取费用。",
        "依据《政府信息公开信息处理费管理办法》，未收取任何费用。"}) {
    ExpectFees(text, Fen(), Fen(), 0);
  }
  ExpectFees("2024年未发出任何收费通知，没有收取信息处理费。", 0, 0, 0);
  ExpectFees("未向申请人发出收费通知，未收取政府信息公开信息处理费用。", 0, 0, 0);
  ExpectFees("按照《政府信息公开信息处理费管理办法》要求，收费通知的件数和总金额以及实际收取的总金额均为0。", 0, 0, 0);
  ExpectFees("未收取信息处理费的有3件。", Fen(), Fen(), Fen());
}

}  // namespace
}  // namespace nianbao::document::domain
