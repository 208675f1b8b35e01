#include "libs/form/visit_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "libs/form/cell_value.h"

namespace nianbao::form {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::vector<std::pair<int, int64_t>> FiguresOf(const v1::AnnualReport& report) {
  std::vector<std::pair<int, int64_t>> figures;
  VisitFigures(report, [&](int index, int64_t value) { figures.emplace_back(index, value); });
  return figures;
}

TEST(VisitFigures, FindsEachFigureOfTheCatalogueAtItsIndex) {
  for (const auto& group : {Catalogue::Get().cells(), Catalogue::Get().fee_statement()}) {
    for (const Cell& cell : group) {
      v1::AnnualReport report;
      SetFigure(cell, 7 + cell.index, report);
      EXPECT_THAT(FiguresOf(report), ElementsAre(Pair(cell.index, 7 + cell.index))) << cell.code;
    }
  }
}

TEST(VisitFigures, GivesZeroesAndLeavesOutWhatIsNotSet) {
  v1::AnnualReport report;
  report.mutable_remedies()->mutable_reconsideration()->set_upheld(0);
  const int index = Catalogue::Get().Find("remedies.reconsideration.upheld")->index;
  EXPECT_THAT(FiguresOf(report), ElementsAre(Pair(index, 0)));
}

}  // namespace
}  // namespace nianbao::form
