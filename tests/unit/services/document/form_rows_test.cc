#include "services/document/domain/form_rows.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace nianbao::document::domain {
namespace {

using form::Catalogue;

std::map<std::string, size_t> CellsByRow(const FormRows& form) {
  std::map<std::string, size_t> cells;
  for (const FormRow& row : form.rows()) cells[row.id] = row.cells.size();
  return cells;
}

TEST(FormRows, HaveThreeOrTwoCellsInTableTwoOf2019) {
  const std::map<std::string, size_t> expected = {
      {"proactive_disclosure.rules", 3},     {"proactive_disclosure.normative_documents", 3},
      {"proactive_disclosure.licensing", 3}, {"proactive_disclosure.other_services", 3},
      {"proactive_disclosure.penalties", 3}, {"proactive_disclosure.coercion", 3},
      {"proactive_disclosure.fee_items", 2}, {"proactive_disclosure.procurement", 2}};
  EXPECT_EQ(CellsByRow(FormRows(2, Catalogue::Edition2019())), expected);
}

TEST(FormRows, AreAsManyAsTheEditionPrints) {
  EXPECT_EQ(FormRows(2).rows().size(), 6u);
  EXPECT_EQ(FormRows(3).rows().size(), 25u);
  EXPECT_EQ(FormRows(4).rows().size(), 1u);
  EXPECT_EQ(FormRows(3, Catalogue::Edition2019()).rows().size(), 23u);
  EXPECT_EQ(FormRows(4, Catalogue::Edition2019()).rows().size(), 1u);
}

TEST(FormRows, FindTheRowOfTheirOwnEditionUnderATitleThatBothHave) {
  const FormRows old(2, Catalogue::Edition2019());
  const FormRows present(2, Catalogue::Get());
  for (const auto& [title, id_2019, id_2021] :
       {std::tuple("行政许可", "licensing", "licensing_decisions"),
        std::tuple("行政处罚", "penalties", "penalty_decisions"),
        std::tuple("行政规范性文件", "normative_documents", "normative_documents"),
        std::tuple("行政事业性收费", "fee_items", "administrative_fees")}) {
    const FormRow* row_2019 = old.Find(ParseLabel(title), nullptr);
    const FormRow* row_2021 = present.Find(ParseLabel(title), nullptr);
    ASSERT_NE(row_2019, nullptr) << title;
    ASSERT_NE(row_2021, nullptr) << title;
    EXPECT_EQ(row_2019->id, std::string("proactive_disclosure.") + id_2019);
    EXPECT_EQ(row_2021->id, std::string("proactive_disclosure.") + id_2021);
  }
  EXPECT_EQ(present.Find(ParseLabel("政府集中采购"), nullptr), nullptr);
}

TEST(FormRows, TakeOtherOutcomesForARowIn2019AndForAGroupIn2021) {
  const Label title = ParseLabel("（六）其他处理");
  const FormRows old(3, Catalogue::Edition2019());
  ASSERT_NE(old.Find(title, nullptr), nullptr);
  EXPECT_EQ(old.Find(title, nullptr)->id, "requests.outcomes.other");
  EXPECT_EQ(old.FindGroup(title), nullptr);
  const FormRows present(3, Catalogue::Get());
  EXPECT_EQ(present.Find(title, nullptr), nullptr);
  EXPECT_NE(present.FindGroup(title), nullptr);
}

}  // namespace
}  // namespace nianbao::document::domain
