#include "services/document/domain/column_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao::document::domain {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// A text with the columns or the place on the page that it covers.
struct Placed {
  std::string text;
  double begin = 0;
  double end = 0;
};

using Line = std::vector<Placed>;

Line Texts(const std::vector<std::string>& texts) {
  Line line;
  for (const std::string& text : texts) line.push_back({text, 0, 0});
  return line;
}

// A statutory table whose last line is the row to plan.
class Printed {
 public:
  Printed(int section, Columns columns, const std::vector<Line>& lines)
      : titles_(*TablesOf(form::Catalogue::Get())[static_cast<size_t>(section - 2)]), slots_(SlotsOf(titles_.form())) {
    Table table;
    table.columns = columns;
    for (const Line& line : lines) {
      Row& row = table.rows.emplace_back();
      for (const Placed& placed : line) row.cells.push_back({{placed.text, {}}, {placed.begin, placed.end}, 1});
    }
    document_.blocks.emplace_back(std::move(table));
    items_ = ItemsOf(document_);
    std::vector<size_t> all(items_.size());
    for (size_t i = 0; i < all.size(); ++i) all[i] = i;
    rows_ = FindFigureRows(items_, all, titles_);
  }

  ColumnPlan Plan(const std::vector<Extent>& complete_columns = {}) const {
    const FigureRow& last = rows_.rows.back();
    for (const Slot& slot : slots_) {
      if (slot.row != nullptr && slot.row == last.named) {
        return PlanColumns(rows_, rows_.rows.size() - 1, slot, titles_, complete_columns);
      }
    }
    ADD_FAILURE() << "the last line is no row of the form";
    return {};
  }

  // "titles", "order" or "conflict", then for each cell of the form the place of its figure in the row.
  std::string Shape() const { return ShapeOf(Plan()); }

  static std::string ShapeOf(const ColumnPlan& plan) {
    const char* basis = plan.basis == ColumnPlan::Basis::kTitles  ? "titles "
                        : plan.basis == ColumnPlan::Basis::kOrder ? "order "
                                                                  : "conflict ";
    return absl::StrCat(basis, absl::StrJoin(plan.order, ""));
  }

 private:
  const TableTitles& titles_;
  const std::vector<Slot> slots_;
  Document document_;
  std::vector<Item> items_;
  FigureRows rows_;
};

std::string InOrderOfText(int section, const std::vector<std::vector<std::string>>& lines) {
  std::vector<Line> placed;
  for (const auto& line : lines) placed.push_back(Texts(line));
  return Printed(section, Columns::kOrdinal, placed).Shape();
}

const std::vector<std::string> kRules = {"规章", "1", "2", "3"};

TEST(ColumnPlanOfText, FollowsTheTitlesOfTableTwo) {
  EXPECT_EQ(InOrderOfText(2, {{"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"}, kRules}), "titles 012");
  EXPECT_EQ(InOrderOfText(2, {{"信息内容", "本年废止件数", "现行有效件数", "本年制发件数"}, kRules}), "titles 201");
}

TEST(ColumnPlanOfText, IsAConflictUnderOtherTitlesInTableTwo) {
  EXPECT_EQ(InOrderOfText(2, {{"信息内容", "上年受理", "今年办结", "累计公开"}, kRules}), "conflict 012");
  EXPECT_EQ(InOrderOfText(2, {{"信息内容", "本年制发件数", "本年废止件数", "本年处理决定数量"}, kRules}),
            "conflict 012");
}

TEST(ColumnPlanOfText, TakesTheHeaderNearestAboveTheRow) {
  EXPECT_EQ(InOrderOfText(2, {{"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"},
                              kRules,
                              {"信息内容", "本年处理决定数量"},
                              {"行政许可", "7"}}),
            "titles 0");
}

TEST(ColumnPlanOfText, IsTheOrderOfTheFormWithoutTitles) {
  EXPECT_EQ(InOrderOfText(2, {kRules}), "order 012");
  EXPECT_EQ(InOrderOfText(3, {{"二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"}}),
            "order 0123456");
}

const std::vector<std::string> kCarriedIn = {"二、上年结转政府信息公开申请数量", "1", "2", "3", "4", "5", "6", "21"};

TEST(ColumnPlanOfText, TakesTheTitlesOfTableThreeInTheirOrderAlone) {
  EXPECT_EQ(InOrderOfText(3, {{"自然人", "法人或其他组织", "总计"},
                              {"商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"},
                              kCarriedIn}),
            "titles 0123456")
      << "the total stands before those of the group in the order of the lines";
  EXPECT_EQ(InOrderOfText(
                3, {{"自然人", "科研机构", "商业企业", "社会公益组织", "法律服务机构", "其他", "总计"}, kCarriedIn}),
            "conflict 0123456");
  EXPECT_EQ(InOrderOfText(3, {{"自然人", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}, kCarriedIn}),
            "order 0123456");
}

TEST(ColumnPlanOfText, SaysThatThereAreOtherTitles) {
  const auto plan = [](const std::string& title) {
    return Printed(3, Columns::kOrdinal,
                   {Texts({"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", title, "总计"}),
                    Texts(kCarriedIn)})
        .Plan();
  };
  EXPECT_TRUE(plan("外籍人士合计").others);
  EXPECT_FALSE(plan("法人或其他组织").others);
}

// --- Grids and pages -----------------------------------------------------------------------------------------------

TEST(ColumnPlanOfGrid, KnowsWhereEachColumnStands) {
  const Printed printed(2, Columns::kGrid,
                        {{{"信息内容", 0, 1}, {"本年废止件数", 1, 2}, {"现行有效件数", 2, 4}, {"本年制发件数", 4, 5}},
                         {{"规章", 0, 1}, {"1", 1, 2}, {"2", 2, 4}, {"3", 4, 5}}});
  const ColumnPlan plan = printed.Plan();
  EXPECT_EQ(Printed::ShapeOf(plan), "titles 201");
  ASSERT_THAT(plan.extents, SizeIs(3));
  EXPECT_EQ(plan.extents[0].begin, 4);
  EXPECT_EQ(plan.extents[1].begin, 1);
  EXPECT_EQ(plan.extents[2].begin, 2);
}

// The figures of a row of table three, 20 apart.
Line RowFrom(double left) {
  Line row = {{"二、上年结转政府信息公开申请数量", 0, 60}};
  for (int i = 0; i < 7; ++i) row.push_back({"0", left + 20 * i, left + 20 * i + 10});
  return row;
}

// Titles broken over lines, 20 apart; an empty text where a column has no more lines.
std::vector<Line> BrokenTitles(double left, const std::vector<std::vector<std::string>>& lines) {
  std::vector<Line> header;
  for (const auto& texts : lines) {
    Line& line = header.emplace_back();
    for (size_t i = 0; i < texts.size(); ++i) {
      const double begin = left + 20 * static_cast<double>(i);
      if (!texts[i].empty()) line.push_back({texts[i], begin, begin + 10});
    }
  }
  return header;
}

std::string OnPage(std::vector<Line> lines, double left_of_figures) {
  lines.push_back(RowFrom(left_of_figures));
  return Printed(3, Columns::kLayout, lines).Shape();
}

TEST(ColumnPlanOfPage, PutsBrokenTitlesTogetherAboveTheirFigures) {
  EXPECT_EQ(OnPage(BrokenTitles(100, {{"自然人", "商业", "科研", "社会", "法律", "其他", "总计"},
                                      {"", "企业", "机构", "公益", "服务"},
                                      {"", "", "", "组织", "机构"}}),
                   100),
            "titles 0123456");
}

TEST(ColumnPlanOfPage, TakesTitlesInTurnThatStandElsewhere) {
  EXPECT_EQ(OnPage(BrokenTitles(400, {{"自然人", "商业", "科研", "社会", "法律", "其他", "总计"},
                                      {"", "企业", "机构", "公益", "服务"},
                                      {"", "", "", "组织", "机构"}}),
                   100),
            "titles 0123456");
}

TEST(ColumnPlanOfPage, DoesNotTakeTitlesElsewhereThatAreOutOfTurnOrMissing) {
  EXPECT_EQ(OnPage(BrokenTitles(400, {{"自然人", "科研", "商业", "社会", "法律", "其他", "总计"},
                                      {"", "机构", "企业", "公益", "服务"},
                                      {"", "", "", "组织", "机构"}}),
                   100),
            "order 0123456");
  EXPECT_EQ(OnPage(BrokenTitles(400, {{"自然人", "商业", "科研", "社会", "法律", "总计"},
                                      {"", "企业", "机构", "公益", "服务"},
                                      {"", "", "", "组织", "机构"}}),
                   100),
            "order 0123456");
}

TEST(ColumnPlanOfPage, FollowsBrokenTitlesThatAreSwapped) {
  EXPECT_EQ(OnPage(BrokenTitles(100, {{"自然人", "科研", "商业", "社会", "法律", "其他", "总计"},
                                      {"", "机构", "企业", "公益", "服务"},
                                      {"", "", "", "组织", "机构"}}),
                   100),
            "titles 0213456");
}

TEST(ColumnPlanOfPage, IsAConflictWhereATitleStandsTwiceAndOneIsMissing) {
  EXPECT_EQ(OnPage(BrokenTitles(100, {{"自然人", "科研", "科研", "社会", "法律", "其他", "总计"},
                                      {"", "机构", "机构", "公益", "服务"},
                                      {"", "", "", "组织", "机构"}}),
                   100),
            "conflict 0123456");
}

TEST(ColumnPlanOfPage, IsAConflictUnderOtherTitlesInTableTwoAlone) {
  EXPECT_EQ(Printed(2, Columns::kLayout,
                    {{{"上年受理", 100, 110}, {"今年办结", 120, 130}, {"累计公开", 140, 150}},
                     {{"规章", 0, 10}, {"0", 100, 110}, {"0", 120, 130}, {"0", 140, 150}}})
                .Shape(),
            "conflict 012");
  EXPECT_EQ(
      OnPage(BrokenTitles(100, {{"自然人", "商业企业", "科研机构", "外籍人士", "港澳居民", "其他", "总计"}}), 100),
      "order 0123456");
}

TEST(ColumnPlanOfPage, TakesThePlacesThatOtherRowsShow) {
  std::vector<Line> lines = BrokenTitles(100, {{"自然人", "商业", "科研", "社会", "法律", "其他", "总计"},
                                               {"", "企业", "机构", "公益", "服务"},
                                               {"", "", "", "组织", "机构"}});
  lines.push_back({{"二、上年结转政府信息公开申请数量", 0, 60}, {"3", 100, 110}, {"3", 220, 230}});
  const Printed printed(3, Columns::kLayout, lines);
  std::vector<Extent> columns;
  for (int i = 0; i < 7; ++i) columns.push_back({100.0 + 20 * i, 110.0 + 20 * i});
  EXPECT_EQ(printed.Shape(), "order 0123456");
  EXPECT_EQ(Printed::ShapeOf(printed.Plan(columns)), "titles 0123456");
  EXPECT_THAT(printed.Plan(columns).extents, IsEmpty());
}

}  // namespace
}  // namespace nianbao::document::domain
