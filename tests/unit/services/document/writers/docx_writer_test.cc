#include "services/document/writers/docx_writer.h"

#include <gmock/gmock.h>

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "services/document/domain/statutory_layout.h"
#include "tests/unit/services/document/sample_report.h"
#include "tests/unit/services/document/writers/printed_sample.h"
#include "tests/unit/services/document/writers/unzip.h"

namespace nianbao::document::writers {
namespace {

using domain::StatutoryLayout;
using testing::ElementsAre;

class Docx {
 public:
  explicit Docx(const domain::PrintedReport& report) {
    EXPECT_TRUE(xml_.load_string(Unzip(WriteDocx(report).value())["word/document.xml"].c_str()));
  }

  pugi::xml_node body() const { return xml_.child("w:document").child("w:body"); }
  pugi::xml_node Table(int index) const {
    pugi::xml_node table = body().child("w:tbl");
    for (; index > 0; --index) table = table.next_sibling("w:tbl");
    return table;
  }
  static std::string TextOf(pugi::xml_node node) {
    std::string text;
    pugi::xpath_node_set runs = node.select_nodes(".//w:t | .//w:tab");
    runs.sort();
    for (const auto& found : runs) {
      text += std::string(found.node().name()) == "w:tab" ? "\t" : found.node().text().get();
    }
    return text;
  }

 private:
  pugi::xml_document xml_;
};

TEST(WriteDocx, HasThePartsThatWordAsksFor) {
  auto parts = Unzip(WriteDocx(StatutoryLayout(domain::SampleReport())).value());
  for (const std::string name :
       {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/document.xml"}) {
    pugi::xml_document part;
    EXPECT_TRUE(part.load_string(parts[name].c_str())) << name;
  }
}

TEST(WriteDocx, NamesOnlyStylesThatItDefines) {
  auto parts = Unzip(WriteDocx(StatutoryLayout(domain::SampleReport())).value());
  pugi::xml_document styles;
  pugi::xml_document body;
  ASSERT_TRUE(styles.load_string(parts["word/styles.xml"].c_str()));
  ASSERT_TRUE(body.load_string(parts["word/document.xml"].c_str()));
  for (const auto& use : body.select_nodes("//w:pStyle")) {
    const std::string name = use.node().attribute("w:val").value();
    EXPECT_TRUE(styles.select_node(("//w:style[@w:styleId='" + name + "']").c_str())) << name;
  }
}

TEST(WriteDocx, WritesTitleAndHeadingsAsParagraphsOfTheirOwn) {
  const Docx docx(StatutoryLayout(domain::SampleReport()));
  std::vector<std::string> titles;
  for (const auto& found : docx.body().select_nodes("w:p[w:pPr/w:pStyle/@w:val='Title']")) {
    titles.push_back(Docx::TextOf(found.node()));
  }
  EXPECT_THAT(titles, ElementsAre("清溪县农业农村局（县乡村振兴局）", "2024年政府信息公开工作年度报告"));
  EXPECT_EQ(docx.body().select_nodes("w:p[w:pPr/w:pStyle/@w:val='Heading1']").size(), 6);
}

TEST(WriteDocx, FillsEveryRowOfEveryGrid) {
  const Docx docx(StatutoryLayout(domain::SampleReport()));
  for (const int table : {0, 1, 2}) {
    const size_t columns = docx.Table(table).select_nodes("w:tblGrid/w:gridCol").size();
    for (const auto& row : docx.Table(table).children("w:tr")) {
      size_t covered = 0;
      for (const auto& cell : row.children("w:tc")) {
        const auto span = cell.child("w:tcPr").child("w:gridSpan");
        covered += span ? span.attribute("w:val").as_int() : 1;
        EXPECT_TRUE(cell.child("w:p"));
      }
      EXPECT_EQ(covered, columns) << "table " << table;
    }
  }
}

TEST(WriteDocx, MergesTheGroupsOfRows) {
  const Docx docx(StatutoryLayout(domain::SampleReport()));
  const auto merges = [&](const char* value) {
    return docx.Table(1).select_nodes((std::string(".//w:vMerge[@w:val='") + value + "']").c_str()).size();
  };
  // The note, two titles of columns, 三 and four groups of grounds.
  EXPECT_EQ(merges("restart"), 8);
  EXPECT_EQ(merges("continue"), 2 + 2 * 1 + 21 + 7 + 2 + 4 + 2);
}

TEST(WriteDocx, RepeatsTheTitlesOfColumnsOnEveryPage) {
  const Docx docx(StatutoryLayout(domain::SampleReport()));
  EXPECT_EQ(docx.Table(1).select_nodes("w:tr/w:trPr/w:tblHeader").size(), 3);
}

TEST(WriteDocx, PutsFiguresIntoTheirCells) {
  const Docx docx(StatutoryLayout(domain::SampleReport()));
  std::vector<std::string> last;
  for (const auto& cell : docx.Table(2).select_nodes("w:tr[last()]/w:tc")) last.push_back(Docx::TextOf(cell.node()));
  EXPECT_THAT(last, ElementsAre("1185", "1186", "1187", "1188", "1189", "1190", "1191", "1192", "1193", "1194", "1195",
                                "1196", "1197", "1198", "1199"));
}

TEST(WriteDocx, KeepsMarkupSignsSpacesAndTabsOfAText) {
  const std::string text = "a <b> & \"c\" ]]>  d\te 𠮷";
  const Docx docx(OneParagraph(text));
  EXPECT_EQ(Docx::TextOf(docx.body().select_node("w:p[2]").node()), text);
}

TEST(WriteDocx, KeepsAParagraphOfAMegabyte) {
  std::string text;
  while (text.size() < (1 << 20)) text += "公开";
  EXPECT_EQ(Docx::TextOf(Docx(OneParagraph(text)).body().select_node("w:p[2]").node()), text);
}

TEST(WriteDocx, BeginsEveryAnnexBehindTheReportOnAPageOfItsOwn) {
  const Docx docx(WithAnnexes());
  std::vector<std::string> headings;
  for (const auto& found : docx.body().select_nodes("w:p[w:pPr/w:pStyle/@w:val='AnnexHeading']")) {
    headings.push_back(Docx::TextOf(found.node()));
    EXPECT_FALSE(found.node().select_node("following-sibling::w:p[w:pPr/w:pStyle/@w:val='Heading1']"));
  }
  EXPECT_THAT(headings, ElementsAre("附件1（以下内容不属于年度报告正文）", "附件2（以下内容不属于年度报告正文）"));
  pugi::xml_document styles;
  ASSERT_TRUE(styles.load_string(Unzip(WriteDocx(WithAnnexes()).value())["word/styles.xml"].c_str()));
  EXPECT_TRUE(styles.select_node("//w:style[@w:styleId='AnnexHeading']/w:pPr/w:pageBreakBefore"));
  for (const auto& use : docx.body().select_nodes("//w:pStyle")) {
    const std::string name = use.node().attribute("w:val").value();
    EXPECT_TRUE(styles.select_node(("//w:style[@w:styleId='" + name + "']").c_str())) << name;
  }
}

TEST(WriteDocx, KeepsTheTablesOfAnAnnexApartBelowTheirCaptions) {
  const Docx docx(WithAnnexes());
  std::vector<std::string> captions;
  for (const auto& table : docx.body().select_nodes("w:tbl[position() > 3 and position() <= 5]")) {
    captions.push_back(Docx::TextOf(table.node().previous_sibling()));
    EXPECT_EQ(table.node().select_nodes("w:tr[1]/w:trPr/w:tblHeader").size(), 1);
  }
  EXPECT_THAT(captions, ElementsAre("未报送（1 个）", "已受理（2 个）"));
  std::vector<std::string> texts;
  for (const auto& cell : docx.Table(4).select_nodes("w:tr/w:tc")) texts.push_back(Docx::TextOf(cell.node()));
  EXPECT_THAT(texts, ElementsAre("机关", "报送情况", "清溪县教育局 <一> & \"二\"", "已受理", "'=1+1", "已受理"));
  EXPECT_EQ(docx.body().select_nodes("w:tbl").size(), 3 + 2 * 2);
}

TEST(WriteDocx, GivesTheSameBytesForTheSameReport) {
  const domain::PrintedReport report = StatutoryLayout(domain::SampleReport());
  const std::string first = WriteDocx(report).value();
  EXPECT_EQ(WriteDocx(report).value(), first);
  // The dates of the entries: 1 January 1980.
  EXPECT_EQ(first.substr(10, 4), std::string("\0\0\x21\0", 4));
}

}  // namespace
}  // namespace nianbao::document::writers
