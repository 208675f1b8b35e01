#include "services/document/domain/signed_figure.h"

#include <gtest/gtest.h>

namespace nianbao::document::domain {
namespace {

using form::CellState;

void ExpectSigned(absl::string_view text, int64_t value) {
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
  ExpectSigned("+1036", 1036);
  ExpectSigned("＋14", 14);
  ExpectSigned("  +4　", 4);
  ExpectSigned("+1,036", 1036);
  ExpectSigned("+0", 0);
  ExpectSigned("-3", -3);
  ExpectSigned("－3", -3);
  ExpectSigned("−3", -3);
  ExpectSigned("0", 0);
  ExpectSigned("461", 461);
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
