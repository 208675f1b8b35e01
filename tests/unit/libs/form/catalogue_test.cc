#include "libs/form/catalogue.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace nianbao::form {
namespace {

TEST(Catalogue, HasTheTwoHundredCellsOfTheThreeTables) {
  int by_section[7] = {};
  for (const Cell& cell : Catalogue::Get().cells()) ++by_section[cell.section];
  EXPECT_EQ(by_section[2], 10);
  EXPECT_EQ(by_section[3], 175);
  EXPECT_EQ(by_section[4], 15);
  EXPECT_EQ(Catalogue::Get().cells().size(), static_cast<size_t>(Catalogue::kCellCount));
  EXPECT_EQ(Catalogue::Get().fee_statement().size(), 3u);
  EXPECT_EQ(Catalogue::Get().sections().size(), 6u);
}

TEST(Catalogue, FindsEveryCellByItsCode) {
  for (const Cell& cell : Catalogue::Get().cells()) EXPECT_EQ(Catalogue::Get().Find(cell.code), &cell);
  for (const Cell& cell : Catalogue::Get().fee_statement()) EXPECT_EQ(Catalogue::Get().Find(cell.code), &cell);
  EXPECT_EQ(Catalogue::Get().Find("requests.received.nobody"), nullptr);
  EXPECT_EQ(Catalogue::Get().Find(""), nullptr);
}

TEST(Catalogue, NumbersCellsInFormOrderOnThroughTheFeeStatement) {
  int index = 0;
  for (const Cell& cell : Catalogue::Get().cells()) EXPECT_EQ(cell.index, index++);
  for (const Cell& cell : Catalogue::Get().fee_statement()) EXPECT_EQ(cell.index, index++);
}

TEST(Catalogue, GivesEveryCellAPrintedNameOfItsOwnWithinItsSection) {
  std::set<std::pair<int, std::string>> names;
  for (const Cell& cell : Catalogue::Get().cells()) {
    EXPECT_FALSE(cell.printed_name().empty()) << cell.code;
    EXPECT_TRUE(names.insert({cell.section, cell.printed_name()}).second) << cell.code;
  }
  EXPECT_EQ(Catalogue::Get().Find("requests.outcomes.refused.state_secret.natural_person")->printed_name(),
            "（三）不予公开 1.属于国家秘密 · 自然人");
}

}  // namespace
}  // namespace nianbao::form
