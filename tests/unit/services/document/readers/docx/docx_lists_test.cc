#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/utf8/utf8.h"
#include "services/document/readers/docx/docx_numeral.h"
#include "tests/unit/services/document/readers/docx/docx_builder.h"

namespace nianbao::document::readers {
namespace {

std::string Level(int level, absl::string_view format, absl::string_view pattern, absl::string_view more = "") {
  return absl::StrCat("<w:lvl w:ilvl=\"", level, "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"", format,
                      "\"/><w:lvlText w:val=\"", pattern, "\"/>", more, "</w:lvl>");
}

constexpr absl::string_view kNothing = "<w:suff w:val=\"nothing\"/>";

// Lists 1 and 2 share a definition; list 2 begins anew at 5. List 3 is one of bullets.
Files Numbering() {
  return {
      {"word/numbering.xml",
       absl::StrCat("<w:numbering><w:abstractNum w:abstractNumId=\"7\">", Level(0, "chineseCounting", "%1、", kNothing),
                    Level(1, "decimal", "（%1.%2）"), Level(2, "decimal", "%3."),
                    "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">", Level(0, "bullet", "-"),
                    "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num "
                    "w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride "
                    "w:val=\"5\"/></w:lvlOverride></w:num><w:num w:numId=\"3\"><w:abstractNumId "
                    "w:val=\"8\"/></w:num></w:numbering>")}};
}

std::string Item(int list, int level, absl::string_view text) {
  return absl::StrCat("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"", level, "\"/><w:numId w:val=\"", list,
                      "\"/></w:numPr></w:pPr><w:r><w:t>", text, "</w:t></w:r></w:p>");
}

TEST(DocxLists, PrintsTheOrdinalsThatWordPrints) {
  EXPECT_EQ(DocxShape(Item(1, 0, "总体情况") + P("正文") + Item(1, 0, "主动公开") + Item(1, 1, "a") + Item(1, 1, "b") +
                          Item(1, 0, "申请") + Item(1, 1, "c"),
                      Numbering()),
            "一、总体情况;正文;二、主动公开;（二.1） a;（二.2） b;三、申请;（三.1） c;");
}

TEST(DocxLists, CountsListsOfOneDefinitionOnUnlessTheyBeginAnew) {
  EXPECT_EQ(DocxShape(Item(1, 0, "a") + Item(2, 0, "b") + Item(2, 0, "c") + Item(1, 0, "d"), Numbering()),
            "一、a;五、b;六、c;七、d;");
}

TEST(DocxLists, LeavesOutBulletsAndListsThatAreNotThere) {
  EXPECT_EQ(DocxShape(Item(3, 0, "5") + Item(9, 0, "6") + Item(0, 0, "7") + Item(1, 8, "8"), Numbering()), "5;6;7;8;");
}

TEST(DocxLists, PrintsTheOrdinalOfAnEmptyCell) {
  EXPECT_EQ(DocxShape(Tbl(Tr("<w:tc>" + Item(1, 0, "") + "</w:tc>" + Tc("x"))), Numbering()), "[一、|x];");
}

TEST(DocxLists, NeverJoinsAnOrdinalAndANumber) {
  EXPECT_EQ(DocxShape(Item(1, 2, "5") + Item(1, 2, "甲"), Numbering()), "1. | 5;2. 甲;");
}

TEST(DocxLists, ReplacesWhatIsNoTextInAnOrdinal) {
  const Files numbering = {{"word/numbering.xml", absl::StrCat("<w:numbering><w:abstractNum w:abstractNumId=\"7\">",
                                                               Level(0, "decimal", "%1\x80\xe3\x81", kNothing),
                                                               "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
                                                               "w:val=\"7\"/></w:num></w:numbering>")}};
  const std::string shape = DocxShape(Item(1, 0, "甲"), numbering);
  EXPECT_TRUE(absl::StartsWith(shape, "1\uFFFD")) << shape;
  EXPECT_TRUE(absl::EndsWith(shape, "甲;")) << shape;
  EXPECT_EQ(utf8::FirstBadByte(shape), std::nullopt);
}

TEST(DocxLists, FindsTheListOfAStyle) {
  Files parts = {
      {"word/numbering.xml",
       absl::StrCat("<w:numbering><w:abstractNum w:abstractNumId=\"1\">", Level(0, "decimal", "%1"),
                    Level(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"2\"/><w:suff w:val=\"nothing\"/>"),
                    "</w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>")},
      {"word/styles.xml",
       "<w:styles><w:style w:styleId=\"2\"><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>"
       "<w:style w:styleId=\"9\"><w:basedOn w:val=\"2\"/></w:style></w:styles>"}};
  EXPECT_EQ(DocxShape("<w:p><w:pPr><w:pStyle w:val=\"9\"/></w:pPr><w:r><w:t>予以公开</w:t></w:r></w:p>", parts),
            "（一）予以公开;");
  EXPECT_EQ(DocxShape("<w:p><w:pPr><w:pStyle w:val=\"9\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>无"
                      "</w:t></w:r></w:p>",
                      parts),
            "无;");
}

TEST(DocxLists, SurvivesStylesBasedOnEachOther) {
  EXPECT_EQ(DocxShape("<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
                      {{"word/styles.xml",
                        "<w:styles><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\">"
                        "<w:basedOn w:val=\"a\"/></w:style></w:styles>"}}),
            "x;");
}

TEST(DocxNumeral, WritesEachKnownFormat) {
  EXPECT_EQ(Numeral(3, "chineseCounting"), "三");
  EXPECT_EQ(Numeral(10, "chineseCountingThousand"), "十");
  EXPECT_EQ(Numeral(12, "japaneseCounting"), "十二");
  EXPECT_EQ(Numeral(25, "taiwaneseCountingThousand"), "二十五");
  EXPECT_EQ(Numeral(11, "chineseLegalSimplified"), "壹拾壹");
  EXPECT_EQ(Numeral(2, "ideographTraditional"), "乙");
  EXPECT_EQ(Numeral(20, "ideographDigital"), "二〇");
  EXPECT_EQ(Numeral(7, "decimalZero"), "07");
  EXPECT_EQ(Numeral(10, "decimalFullWidth"), "１０");
  EXPECT_EQ(Numeral(20, "decimalEnclosedCircle"), "⑳");
  EXPECT_EQ(Numeral(39, "lowerRoman"), "xxxix");
  EXPECT_EQ(Numeral(14, "upperRoman"), "XIV");
  EXPECT_EQ(Numeral(26, "upperLetter"), "Z");
}

TEST(DocxNumeral, GivesNothingBeyondItsSigns) {
  EXPECT_EQ(Numeral(21, "decimalEnclosedCircle"), std::nullopt);
  EXPECT_EQ(Numeral(100, "chineseCounting"), std::nullopt);
  EXPECT_EQ(Numeral(0, "chineseCounting"), std::nullopt);
  EXPECT_EQ(Numeral(27, "lowerLetter"), std::nullopt);
  EXPECT_EQ(Numeral(1, "hebrew1"), std::nullopt);
  EXPECT_EQ(Numeral(-1, "decimal"), std::nullopt);
}

}  // namespace
}  // namespace nianbao::document::readers
