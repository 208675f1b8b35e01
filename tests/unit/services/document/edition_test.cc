#include "services/document/domain/edition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace nianbao::document::domain {
namespace {

using form::Catalogue;
using form::CellState;
using ::testing::SizeIs;

using Rows = std::vector<std::vector<std::string>>;

const Rows kOf2019 = {{"信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"}, {"规章", "0", "0", "0"}};
const Rows kOf2021 = {{"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"}, {"规章", "0", "0", "0"}};
const Rows kOfBoth = {{"信息内容"}, {"规章", "0", "0", "0"}};

// The year of the edition that a document with this table has.
int EditionWith(const Rows& rows, int year) {
  Document document;
  document.blocks.push_back(Paragraph{"本年新制作数量、对外公开总数量见下表。", {}});
  Table& table = std::get<Table>(document.blocks.emplace_back(Table()));
  for (const auto& texts : rows) {
    Row& row = table.rows.emplace_back();
    for (const std::string& text : texts) row.cells.push_back({{text, {}}, {}, 1});
  }
  return &EditionOf(ItemsOf(document), year) == &Catalogue::Edition2019() ? 2019 : 2021;
}

TEST(EditionOf, FollowsTheTitlesOfTheTableWhateverTheYear) {
  for (const int year : {0, 2019, 2020, 2021, 2024}) {
    EXPECT_EQ(EditionWith(kOf2019, year), 2019) << year;
    EXPECT_EQ(EditionWith(kOf2021, year), 2021) << year;
  }
}

TEST(EditionOf, FollowsTheYearWhereTheTitlesTellNothing) {
  for (const auto& [year, edition] : {std::pair{0, 2021}, {2019, 2019}, {2020, 2019}, {2021, 2021}, {2024, 2021}}) {
    EXPECT_EQ(EditionWith(kOfBoth, year), edition) << year;
    EXPECT_EQ(EditionWith({}, year), edition) << year;
  }
}

TEST(EditionOf, CountsWhichTitlesAreMore) {
  Rows rows = kOf2019;
  rows.push_back({"行政许可", "本年制发件数", "0"});
  EXPECT_EQ(EditionWith(rows, 2024), 2019);
  rows = kOf2021;
  rows.push_back({"行政许可", "本年新制作数量", "0"});
  EXPECT_EQ(EditionWith(rows, 2020), 2021);
}

class AddTableOf2019Test : public ::testing::Test {
 protected:
  void Read(const std::string& code, int64_t value, v1::Confidence confidence = v1::CONFIDENCE_PRINTED) {
    const form::Cell* cell = Catalogue::Edition2019().Find(absl::StrCat("proactive_disclosure.", code));
    ASSERT_NE(cell, nullptr) << code;
    of_2019_.Put(*cell, {{absl::StrCat(value), OnLine(9)}, {CellState::kNumber, value}, Repair::kNone}, confidence);
  }

  const form::Cell& Cell(const std::string& code) const { return *Catalogue::Get().Find(code); }

  CellReadings of_2019_{Catalogue::Edition2019()};
  CellReadings readings_;
  Findings findings_;
};

TEST_F(AddTableOf2019Test, TakesTheCellsThatMeanTheSame) {
  Read("licensing.decisions", 7);
  Read("penalties.decisions", 8, v1::CONFIDENCE_INFERRED);
  AddTableOf2019(of_2019_, readings_, findings_);
  const form::Cell& licensing = Cell("proactive_disclosure.licensing_decisions");
  const form::Cell& penalties = Cell("proactive_disclosure.penalty_decisions");
  ASSERT_NE(readings_.Find(licensing), nullptr);
  ASSERT_NE(readings_.Find(penalties), nullptr);
  EXPECT_EQ(readings_.Find(licensing)->figure.value, 7);
  EXPECT_EQ(readings_.Find(licensing)->text.place.line, 9);
  EXPECT_EQ(readings_.ConfidenceOf(licensing), v1::CONFIDENCE_PRINTED);
  EXPECT_EQ(readings_.Find(penalties)->figure.value, 8);
  EXPECT_EQ(readings_.ConfidenceOf(penalties), v1::CONFIDENCE_INFERRED);
}

TEST_F(AddTableOf2019Test, TakesNoCellThatMeansSomethingElse) {
  Read("rules.newly_made", 3);
  Read("licensing.items_last_year", 4);
  Read("other_services.decisions", 5);
  Read("fee_items.items_last_year", 6);
  AddTableOf2019(of_2019_, readings_, findings_);
  for (const form::Cell& cell : Catalogue::Get().cells()) EXPECT_EQ(readings_.Find(cell), nullptr) << cell.code;
}

TEST_F(AddTableOf2019Test, NamesTheCellsOfSectionTwoThatStayOpen) {
  Read("licensing.decisions", 7);
  AddTableOf2019(of_2019_, readings_, findings_);
  ASSERT_THAT(findings_, SizeIs(1));
  EXPECT_EQ(findings_[0].id(), "document.edition_unfit");
  EXPECT_EQ(findings_[0].severity(), finding::v1::SEVERITY_ERROR);
  EXPECT_THAT(findings_[0].cells(), SizeIs(9));
  for (const auto& cell : findings_[0].cells()) {
    EXPECT_NE(cell.cell(), "proactive_disclosure.licensing_decisions");
    EXPECT_EQ(Cell(cell.cell()).section, 2) << cell.cell();
  }
}

}  // namespace
}  // namespace nianbao::document::domain
