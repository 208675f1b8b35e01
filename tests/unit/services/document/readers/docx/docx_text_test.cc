#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/document/readers/docx/docx_reader.h"
#include "tests/unit/services/document/readers/docx/docx_builder.h"

namespace nianbao::document::readers {
namespace {

using ::testing::HasSubstr;

std::string R(absl::string_view content) { return absl::StrCat("<w:r>", content, "</w:r>"); }
std::string Text(absl::string_view text) { return R(absl::StrCat("<w:t>", text, "</w:t>")); }
std::string WordParagraph(absl::string_view content) { return absl::StrCat("<w:p>", content, "</w:p>"); }

std::string ShapeOfRuns(absl::string_view content) { return DocxShape(WordParagraph(content)); }

TEST(DocxText, JoinsRunsAndKeepsOnlyPreservedSpaces) {
  EXPECT_EQ(ShapeOfRuns(Text("共收到") + Text(" 12 ") + R("<w:t xml:space=\"preserve\"> 件 </w:t>") + Text("。")),
            "共收到12 件 。;");
  EXPECT_EQ(ShapeOfRuns(Text("a") + R("<w:t xml:space=\"preserve\"> </w:t>") + Text("b")), "a b;");
  EXPECT_EQ(ShapeOfRuns(R("<w:t>a&amp;b&#x5E74;</w:t>")), "a&b年;");
}

TEST(DocxText, PutsEachLineIntoAParagraphOfItsOwnWithTheSamePlace) {
  domain::Budget budget{domain::Limits()};
  const auto document =
      ReadDocx(Docx(P("") + WordParagraph(R("<w:t>甲</w:t><w:br/><w:cr/><w:t>乙</w:t>")) + P("丙")), budget);
  ASSERT_EQ(DocxShapeOf(document), "甲;乙;丙;");
  EXPECT_EQ(std::get<domain::Paragraph>(document->blocks[0]).place.line, 1);
  EXPECT_EQ(std::get<domain::Paragraph>(document->blocks[1]).place.line, 1);
  EXPECT_EQ(std::get<domain::Paragraph>(document->blocks[2]).place.line, 2);
}

TEST(DocxText, WritesTabsHyphensAndSymbols) {
  EXPECT_EQ(ShapeOfRuns(R("<w:t>a</w:t><w:tab/><w:t>0527</w:t><w:noBreakHyphen/><w:t>83</w:t><w:softHyphen/>")),
            "a\t0527-83;");
  EXPECT_EQ(ShapeOfRuns(R("<w:sym w:font=\"宋体\" w:char=\"2460\"/>")), "①;");
  EXPECT_EQ(ShapeOfRuns(R("<w:sym w:font=\"Symbol\" w:char=\"F037\"/>")), "7;");
  EXPECT_EQ(ShapeOfRuns(R("<w:sym w:font=\"Wingdings\" w:char=\"F037\"/>")), "\uF037;");
  EXPECT_EQ(ShapeOfRuns(Text("a") + R("<w:sym w:char=\"D800\"/>")), "a\uFFFD;");
}

TEST(DocxText, TakesTrackedChangesAsAccepted) {
  EXPECT_EQ(ShapeOfRuns("<w:ins>" + Text("新") +
                        "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
                        "<w:moveFrom>" +
                        Text("此处") + "</w:moveFrom><w:moveTo>" + Text("彼处") + "</w:moveTo>"),
            "新彼处;");
  EXPECT_EQ(ShapeOfRuns("<w:ins><w:del>" + Text("加了又删") + "</w:del></w:ins>" + Text("a")), "a;");
}

TEST(DocxText, JoinsParagraphsWhoseEndIsDeleted) {
  EXPECT_EQ(DocxShape("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + Text("前") + "</w:p>" + P("后") + P("尾")),
            "前后;尾;");
  EXPECT_EQ(DocxShape("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + Text("末") + "</w:p>"), "末;");
}

TEST(DocxText, KeepsTheResultOfFieldsAndDropsTheirCode) {
  EXPECT_EQ(ShapeOfRuns("<w:fldSimple w:instr=\"DATE\">" + Text("2024年") + "</w:fldSimple>"), "2024年;");
  const std::string begin = R("<w:fldChar w:fldCharType=\"begin\"/>");
  const std::string separate = R("<w:fldChar w:fldCharType=\"separate\"/>");
  const std::string end = R("<w:fldChar w:fldCharType=\"end\"/>");
  const std::string code = R("<w:instrText> PAGE </w:instrText>");
  EXPECT_EQ(ShapeOfRuns(Text("第") + begin + code + separate + Text("3") + end + Text("页")), "第3页;");
  EXPECT_EQ(
      ShapeOfRuns(Text("a") + begin + code + begin + code + separate + Text("内") + end + separate + Text("外") + end),
      "a外;");
  EXPECT_EQ(ShapeOfRuns(Text("a") + begin + code + end + Text("b")), "ab;");
}

TEST(DocxText, LosesNothingToAFieldThatNeverEnds) {
  const std::string begin = R("<w:fldChar w:fldCharType=\"begin\"/>");
  EXPECT_EQ(DocxShape(WordParagraph(begin + Text("a")) + P("b")), "a;b;");
  const std::string separate = R("<w:fldChar w:fldCharType=\"separate\"/>");
  const std::string end = R("<w:fldChar w:fldCharType=\"end\"/>");
  EXPECT_EQ(ShapeOfRuns(end + separate + Text("a") + begin + Text("b") + begin + separate + separate + end + end),
            "a;");
}

TEST(DocxText, SeesThroughWrappers) {
  EXPECT_EQ(ShapeOfRuns("<w:hyperlink>" + Text("链") + "</w:hyperlink><w:smartTag><w:smartTag>" + Text("标") +
                        "</w:smartTag></w:smartTag><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + Text("控") +
                        "</w:sdtContent></w:sdt>"),
            "链标控;");
  EXPECT_EQ(DocxShape("<w:sdt><w:sdtContent>" + P("块") + "</w:sdtContent></w:sdt>"), "块;");
  EXPECT_EQ(
      ShapeOfRuns(R("<w:ruby><w:rt>" + Text("nian") + "</w:rt><w:rubyBase>" + Text("年") + "</w:rubyBase></w:ruby>")),
      "年;");
}

TEST(DocxText, TakesOneAlternativeOnly) {
  EXPECT_EQ(ShapeOfRuns(R("<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>新</w:t></mc:Choice>"
                          "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent>")),
            "新;");
  EXPECT_EQ(ShapeOfRuns(R("<mc:AlternateContent><mc:Choice Requires=\"w16se\"><w16se:symEx/></mc:Choice>"
                          "<mc:Fallback><w:t>符</w:t></mc:Fallback></mc:AlternateContent>")),
            "符;");
}

TEST(DocxText, EmitsTextBoxesOnceAfterTheirParagraph) {
  const std::string box = "<w:txbxContent>" + P("框") + Tbl(Tr(Tc("1") + Tc("2"))) + "</w:txbxContent>";
  EXPECT_EQ(ShapeOfRuns(R("<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" + box +
                          "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>" + box +
                          "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>") +
                        Text("段")),
            "段;框;[1|2];");
  EXPECT_EQ(ShapeOfRuns(R("<w:pict><v:shape><v:textbox>" + box + "</v:textbox></v:shape></w:pict>")), "框;[1|2];");
}

TEST(DocxText, DropsHiddenTextAndNotes) {
  EXPECT_EQ(ShapeOfRuns(Text("a") + R("<w:rPr><w:vanish/></w:rPr><w:t>隐</w:t>") +
                        R("<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>现</w:t>") +
                        R("<w:footnoteReference w:id=\"1\"/><w:endnoteReference/><w:commentReference/>")),
            "a现;");
  const Files styles = {{"word/styles.xml",
                         "<w:styles><w:style w:styleId=\"x\"><w:basedOn w:val=\"h\"/></w:style><w:style "
                         "w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"}};
  EXPECT_EQ(DocxShape(WordParagraph(Text("a") + R("<w:rPr><w:rStyle w:val=\"x\"/></w:rPr><w:t>隐</w:t>")), styles),
            "a;");
}

TEST(DocxText, NeverMakesAFigureOfAFootnoteMarkOrAFraction) {
  EXPECT_EQ(ShapeOfRuns(Text("5") + R("<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t>")), "5¹;");
  EXPECT_EQ(ShapeOfRuns("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>"), "12;");
  EXPECT_EQ(ShapeOfRuns("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den/></m:f></m:oMath>"), "\uFFFD;");
}

TEST(DocxText, TakesWhateverPrefixTheFileHasChosen) {
  domain::Budget budget{domain::Limits()};
  const std::string document =
      "<ns0:document "
      "xmlns:ns0=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><ns0:body><ns0:tbl><ns0:tr>"
      "<ns0:tc><ns0:tcPr><ns0:gridSpan "
      "ns0:val=\"3\"/></ns0:tcPr><ns0:p><ns0:r><ns0:t>甲</ns0:t></ns0:r></ns0:p></ns0:tc>"
      "</ns0:tr></ns0:tbl></ns0:body></ns0:document>";
  EXPECT_EQ(DocxShapeOf(ReadDocx(Zip({{"word/document.xml", document}}), budget)), "[甲:0-3];");
}

TEST(DocxText, RefusesContentThatLiesInAnotherFile) {
  EXPECT_THAT(DocxShape("<w:altChunk r:id=\"x\"/>"), HasSubstr("altChunk"));
}

TEST(DocxText, FindsTheMainPartWhereverItIs) {
  const std::string document = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body>" +
                               P("甲") + "</w:body></w:document>";
  const std::string relations =
      "<Relationships><Relationship Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
      "Target=\"/word/document2.xml\"/></Relationships>";
  domain::Budget budget{domain::Limits()};
  EXPECT_EQ(DocxShapeOf(ReadDocx(Zip({{"_rels/.rels", relations}, {"word/document2.xml", document}}), budget)), "甲;");
  EXPECT_EQ(DocxShapeOf(ReadDocx(Zip({{"word\\Document.xml", document}}), budget)), "甲;");
}

}  // namespace
}  // namespace nianbao::document::readers
