#include "services/document/writers/xlsx_writer.h"

#include <gmock/gmock.h>

#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "libs/status/error.h"
#include "services/document/domain/annex_layout.h"
#include "services/document/domain/statutory_layout.h"
#include "tests/unit/services/document/sample_annex.h"
#include "tests/unit/services/document/sample_report.h"
#include "tests/unit/services/document/writers/printed_sample.h"
#include "tests/unit/services/document/writers/unzip.h"

namespace nianbao::document::writers {
namespace {

using domain::StatutoryLayout;
using testing::ElementsAre;

class Xlsx {
 public:
  explicit Xlsx(const domain::PrintedReport& report) : parts_(Unzip(WriteXlsx(report).value())) {
    pugi::xml_document shared;
    shared.load_string(parts_["xl/sharedStrings.xml"].c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
    for (const auto& found : shared.select_nodes("//si")) strings_.emplace_back(found.node().child("t").text().get());
  }

  std::vector<std::string> SheetNames() {
    pugi::xml_document book;
    book.load_string(parts_["xl/workbook.xml"].c_str());
    std::vector<std::string> names;
    for (const auto& found : book.select_nodes("//sheet")) names.emplace_back(found.node().attribute("name").value());
    return names;
  }
  pugi::xml_node Sheet(int number) {
    pugi::xml_document& sheet = sheets_[number];
    sheet.load_string(parts_["xl/worksheets/sheet" + std::to_string(number) + ".xml"].c_str());
    return sheet.child("worksheet");
  }
  // "n:" and the number, "s:" and the text, or "" for a blank cell.
  std::string At(int sheet, const std::string& reference) {
    const auto cell = Sheet(sheet).select_node((".//c[@r='" + reference + "']").c_str()).node();
    const std::string value = cell.child("v").text().get();
    if (value.empty()) return "";
    return std::string(cell.attribute("t").value()) == "s" ? "s:" + strings_.at(std::stoul(value)) : "n:" + value;
  }
  bool HasFormulas() {
    for (int sheet = 1; sheet <= 6; ++sheet) {
      if (Sheet(sheet).select_node(".//f")) return true;
    }
    return false;
  }

 private:
  std::map<std::string, std::string> parts_;
  std::map<int, pugi::xml_document> sheets_;
  std::vector<std::string> strings_;
};

TEST(WriteXlsx, HasASheetForEverySection) {
  EXPECT_THAT(
      Xlsx(StatutoryLayout(domain::SampleReport())).SheetNames(),
      ElementsAre("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                  "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"));
}

TEST(WriteXlsx, WritesFiguresAsNumbersAndEverythingElseAsText) {
  Xlsx xlsx(StatutoryLayout(domain::SampleReport()));
  EXPECT_EQ(xlsx.At(1, "A1"), "s:清溪县农业农村局（县乡村振兴局）");
  EXPECT_EQ(xlsx.At(2, "A1"), "s:二、主动公开政府信息情况");
  EXPECT_EQ(xlsx.At(2, "B4"), "n:1000");
  EXPECT_EQ(xlsx.At(2, "B15"), "n:7730.28");
  EXPECT_EQ(xlsx.At(3, "D5"), "n:1010");
  EXPECT_EQ(xlsx.At(3, "I5"), "s:—");
  EXPECT_EQ(xlsx.At(3, "E6"), "");
  EXPECT_EQ(xlsx.At(3, "J29"), "s:16余件");
  EXPECT_EQ(xlsx.At(4, "O5"), "n:1199");
}

TEST(WriteXlsx, MergesTitlesAndRepeatsThemOnEveryPrintedPage) {
  Xlsx xlsx(StatutoryLayout(domain::SampleReport()));
  for (const std::string range : {"A2:C4", "D2:J2", "D3:D4", "E3:I3", "A7:A28", "B9:B16", "A29:C29"}) {
    EXPECT_TRUE(xlsx.Sheet(3).select_node((".//mergeCell[@ref='" + range + "']").c_str())) << range;
  }
  EXPECT_TRUE(xlsx.Sheet(3).select_node("pageSetup[@paperSize='9']"));
}

TEST(WriteXlsx, WritesAFigureTooLongForANumberAsText) {
  form::v1::AnnualReport report;
  report.mutable_proactive_disclosure()->mutable_rules()->set_issued(999'999'999'999'999);
  report.mutable_proactive_disclosure()->mutable_rules()->set_repealed(9'007'199'254'740'993);
  Xlsx xlsx(StatutoryLayout(report));
  EXPECT_EQ(xlsx.At(2, "B4"), "n:999999999999999");
  EXPECT_EQ(xlsx.At(2, "C4"), "s:9007199254740993");
}

TEST(WriteXlsx, NeverMakesAFormulaOfAText) {
  Xlsx xlsx(WithOverview("=1+1\n@SUM(A1)\n{=1}"));
  EXPECT_EQ(xlsx.At(1, "A4"), "s:=1+1");
  EXPECT_EQ(xlsx.At(1, "A6"), "s:{=1}");
  EXPECT_FALSE(xlsx.HasFormulas());
}

TEST(WriteXlsx, KeepsMarkupSignsAndTextThatLooksLikeAnEscape) {
  Xlsx xlsx(WithOverview("<b> & \"c\"\n_x0041_ _x00zz_"));
  EXPECT_EQ(xlsx.At(1, "A4"), "s:<b> & \"c\"");
  EXPECT_EQ(xlsx.At(1, "A5"), "s:_x005F_x0041_ _x00zz_");
}

TEST(WriteXlsx, RefusesAParagraphThatACellCannotHold) {
  EXPECT_TRUE(WriteXlsx(WithOverview(std::string(32'767, 'x'))).ok());
  const absl::Status status = WriteXlsx(WithOverview(std::string(32'768, 'x'))).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(status), "FIELD_INVALID");
  EXPECT_FALSE(status::ChineseOf(status).empty());
  // Characters beyond the basic plane count twice.
  std::string rare;
  for (int i = 0; i < 16'384; ++i) rare += "𠮷";
  EXPECT_FALSE(WriteXlsx(WithOverview(rare)).ok());
}

TEST(WriteXlsx, GivesEveryAnnexASheetOfItsOwn) {
  Xlsx xlsx(WithAnnexes());
  const std::vector<std::string> names = xlsx.SheetNames();
  ASSERT_EQ(names.size(), 8);
  EXPECT_EQ(names[6], "附件1");
  EXPECT_EQ(names[7], "附件2");
  EXPECT_EQ(xlsx.At(8, "A1"), "s:附件2（以下内容不属于年度报告正文）");
  EXPECT_EQ(xlsx.At(8, "A2"), "s:应报机关名单");
  EXPECT_EQ(xlsx.At(8, "A3"), "s:汇总不完整：尚缺 1 份。");
  EXPECT_EQ(xlsx.At(8, "A5"), "s:未报送（1 个）");
  EXPECT_EQ(xlsx.At(8, "B6"), "s:报送情况");
  EXPECT_EQ(xlsx.At(8, "A7"), "s:清溪县民政局");
  EXPECT_EQ(xlsx.At(8, "B7"), "");
  EXPECT_EQ(xlsx.At(8, "A8"), "s:已受理（2 个）");
  EXPECT_EQ(xlsx.At(8, "A11"), "s:'=1+1");
  EXPECT_FALSE(xlsx.Sheet(8).select_node(".//f"));
  EXPECT_TRUE(xlsx.Sheet(8).select_node(".//mergeCell[@ref='A1:B1']"));
  EXPECT_TRUE(xlsx.Sheet(8).select_node("pageSetup[@paperSize='9']"));
}

TEST(WriteXlsx, PutsTheLastColumnOfANarrowTableOverTheOtherColumns) {
  v1::Annex annex = domain::SampleAnnex();
  *annex.mutable_tables(1) = domain::TableOfSize(4, 1);
  google::protobuf::RepeatedPtrField<v1::Annex> annexes;
  *annexes.Add() = annex;
  domain::PrintedReport report = StatutoryLayout(domain::SampleReport());
  report.annexes = domain::AnnexLayout(annexes);
  Xlsx xlsx(report);
  EXPECT_EQ(xlsx.At(7, "B6"), "s:报送情况");
  EXPECT_TRUE(xlsx.Sheet(7).select_node(".//mergeCell[@ref='B6:D6']"));
  EXPECT_EQ(xlsx.At(7, "D9"), "s:栏3");
  EXPECT_FALSE(xlsx.Sheet(7).select_node(".//mergeCell[@ref='D9:D9']"));
}

TEST(WriteXlsx, WritesAnAnnexWithoutATable) {
  domain::PrintedReport report = WithAnnexes();
  report.annexes[0].tables.clear();
  Xlsx xlsx(report);
  EXPECT_EQ(xlsx.At(7, "A4"), "s:截至 2025-02-01。");
  EXPECT_FALSE(xlsx.Sheet(7).select_node(".//mergeCell"));
}

TEST(WriteXlsx, GivesTheSameBytesForTheSameReport) {
  const domain::PrintedReport report = StatutoryLayout(domain::SampleReport());
  EXPECT_EQ(WriteXlsx(report).value(), WriteXlsx(report).value());
}

TEST(WriteXlsx, PutsNoDateOfTheDayIntoTheFile) {
  const auto parts = Unzip(WriteXlsx(StatutoryLayout(domain::SampleReport())).value());
  EXPECT_THAT(parts.at("docProps/core.xml"), testing::HasSubstr("2020-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace nianbao::document::writers
