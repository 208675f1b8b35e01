#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "services/document/readers/layout/characters.h"
#include "services/document/readers/pdf/pdf_reader.h"

namespace nianbao::document::readers {
namespace {

using domain::Paragraph;
using domain::Row;
using domain::Table;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::SizeIs;

using Figures = std::vector<std::string>;

Figures FiguresOf(const Row& row) {
  Figures figures;
  for (const domain::Cell& cell : row.cells) {
    if (IsFigure(cell.text)) figures.push_back(cell.text);
  }
  return figures;
}

// The rows of a table that hold figures.
std::vector<Figures> FiguresOf(const Table& table) {
  std::vector<Figures> rows;
  for (const Row& row : table.rows) {
    Figures figures = FiguresOf(row);
    if (!figures.empty()) rows.push_back(std::move(figures));
  }
  return rows;
}

// A report as an organ published it, exported by a word processor.
class PublishedPdf : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string path = NIANBAO_SOURCE_DIR "/../shared/samples/hongze-2023.pdf";
    std::ifstream file(path, std::ios::binary);
    if (!file) GTEST_SKIP() << "no published report at " << path;
    std::ostringstream content;
    content << file.rdbuf();
    domain::Budget budget{domain::Limits()};
    const auto document = ReadPdf(content.str(), budget);
    ASSERT_TRUE(document.ok()) << document.status();
    for (const domain::Block& block : document->blocks) {
      if (const auto* table = std::get_if<Table>(&block)) {
        tables_.push_back(*table);
      } else {
        paragraphs_.push_back(std::get<Paragraph>(block).text);
      }
    }
    ASSERT_THAT(tables_, SizeIs(3));
  }

  std::vector<Table> tables_;
  std::vector<std::string> paragraphs_;
};

TEST_F(PublishedPdf, HasItsSixHeadingsAsParagraphs) {
  for (const char* heading :
       {"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"}) {
    EXPECT_THAT(paragraphs_, Contains(heading));
  }
}

TEST_F(PublishedPdf, JoinsEveryLineOfProse) {
  // The titles, the number of a subsection and the headings stand alone; what is left are six whole paragraphs.
  EXPECT_THAT(paragraphs_, SizeIs(18));
  EXPECT_EQ(std::count_if(paragraphs_.begin(), paragraphs_.end(), [](const auto& p) { return EndsSentence(p); }), 10);
}

TEST_F(PublishedPdf, HasTheFiguresOfTableTwoOverThePage) {
  EXPECT_THAT(FiguresOf(tables_[0]),
              ElementsAre(ElementsAre("0", "0", "0"), ElementsAre("0", "5", "5"), ElementsAre("550"),
                          ElementsAre("4119"), ElementsAre("195"), ElementsAre("7730.28")));
}

TEST_F(PublishedPdf, HasSevenFiguresInEveryRowOfTableThree) {
  const std::vector<Figures> rows = FiguresOf(tables_[1]);
  EXPECT_THAT(rows, SizeIs(23));
  EXPECT_THAT(rows, Each(SizeIs(7)));
  EXPECT_THAT(rows.front(), ElementsAre("21", "0", "0", "0", "0", "0", "21"));
}

TEST_F(PublishedPdf, HasTheUprightHeadOfTableThreeOnce) {
  int heads = 0;
  for (const Row& row : tables_[1].rows) {
    heads += static_cast<int>(std::count_if(row.cells.begin(), row.cells.end(),
                                            [](const auto& cell) { return cell.text == "三、本年度办理结果"; }));
  }
  EXPECT_EQ(heads, 1);
}

TEST_F(PublishedPdf, HasOneRowOfFifteenFiguresInTableFour) {
  EXPECT_THAT(FiguresOf(tables_[2]),
              ElementsAre(ElementsAre("10", "1", "0", "0", "0", "0", "0", "0", "0", "0", "5", "0", "0", "0", "0")));
}

}  // namespace
}  // namespace nianbao::document::readers
