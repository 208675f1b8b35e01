#include "services/document/domain/cell_text.h"

#include <gtest/gtest.h>

namespace nianbao::document::domain {
namespace {

using form::CellState;

const form::Cell& Count() { return *form::Catalogue::Get().Find("requests.received.total"); }
const form::Cell& Fees() { return *form::Catalogue::Get().Find("proactive_disclosure.administrative_fees"); }

void ExpectNumber(absl::string_view text, const form::Cell& cell, int64_t value, Repair repair) {
  const CellText read = ReadCellText(text, cell);
  EXPECT_EQ(read.figure.state, CellState::kNumber) << text;
  EXPECT_EQ(read.figure.value, value) << text;
  EXPECT_EQ(read.repair, repair) << text;
}

TEST(CellText, IsAPlainFigureWithoutRepair) {
  ExpectNumber(" 12 ", Count(), 12, Repair::kNone);
  ExpectNumber("１，２３４", Count(), 1234, Repair::kNone);
  ExpectNumber("7730.28", Fees(), 7'730'280'000, Repair::kNone);
}

TEST(CellText, LosesARemarkWithWordsButNotOneWithFiguresAlone) {
  ExpectNumber("22（其中修订16件）", Count(), 22, Repair::kRemark);
  ExpectNumber("55 (含自然失效29件)", Count(), 55, Repair::kRemark);
  for (const char* text : {"22（16）", "22(16)", "（其中）22", "22（其中修订", "其中（22件）", "2（其中1件）件"}) {
    EXPECT_EQ(ReadCellText(text, Count()).figure.state, CellState::kUnresolved) << text;
  }
}

TEST(CellText, LosesItsUnitAndConvertsYuanExactly) {
  ExpectNumber("5件", Count(), 5, Repair::kUnit);
  ExpectNumber("7730.28万元", Fees(), 7'730'280'000, Repair::kUnit);
  ExpectNumber("251000元", Fees(), 25'100'000, Repair::kUnit);
  for (const char* text : {"5元", "5余件", "约5件", "5件左右", "件"}) {
    EXPECT_EQ(ReadCellText(text, Count()).figure.state, CellState::kUnresolved) << text;
  }
  EXPECT_EQ(ReadCellText("0.001元", Fees()).figure.state, CellState::kUnresolved);
}

TEST(CellText, MarksDigitsWithGapsForConfirmation) {
  ExpectNumber("1 6", Count(), 16, Repair::kGap);
  ExpectNumber("1\n6", Count(), 16, Repair::kGap);
  EXPECT_EQ(ReadCellText("1 ,6", Count()).figure.state, CellState::kUnresolved);
}

TEST(CellText, TakesTheWordsForNoughtAndNothing) {
  ExpectNumber("零", Count(), 0, Repair::kWord);
  EXPECT_EQ(ReadCellText("无", Count()).figure.state, CellState::kNotApplicable);
  EXPECT_EQ(ReadCellText("—", Count()).repair, Repair::kNone);
}

TEST(CellText, LooksLikeAFigureWhateverItsCell) {
  for (const char* text : {"0", "7730.28", "/", "—", "5件", "3.5万元", "22（其中修订16件）"}) {
    EXPECT_TRUE(LooksLikeFigure(text)) << text;
  }
  for (const char* text : {"", " ", "1.", "（一）予以公开", "2024年", "第3页", "1.属于国家秘密"}) {
    EXPECT_FALSE(LooksLikeFigure(text)) << text;
  }
}

}  // namespace
}  // namespace nianbao::document::domain
