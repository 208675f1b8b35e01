#include <gtest/gtest.h>

#include "services/document/readers/html/html_reader.h"
#include "tests/unit/services/document/readers/html/html_shape.h"
#include "tests/unit/services/document/readers/shape.h"

namespace nianbao::document::readers {
namespace {

using domain::Cell;
using domain::Table;

TEST(HtmlTable, SaysWhereEachCellStands) {
  const auto document = ReadHtmlText(
      "<table><tr><td>a<td>b</table>\n<p>间</p>\n<table>\n<tr><th rowspan=2>c<th "
      "colspan=2>d</tr>\n<tr><td>e\n<td>f</table>");
  ASSERT_EQ(ShapeOf(document), "[a|b];间;[1x2:c|2x1:d][e|f];");
  const auto& table = std::get<Table>(document->blocks[2]);
  EXPECT_EQ(table.columns, domain::Columns::kGrid);
  const Cell& f = table.rows[1].cells[1];
  EXPECT_EQ(f.place.table, 2);
  EXPECT_EQ(f.place.row, 2);
  EXPECT_EQ(f.place.column, 3);
  EXPECT_EQ(f.place.line, 6);
  EXPECT_EQ(f.extent.begin, 2);
  EXPECT_EQ(f.extent.end, 3);
}

TEST(HtmlTable, ReadsCellsThatWordPasted) {
  EXPECT_EQ(HtmlShape("<table><tr><td><p class=MsoNormal><span lang=EN-US>20<font>23</font></span><o:p></o:p></p></td>"
                      "<td><p><span>商业</span></p><p><span>企业<o:p></o:p></span></p></td>"
                      "<td><p><span>总</span><span>计</span></p></td><td><p><o:p>&nbsp;</o:p></p></td>"
                      "<td><font>“</font><font>三安全一稳定</font><font>”</font></td><td>a<br/>b</td></tr></table>"),
            "[2023|商业/企业|总计||“三安全一稳定”|a/b];");
}

TEST(HtmlTable, KeepsBlankCells) { EXPECT_EQ(HtmlShape("<table><tr><td>a<td><td> <td>b</table>"), "[a|||b];"); }

TEST(HtmlTable, PlacesCellsBesideThoseThatComeDownFromAbove) {
  EXPECT_EQ(HtmlShape("<table><tr><td rowspan=3>a<td>b<td rowspan=2>c<tr><td>d<tr><td>e<td>f</table>"),
            "[1x3:a|b|1x2:c][d][e|f];");
  const auto document = ReadHtmlText("<table><tr><td>x<td rowspan=2>a<td>y<tr><td>b<td>c</table>");
  const auto& cells = std::get<Table>(document->blocks[0]).rows[1].cells;
  EXPECT_EQ(cells[0].place.column, 1);
  EXPECT_EQ(cells[1].place.column, 3);
}

TEST(HtmlTable, EndsAWideCellBeforeOneFromAbove) {
  EXPECT_EQ(HtmlShape("<table><tr><td>a<td>b<td rowspan=2>c<td>d<tr><td colspan=3>e<td>f</table>"),
            "[a|b|1x2:c|d][2x1:e|f];");
}

TEST(HtmlTable, TakesWrongSpansAsBrowsersDo) {
  EXPECT_EQ(HtmlShape("<table><tr><td colspan=0>a<td colspan=x>b<td colspan=-1>c<td colspan='2px'>d<td>e</table>"),
            "[a|b|c|2x1:d|e];");
  EXPECT_EQ(HtmlShape("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>"), "[1x3:a|b][c][d];");
  EXPECT_EQ(HtmlShape("<table><thead><tr><td rowspan=99>a<td>b</thead><tbody><tr><td>c<td>d</table>"), "[a|b][c|d];");
}

TEST(HtmlTable, CutsColumnsInWhichNoCellBegins) {
  EXPECT_EQ(HtmlShape("<table><tr><td colspan=9999>标题<tr><td>a<td>b</table>"), "[2x1:标题][a|b];");
}

TEST(HtmlTable, ShowsTheHeadFirstAndTheFootLast) {
  EXPECT_EQ(HtmlShape("<table><tfoot><tr><td>f<td>g</tfoot><tbody><tr><td>c<td>d</tbody><thead><tr><th>a<th>b</thead>"
                      "<tbody><tr><td>e<td>e</tbody></table>"),
            "[a|b][c|d][e|e][f|g];");
}

TEST(HtmlTable, LeavesOutHiddenRowsAndCells) {
  EXPECT_EQ(HtmlShape("<table><tr style='display:none'><td>x<td>y<tr><td>a<td hidden>z<td>b</table>"), "[a|b];");
  EXPECT_EQ(HtmlShape("<table><tbody style='display: none'><tr><td>x<td>y</tbody><tr><td>a<td>b</table>"), "[a|b];");
}

TEST(HtmlTable, ReadsTextFieldsInCellsAlone) {
  EXPECT_EQ(HtmlShape("<input value=搜索><table><tr><td><input type=text value='12'><td><input type=hidden value=7>"
                      "<td><input type=NUMBER value=3><td><input type=submit value=保存></table>"),
            "[12||3|];");
}

TEST(HtmlTable, PutsTheCaptionBeforeTheTable) {
  EXPECT_EQ(HtmlShape("<table><caption>第二十条</caption><tr><td>a<td>b</table>"), "第二十条;[a|b];");
}

TEST(HtmlTable, GivesTheContentsOfALayoutTableAsBlocks) {
  EXPECT_EQ(HtmlShape("<table><tr><td>导航<td><p>标题</p><table><tr><td>a<td>b</table><p>后文</p></table>"),
            "导航;标题;[a|b];后文;");
  EXPECT_EQ(HtmlShape("<table><tr><td><p>标题</p><p>正文</p></table>"), "标题;正文;");
  EXPECT_EQ(HtmlShape("<table><tr><td>标题<tr><td>正文</table>"), "标题;正文;");
}

TEST(HtmlTable, TakesANestedTableOfOneCellAsText) {
  EXPECT_EQ(HtmlShape("<table><tr><td><table><tr><td>商业<br>企业</table><td>b</table>"), "[商业/企业|b];");
}

TEST(HtmlTable, HasNothingToSayOfATableWithoutText) {
  EXPECT_EQ(HtmlShape("<table><tr><td><img src=a.png><td><script>draw()</script></table><p>甲</p>"), "甲;");
  const auto document = ReadHtmlText("<table><tr><td><td></table><table><tr><td>a<td>b</table>");
  EXPECT_EQ(std::get<Table>(document->blocks.at(0)).rows[0].cells[0].place.table, 1);
}

TEST(HtmlTable, ReadsRowsWithoutBodyOrEndTags) {
  EXPECT_EQ(HtmlShape("<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d</TABLE>后"), "[a|b][c|d];后;");
}

}  // namespace
}  // namespace nianbao::document::readers
