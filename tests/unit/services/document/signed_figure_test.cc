#include "services/document/domain/signed_figure.h"

#include <gtest/gtest.h>

namespace nianbao::document::domain {
namespace {

using form::CellState;

void ExpectNumber(absl::string_view text, int64_t value) {
  const Figure figure = ReadSignedFigure(text);
  EXPECT_EQ(figure.state, CellState::kNumber) << text;
  EXPECT_EQ(figure.value, value) << text;
}

void ExpectState(absl::string_view text, CellState state) {
  const Figure figure = ReadSignedFigure(text);
  EXPECT_EQ(figure.state, state) << text;
  EXPECT_EQ(figure.value, 0) << text;
}

TEST(SignedFigure, IsANumberWithAPlusAMinusOrNoSign) {
  ExpectNumber("+1036", 1036);
  ExpectNumber("＋14", 14);
  ExpectNumber("  +4　", 4);
  ExpectNumber("+1,036", 1036);
  ExpectNumber("+0", 0);
  ExpectNumber("-3", -3);
  ExpectNumber("－3", -3);
  ExpectNumber("−3", -3);
  ExpectNumber("0", 0);
  ExpectNumber("461", 461);
}

TEST(SignedFigure, IsBlankOrNotApplicableAsAnyFigure) {
  ExpectState("", CellState::kBlank);
  ExpectState(" ", CellState::kBlank);
  ExpectState("/", CellState::kNotApplicable);
  ExpectState("-", CellState::kNotApplicable);
  ExpectState("不适用", CellState::kNotApplicable);
}

TEST(SignedFigure, StaysUnresolvedWhenTheSignIsInDoubt) {
  for (const char* text :
       {"+", "+-3", "-+3", "++3", "+/", "+—", "—3", "+1.5", "增3", "减少3", "3+", "+3项", "±3", "+①"}) {
    ExpectState(text, CellState::kUnresolved);
  }
}

}  // namespace
}  // namespace nianbao::document::domain
