#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/document/readers/docx/docx_reader.h"
#include "tests/unit/services/document/readers/docx/docx_builder.h"

namespace nianbao::document::readers {
namespace {

constexpr absl::string_view kBegins = "<w:vMerge w:val=\"restart\"/>";
constexpr absl::string_view kGoesOn = "<w:vMerge/>";

std::string Span(int columns) { return absl::StrCat("<w:gridSpan w:val=\"", columns, "\"/>"); }

TEST(DocxTable, PutsCellsOnTheGrid) {
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("甲", Span(2)) + Tc("乙")) + Tr(Tc("1") + Tc("") + Tc("3")))), "[甲:0-2|乙][1||3];");
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("1"), "<w:gridBefore w:val=\"2\"/><w:gridAfter w:val=\"1\"/>"))), "[1:2-3];");
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("1", Span(0)) + Tc("2", "<w:gridSpan w:val=\"x\"/>") + Tc("3", Span(-7))))),
            "[1|2|3];");
}

TEST(DocxTable, MergesDownward) {
  EXPECT_EQ(
      DocxShape(Tbl(Tr(Tc("三", kBegins) + Tc("a")) + Tr(Tc("", kGoesOn) + Tc("b")) + Tr(Tc("", kGoesOn) + Tc("c")))),
      "[三*3|a][b:1-2][c:1-2];");
  EXPECT_EQ(
      DocxShape(Tbl(Tr(Tc("x", kBegins) + Tc("a")) + Tr(Tc("y", kBegins) + Tc("b")) + Tr(Tc("", kGoesOn) + Tc("c")))),
      "[x|a][y*2|b][c:1-2];");
}

TEST(DocxTable, TakesAMergeThatGoesOnFromNowhereAsACell) {
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("a", kGoesOn) + Tc("1")) + Tr(Tc("", kGoesOn) + Tc("2")))), "[a*2|1][2:1-2];");
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("a", kBegins)) + Tr(Tc("b")) + Tr(Tc("c", kGoesOn)))), "[a][b][c];");
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("a", kBegins) + Tc("1")) + Tr(Tc("b", Span(2) + std::string(kGoesOn))))),
            "[a|1][b:0-2];");
}

TEST(DocxTable, LetsSeveralCellsGoOnBelowAWideOne) {
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("a", Span(2) + std::string(kBegins)) + Tc("1")) +
                          Tr(Tc("", kGoesOn) + Tc("", kGoesOn) + Tc("2")))),
            "[a:0-2*2|1][2:2-3];");
}

TEST(DocxTable, MergesSidewaysInTheOldWay) {
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("a", "<w:hMerge w:val=\"restart\"/>") + Tc("", "<w:hMerge/>") + Tc("1")))),
            "[a:0-2|1];");
}

TEST(DocxTable, DropsDeletedAndHiddenRowsAndDeletedCells) {
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("a"), "<w:del/>") + Tr(Tc("b"), "<w:ins/>") + Tr(Tc("c"), "<w:hidden/>"))), "[b];");
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("a", "<w:cellDel/>") + Tc("b", "<w:cellIns/>")))), "[b];");
}

TEST(DocxTable, SeesThroughContentControlsAroundRowsAndCells) {
  const auto controlled = [](const std::string& xml) {
    return "<w:sdt><w:sdtPr/><w:sdtContent>" + xml + "</w:sdtContent></w:sdt>";
  };
  EXPECT_EQ(DocxShape(Tbl(Tr(Tc("a") + controlled(Tc("1"))) + controlled(Tr(Tc("b") + Tc("2"))))), "[a|1][b|2];");
}

TEST(DocxTable, JoinsTheParagraphsOfACell) {
  EXPECT_EQ(DocxShape(Tbl(Tr("<w:tc>" + P("商业") + P("") + P("企业") + "</w:tc>"))), "[商业/企业];");
}

TEST(DocxTable, TakesATableAroundTablesAsLayout) {
  const std::string inner = Tbl(Tr(Tc("1") + Tc("2")));
  EXPECT_EQ(DocxShape(Tbl(Tr("<w:tc>" + P("标题") + inner + P("说明") + "</w:tc>" + Tc("旁注")) + Tr(Tc("脚注")))),
            "标题;[1|2];说明;旁注;脚注;");
  EXPECT_EQ(DocxShape(Tbl(Tr("<w:tc>" + Tbl(Tr("<w:tc>" + inner + inner + "</w:tc>")) + "</w:tc>"))), "[1|2];[1|2];");
}

TEST(DocxTable, TakesANestedTableOfOneCellAsText) {
  EXPECT_EQ(DocxShape(Tbl(Tr("<w:tc>" + Tbl(Tr(Tc("0"))) + P("") + "</w:tc>" + Tc("1")))), "[0|1];");
}

TEST(DocxTable, SaysWhereEachCellStands) {
  domain::Budget budget{domain::Limits()};
  const auto document = ReadDocx(Docx(P("一") + Tbl(Tr("<w:tc>" + Tbl(Tr(Tc("a") + Tc("b"))) + "</w:tc>")) + P("二") +
                                      Tbl(Tr(Tc("c")) + Tr(Tc("d", Span(3)) + Tc("e")))),
                                 budget);
  ASSERT_EQ(DocxShapeOf(document), "一;[a|b];二;[c][d:0-3|e];");
  const auto& second = std::get<domain::Table>(document->blocks[3]);
  EXPECT_EQ(second.columns, domain::Columns::kGrid);
  EXPECT_EQ(second.rows[1].cells[1].place.table, 2);
  EXPECT_EQ(second.rows[1].cells[1].place.row, 2);
  EXPECT_EQ(second.rows[1].cells[1].place.column, 4);
  EXPECT_EQ(std::get<domain::Paragraph>(document->blocks[2]).place.line, 2);
}

}  // namespace
}  // namespace nianbao::document::readers
