// The catalogue of the 2019 edition.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "libs/form/catalogue.h"
#include "nianbao/form/v1/annual_report_2019.pb.h"

namespace nianbao::form {
namespace {

const Catalogue& Edition2019() { return Catalogue::Edition2019(); }

TEST(Catalogue2019, HasThe198CellsOfTheThreeTables) {
  int by_section[7] = {};
  for (const Cell& cell : Edition2019().cells()) ++by_section[cell.section];
  EXPECT_EQ(by_section[2], 22);
  EXPECT_EQ(by_section[3], 161);
  EXPECT_EQ(by_section[4], 15);
  EXPECT_EQ(Edition2019().cells().size(), 198u);
  EXPECT_EQ(Edition2019().fee_statement().size(), 3u);
}

TEST(Catalogue2019, IsChosenByTheEditionAndNeverByDefault) {
  EXPECT_EQ(&Catalogue::For(v1::EDITION_2019), &Edition2019());
  EXPECT_EQ(&Catalogue::For(v1::EDITION_2021), &Catalogue::Get());
  EXPECT_EQ(&Catalogue::For(v1::EDITION_UNSPECIFIED), &Catalogue::Get());
  EXPECT_EQ(&Edition2019().report(), v1::AnnualReport2019::descriptor());
  EXPECT_EQ(&Catalogue::Get().report(), v1::AnnualReport::descriptor());
}

TEST(Catalogue2019, FindsItsOwnCellsAndNotThoseOfTheOtherEdition) {
  int index = 0;
  for (const auto group : {Edition2019().cells(), Edition2019().fee_statement()}) {
    for (const Cell& cell : group) {
      EXPECT_EQ(cell.index, index++);
      EXPECT_EQ(Edition2019().Find(cell.code), &cell);
    }
  }
  EXPECT_EQ(Edition2019().Find("proactive_disclosure.licensing_decisions"), nullptr);
  EXPECT_EQ(Edition2019().Find("requests.outcomes.other.fee_unpaid.total"), nullptr);
  EXPECT_EQ(Catalogue::Get().Find("proactive_disclosure.licensing.decisions"), nullptr);
  EXPECT_EQ(Catalogue::Get().Find("requests.outcomes.other.total"), nullptr);
}

TEST(Catalogue2019, TellsWhatEachCellHolds) {
  std::map<CellKind, std::set<std::string>> others;
  int counts = 0;
  for (const Cell& cell : Edition2019().cells()) {
    if (cell.kind == CellKind::kCount) {
      ++counts;
      EXPECT_EQ(cell.unit, v1::UNIT_ITEM) << cell.code;
      EXPECT_EQ(cell.scale, 0) << cell.code;
    } else {
      others[cell.kind].insert(cell.code);
    }
  }
  EXPECT_EQ(counts, 192);
  const std::map<CellKind, std::set<std::string>> expected = {
      {CellKind::kSignedCount,
       {"proactive_disclosure.licensing.change", "proactive_disclosure.other_services.change",
        "proactive_disclosure.penalties.change", "proactive_disclosure.coercion.change",
        "proactive_disclosure.fee_items.change"}},
      {CellKind::kText, {"proactive_disclosure.procurement.total_amount"}}};
  EXPECT_EQ(others, expected);
}

TEST(Catalogue, HoldsMoneyInTheCellsWithDecimalsAndCountsInAllOthers) {
  for (const Cell& cell : Catalogue::Get().cells()) {
    EXPECT_EQ(cell.kind == CellKind::kMoney, cell.code == "proactive_disclosure.administrative_fees") << cell.code;
    if (cell.kind != CellKind::kMoney) EXPECT_EQ(cell.kind, CellKind::kCount) << cell.code;
  }
  EXPECT_EQ(Catalogue::Get().Find("processing_fees.collected_amount")->kind, CellKind::kMoney);
}

TEST(Catalogue2019, GivesEveryCellAPrintedNameOfItsOwnWithinItsSection) {
  std::set<std::pair<int, std::string>> names;
  for (const Cell& cell : Edition2019().cells()) {
    EXPECT_TRUE(names.insert({cell.section, cell.printed_name()}).second) << cell.code;
  }
  EXPECT_EQ(Edition2019().Find("proactive_disclosure.fee_items.change")->printed_name(), "行政事业性收费 · 本年增/减");
  EXPECT_EQ(Edition2019().Find("requests.outcomes.other.total")->printed_name(), "（六）其他处理 · 总计");
}

TEST(Catalogue2019, HasTheSectionsOfThe2021Edition) {
  ASSERT_EQ(Edition2019().sections().size(), 6u);
  for (size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(Edition2019().sections()[i].number, Catalogue::Get().sections()[i].number);
    EXPECT_EQ(Edition2019().sections()[i].heading.text, Catalogue::Get().sections()[i].heading.text);
    EXPECT_EQ(Edition2019().sections()[i].heading.also, Catalogue::Get().sections()[i].heading.also);
  }
}

}  // namespace
}  // namespace nianbao::form
