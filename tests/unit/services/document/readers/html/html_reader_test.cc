#include "services/document/readers/html/html_reader.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/unit/services/document/encoded.h"
#include "tests/unit/services/document/readers/html/html_shape.h"
#include "tests/unit/services/document/readers/shape.h"

namespace nianbao::document::readers {
namespace {

using domain::Paragraph;

TEST(HtmlReader, EndsParagraphsAtBlocksAndJoinsInlineText) {
  EXPECT_EQ(HtmlShape("<h1>年报</h1><div>一、<span>总体</span><b>情况</b>后文<p>甲</p>乙<br>丙</div>丁"),
            "年报;一、总体情况后文;甲;乙;丙;丁;");
  EXPECT_EQ(HtmlShape("<ul><li>甲<li>乙</ul><dl><dt>丙<dd>丁</dl>"), "甲;乙;丙;丁;");
}

TEST(HtmlReader, CollapsesWhiteSpaceAsBrowsersDo) {
  EXPECT_EQ(HtmlShape("<p>  a \n\t b  </p><p>政府信息\n  公开 12\n 件</p>"), "a b;政府信息公开 12 件;");
  EXPECT_EQ(HtmlShape("<p>a<span> </span>b</p><p>a<span></span>b</p>"), "a b;ab;");
}

TEST(HtmlReader, KeepsNoBreakSpacesInTextAndLeavesOutParagraphsOfThem) {
  EXPECT_EQ(HtmlShape("<p>&nbsp;&nbsp;甲&nbsp;乙</p><p>&nbsp;</p><p>　</p>"), "\u00a0\u00a0甲\u00a0乙;");
}

TEST(HtmlReader, DecodesEntities) {
  EXPECT_EQ(HtmlShape("<p>A&amp;B &lt;甲&gt; &ldquo;三安全&rdquo; &#20013;&#x6587; &hellip;</p>"),
            "A&B <甲> “三安全” 中文 …;");
}

TEST(HtmlReader, ShowsThatACharacterOfAnImpossibleNumberIsNone) {
  const std::string number = absl::StrCat("3", std::string(109, '1'));
  EXPECT_EQ(HtmlShape(absl::StrCat("<p>甲&#", number, ";乙</p>")), "甲\uFFFD乙;");
}

TEST(HtmlReader, KeepsTheLinesOfPreformattedText) {
  const auto document = ReadHtmlText("<p>首</p>\n<pre>\n一、总体  情况\n\n二、表</pre>");
  EXPECT_EQ(ShapeOf(document), "首;一、总体  情况;二、表;");
  EXPECT_EQ(std::get<Paragraph>(document->blocks[1]).place.line, 3);
  EXPECT_EQ(std::get<Paragraph>(document->blocks[2]).place.line, 5);
}

TEST(HtmlReader, KeepsTheSpacesThatAStyleKeeps) {
  EXPECT_EQ(ShapeOf(ReadHtmlText("<p style='color:red; white-space: pre-wrap'>a  b\tc\nd</p><p>a  b</p>")),
            "a  b\tc;d;a b;");
  EXPECT_EQ(ShapeOf(ReadHtmlText("<table><tr><td style='white-space:pre-wrap'>1  6<td>1  6<td>2</table>")),
            "[1  6|1 6|2];");
}

TEST(HtmlReader, SaysInWhichLineAParagraphBegins) {
  const auto document = ReadHtmlText("<html>\r\n<body>\r\n<p>\r\n  甲</p>\r\n<p>乙\r\n丙</p></body></html>");
  ASSERT_EQ(ShapeOf(document), "甲;乙丙;");
  EXPECT_EQ(std::get<Paragraph>(document->blocks[0]).place.line, 4);
  EXPECT_EQ(std::get<Paragraph>(document->blocks[1]).place.line, 5);
}

TEST(HtmlReader, LeavesOutWhatAPageDoesNotShow) {
  EXPECT_EQ(
      HtmlShape("<head><title>站名</title><style>p{}</style></head><nav>首页</nav><script>var a='<p>x</p>'</script>"
                "<noscript>请开启脚本</noscript><template><p>模板</p></template><p hidden>a</p>"
                "<div STYLE='color:red; Display : None'>b<p>c</p></div><span style='mso-hide:all'>d</span>"
                "<svg><text>e</text></svg><select><option>f</select><button>g</button><p>正文</p>"),
      "正文;");
}

TEST(HtmlReader, LeavesOutCommentsAndWhatWordHidesInThem) {
  EXPECT_EQ(HtmlShape("<!-- 注 --><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
                      "<xml><w:View>Normal</w:View></xml>"
                      "<p><![if !supportLists]>一、<![endif]>总体情况<o:p></o:p></p>"),
            "一、总体情况;");
}

TEST(HtmlReader, DropsDeletedTextAndKeepsStruckText) {
  EXPECT_EQ(HtmlShape("<p>甲<del>乙</del><s>丙</s><strike>丁</strike><ins>戊</ins></p>"), "甲丙丁戊;");
}

TEST(HtmlReader, DropsGlossesAboveCharacters) {
  EXPECT_EQ(HtmlShape("<p><ruby>政<rp>(</rp><rt>zheng</rt><rp>)</rp></ruby>府</p>"), "政府;");
}

TEST(HtmlReader, KeepsFootnoteMarksApartFromFigures) {
  EXPECT_EQ(HtmlShape("<p>12<sup>1</sup>件，H<sub>2</sub>O，10<sup>①</sup></p>"), "12¹件，H₂O，10①;");
}

TEST(HtmlReader, ReadsTheEncodingThatTheBytesHave) {
  const std::string page = "<html><head><meta charset=\"%\"></head><body><p>年度报告</p></body></html>";
  for (const char* declared : {"gb2312", "utf-8", ""}) {
    const std::string stated = page.substr(0, page.find('%')) + declared + page.substr(page.find('%') + 1);
    EXPECT_EQ(HtmlShape(stated), "年度报告;") << declared;
    EXPECT_EQ(HtmlShape(Encoded(stated, "GB18030")), "年度报告;") << declared;
    EXPECT_EQ(HtmlShape("\xFF\xFE" + Encoded(stated, "UTF-16LE")), "年度报告;") << declared;
  }
  EXPECT_EQ(HtmlShape("<p>年报\xFF</p>"), "DOCUMENT_UNREADABLE ");
}

TEST(HtmlReader, FindsTheDeclaredCharsetOfPagesAndXml) {
  for (const char* head : {"<META content='text/html; charset=big5' http-equiv=Content-Type>", "<meta charset = Big5 >",
                           "<?xml version='1.0' encoding=\"big5\"?>"}) {
    EXPECT_EQ(HtmlShape(Encoded(absl::StrCat(head, "<p>政府資訊公開規範性檔案</p>"), "Big5")),
              "政府資訊公開規範性檔案;")
        << head;
  }
}

}  // namespace
}  // namespace nianbao::document::readers
