#include "services/document/writers/html_writer.h"

#include <gmock/gmock.h>
#include <gumbo.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_value.h"
#include "services/document/domain/statutory_layout.h"
#include "tests/unit/services/document/sample_report.h"
#include "tests/unit/services/document/writers/printed_sample.h"

namespace nianbao::document::writers {
namespace {

using domain::StatutoryLayout;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

// A page as a browser takes it apart.
class Page {
 public:
  explicit Page(std::string html) : html_(std::move(html)), output_(gumbo_parse(html_.c_str())) {}
  ~Page() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }

  size_t errors() const { return output_->errors.length; }
  std::vector<const GumboNode*> All(GumboTag tag) const {
    std::vector<const GumboNode*> found;
    Collect(output_->root, tag, found);
    return found;
  }
  static std::string TextOf(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) return node->v.text.text;
    std::string text;
    if (node->type != GUMBO_NODE_ELEMENT) return text;
    for (unsigned i = 0; i < node->v.element.children.length; ++i) {
      text += TextOf(static_cast<const GumboNode*>(node->v.element.children.data[i]));
    }
    return text;
  }
  static std::string Attribute(const GumboNode* node, const char* name) {
    const GumboAttribute* attribute = gumbo_get_attribute(&node->v.element.attributes, name);
    return attribute == nullptr ? "" : attribute->value;
  }

 private:
  static void Collect(const GumboNode* node, GumboTag tag, std::vector<const GumboNode*>& found) {
    if (node->type != GUMBO_NODE_ELEMENT) return;
    if (node->v.element.tag == tag) found.push_back(node);
    for (unsigned i = 0; i < node->v.element.children.length; ++i) {
      Collect(static_cast<const GumboNode*>(node->v.element.children.data[i]), tag, found);
    }
  }

  const std::string html_;
  GumboOutput* const output_;
};

Page SamplePage() { return Page(WriteHtml(StatutoryLayout(domain::SampleReport())).value()); }

TEST(WriteHtml, NamesTheCellBehindEachFigure) {
  const form::v1::AnnualReport report = domain::SampleReport();
  const Page page(WriteHtml(StatutoryLayout(report)).value());
  std::map<std::string, std::string> figures;
  for (const GumboNode* cell : page.All(GUMBO_TAG_TD)) {
    const std::string code = Page::Attribute(cell, "data-cell");
    if (!code.empty()) figures[code] = Page::TextOf(cell);
  }
  ASSERT_THAT(figures, SizeIs(form::Catalogue::kCellCount));
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (form::GetFigure(cell, report)) EXPECT_EQ(figures[cell.code], domain::SampleText(cell.code)) << cell.code;
  }
}

TEST(WriteHtml, IsAWellFormedPageInChinese) {
  const Page page = SamplePage();
  EXPECT_EQ(page.errors(), 0);
  EXPECT_EQ(Page::Attribute(page.All(GUMBO_TAG_HTML)[0], "lang"), "zh-CN");
  EXPECT_EQ(Page::TextOf(page.All(GUMBO_TAG_TITLE)[0]),
            "清溪县农业农村局（县乡村振兴局）2024年政府信息公开工作年度报告");
}

TEST(WriteHtml, NeedsNeitherScriptNorOtherFiles) {
  const Page page = SamplePage();
  for (const GumboTag tag : {GUMBO_TAG_SCRIPT, GUMBO_TAG_LINK, GUMBO_TAG_IMG, GUMBO_TAG_IFRAME}) {
    EXPECT_THAT(page.All(tag), SizeIs(0));
  }
  const std::string html = WriteHtml(StatutoryLayout(domain::SampleReport())).value();
  EXPECT_THAT(html, Not(HasSubstr("http")));
  EXPECT_THAT(html, Not(HasSubstr("url(")));
}

TEST(WriteHtml, CaptionsEveryTableWithTheHeadingOfItsSection) {
  std::vector<std::string> captions;
  const Page page = SamplePage();
  for (const GumboNode* caption : page.All(GUMBO_TAG_CAPTION)) captions.push_back(Page::TextOf(caption));
  EXPECT_THAT(captions, ElementsAre("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                                    "四、政府信息公开行政复议、行政诉讼情况"));
  EXPECT_THAT(page.All(GUMBO_TAG_H2), SizeIs(6));
}

TEST(WriteHtml, NamesTheTitlesOfEveryFigure) {
  const Page page = SamplePage();
  std::map<std::string, std::string> titles;
  for (const GumboNode* title : page.All(GUMBO_TAG_TH)) {
    EXPECT_TRUE(titles.emplace(Page::Attribute(title, "id"), Page::TextOf(title)).second) << "the same id twice";
    EXPECT_NE(Page::Attribute(title, "scope"), "");
  }
  std::map<std::string, std::vector<std::string>> by_figure;
  for (const GumboNode* figure : page.All(GUMBO_TAG_TD)) {
    const std::string headers = Page::Attribute(figure, "headers");
    if (headers.empty()) continue;
    for (const auto& id : absl::StrSplit(headers, ' ')) {
      ASSERT_EQ(titles.count(std::string(id)), 1) << id;
      by_figure[Page::TextOf(figure)].push_back(titles[std::string(id)]);
    }
  }
  EXPECT_THAT(by_figure, SizeIs(198 + 1 + 1));
  EXPECT_THAT(by_figure["7730.28"], ElementsAre("行政事业性收费", "第二十条第（八）项", "本年收费金额（单位：万元）"));
  EXPECT_THAT(by_figure["1045"], ElementsAre("三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开",
                                             "申请人情况", "自然人"));
  EXPECT_THAT(by_figure["1199"], ElementsAre("行政诉讼", "复议后起诉", "总计"));
}

TEST(WriteHtml, EscapesWhatMarkupWouldMean) {
  const std::string text = "<script>alert(1)</script> & \"x\" &amp; </p>";
  const Page page(WriteHtml(WithOverview(text)).value());
  EXPECT_THAT(page.All(GUMBO_TAG_SCRIPT), SizeIs(0));
  EXPECT_EQ(Page::TextOf(page.All(GUMBO_TAG_P)[0]), text);
}

TEST(WriteHtml, KeepsBlankCellsEmpty) {
  const Page page(WriteHtml(StatutoryLayout({})).value());
  for (const GumboNode* cell : page.All(GUMBO_TAG_TD)) {
    if (!Page::Attribute(cell, "headers").empty()) EXPECT_EQ(Page::TextOf(cell), "");
  }
}

TEST(WriteHtml, PutsAnnexesWithTheirTablesBehindTheReport) {
  const Page page(WriteHtml(WithAnnexes()).value());
  EXPECT_EQ(page.errors(), 0);
  std::vector<std::string> headings;
  for (const GumboNode* heading : page.All(GUMBO_TAG_H2)) headings.push_back(Page::TextOf(heading));
  ASSERT_THAT(headings, SizeIs(8));
  EXPECT_EQ(headings[6], "附件1（以下内容不属于年度报告正文）");
  EXPECT_EQ(headings[7], "附件2（以下内容不属于年度报告正文）");
  std::vector<std::string> captions;
  for (const GumboNode* caption : page.All(GUMBO_TAG_H4)) captions.push_back(Page::TextOf(caption));
  EXPECT_THAT(captions, ElementsAre("未报送（1 个）", "已受理（2 个）", "未报送（1 个）", "已受理（2 个）"));
  std::vector<std::string> cells;
  for (const GumboNode* cell : page.All(GUMBO_TAG_TD)) cells.push_back(Page::TextOf(cell));
  cells.erase(cells.begin(), cells.end() - 6);
  EXPECT_THAT(cells, ElementsAre("清溪县民政局", "", "清溪县教育局 <一> & \"二\"", "已受理", "'=1+1", "已受理"));
}

TEST(WriteHtml, GivesNoIdTwiceWithAnnexes) {
  const Page page(WriteHtml(WithAnnexes()).value());
  std::set<std::string> ids;
  for (const GumboTag tag : {GUMBO_TAG_TH, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4}) {
    for (const GumboNode* node : page.All(tag)) {
      const std::string id = Page::Attribute(node, "id");
      if (!id.empty()) EXPECT_TRUE(ids.insert(id).second) << id;
    }
  }
  for (const GumboNode* region : page.All(GUMBO_TAG_DIV)) {
    EXPECT_EQ(ids.count(Page::Attribute(region, "aria-labelledby")), 1);
  }
}

TEST(WriteHtml, GivesTheSameBytesForTheSameReport) {
  const domain::PrintedReport report = StatutoryLayout(domain::SampleReport());
  EXPECT_EQ(WriteHtml(report).value(), WriteHtml(report).value());
}

}  // namespace
}  // namespace nianbao::document::writers
