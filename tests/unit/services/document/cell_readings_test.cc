#include "services/document/domain/cell_readings.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "libs/form/cell_value.h"

namespace nianbao::document::domain {
namespace {

using form::Catalogue;
using form::v1::CellMark;

// Reads the texts of some cells and "0" in all others.
v1::ReadDocumentResponse ReadCells(const Catalogue& catalogue, const std::map<std::string, std::string>& texts) {
  CellReadings readings(catalogue);
  for (const form::Cell& cell : catalogue.cells()) {
    const auto text = texts.find(cell.code);
    PlacedText placed;
    placed.text = text == texts.end() ? "0" : text->second;
    placed.place.line = cell.index + 1;
    const CellText read = ReadCellText(placed.text, cell);
    readings.Put(cell, {placed, read.figure, read.repair}, v1::CONFIDENCE_PRINTED);
  }
  v1::ReadDocumentResponse response;
  readings.WriteTo(response);
  return response;
}

const char kPath[] = "proactive_disclosure.";

TEST(CellReadings, GoIntoTheReportOfTheirEdition) {
  const auto response = ReadCells(Catalogue::Edition2019(), {});
  EXPECT_FALSE(response.has_report());
  ASSERT_TRUE(response.has_report_2019());
  EXPECT_EQ(response.sources_size(), 198);
  EXPECT_EQ(response.findings_size(), 0);
  for (const form::Cell& cell : Catalogue::Edition2019().cells()) {
    EXPECT_EQ(form::PrintedValue(cell, response.report_2019()), "0") << cell.code;
  }
  const auto response_2021 = ReadCells(Catalogue::Get(), {});
  EXPECT_FALSE(response_2021.has_report_2019());
  EXPECT_EQ(response_2021.sources_size(), 200);
}

TEST(CellReadings, KeepTheSignOfAChangeAndTheWordsOfAnAmount) {
  const std::string path = kPath;
  const auto response = ReadCells(Catalogue::Edition2019(), {{path + "licensing.change", "+1036"},
                                                             {path + "penalties.change", "-3"},
                                                             {path + "procurement.total_amount", " 251000元 "}});
  EXPECT_EQ(response.findings_size(), 0);
  EXPECT_EQ(response.report_2019().marks_size(), 0);
  const auto& disclosure = response.report_2019().proactive_disclosure();
  EXPECT_EQ(disclosure.licensing().change(), 1036);
  EXPECT_EQ(disclosure.penalties().change(), -3);
  EXPECT_EQ(disclosure.procurement().total_amount(), "251000元");
}

TEST(CellReadings, TellBlankNotApplicableAndUnresolvedApartInEveryKindOfCell) {
  const std::string path = kPath;
  const auto response = ReadCells(Catalogue::Edition2019(), {{path + "licensing.change", ""},
                                                             {path + "penalties.change", "/"},
                                                             {path + "coercion.change", "增3"},
                                                             {path + "rules.newly_made", "+3"},
                                                             {path + "procurement.total_amount", "/"}});
  const auto& disclosure = response.report_2019().proactive_disclosure();
  EXPECT_FALSE(disclosure.licensing().has_change());
  EXPECT_FALSE(disclosure.procurement().has_total_amount());
  std::map<std::string, CellMark::State> marks;
  for (const auto& mark : response.report_2019().marks()) marks[mark.cell()] = mark.state();
  const std::map<std::string, CellMark::State> expected = {
      {path + "penalties.change", CellMark::STATE_NOT_APPLICABLE},
      {path + "coercion.change", CellMark::STATE_UNRESOLVED},
      {path + "rules.newly_made", CellMark::STATE_UNRESOLVED},
      {path + "procurement.total_amount", CellMark::STATE_NOT_APPLICABLE}};
  EXPECT_EQ(marks, expected);
  EXPECT_EQ(response.findings_size(), 2);

  const auto blank = ReadCells(Catalogue::Edition2019(), {{path + "procurement.total_amount", "　"}});
  EXPECT_FALSE(blank.report_2019().proactive_disclosure().procurement().has_total_amount());
  EXPECT_EQ(blank.report_2019().marks_size(), 0);
}

TEST(CellReadings, TakeAParagraphForNoAmount) {
  std::string paragraph;
  for (int i = 0; i < 20; ++i) paragraph += "采购事项说明";
  const std::string code = std::string(kPath) + "procurement.total_amount";
  const auto response = ReadCells(Catalogue::Edition2019(), {{code, paragraph}});
  ASSERT_EQ(response.findings_size(), 1);
  EXPECT_EQ(response.findings(0).id(), "document.cell_unresolved/" + code);
  EXPECT_EQ(response.report_2019().marks(0).state(), CellMark::STATE_UNRESOLVED);
}

TEST(CellReadings, MarkEveryCellThatWasNotFound) {
  v1::ReadDocumentResponse response;
  CellReadings(Catalogue::Edition2019()).WriteTo(response);
  EXPECT_EQ(response.report_2019().marks_size(), 198);
  EXPECT_EQ(response.sources_size(), 0);
}

}  // namespace
}  // namespace nianbao::document::domain
