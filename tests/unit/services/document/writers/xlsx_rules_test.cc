#include "services/document/writers/xlsx_rules.h"

#include <gmock/gmock.h>

#include <map>
#include <pugixml.hpp>
#include <string>

#include "services/document/domain/statutory_layout.h"
#include "services/document/writers/xlsx_writer.h"
#include "tests/unit/services/document/sample_report.h"
#include "tests/unit/services/document/writers/unzip.h"

namespace nianbao::document::writers {
namespace {

using testing::IsEmpty;

constexpr int kRequests = 3;
constexpr int kRemedies = 4;

class Sheets {
 public:
  explicit Sheets(const form::v1::AnnualReport& report)
      : parts_(Unzip(WriteXlsx(domain::StatutoryLayout(report)).value())) {
    for (int number = 1; number <= 6; ++number) {
      sheets_[number].load_string(parts_.at("xl/worksheets/sheet" + std::to_string(number) + ".xml").c_str());
    }
  }

  pugi::xml_node Cell(int sheet, const std::string& reference) {
    return sheets_[sheet].select_node(("//c[@r='" + reference + "']").c_str()).node();
  }
  // Empty without a formula.
  std::string Formula(int sheet, const std::string& reference) {
    return Cell(sheet, reference).child("f").text().get();
  }
  std::string Value(int sheet, const std::string& reference) { return Cell(sheet, reference).child("v").text().get(); }
  size_t Formulas() {
    size_t count = 0;
    for (const auto& [number, sheet] : sheets_) count += sheet.select_nodes("//f").size();
    return count;
  }
  // Formulas of the marks on a cell.
  std::vector<std::string> Marks(int sheet, const std::string& reference) {
    std::vector<std::string> formulas;
    const std::string path = "//conditionalFormatting[@sqref='" + reference + "']//formula";
    for (const auto& found : sheets_[sheet].select_nodes(path.c_str()))
      formulas.emplace_back(found.node().text().get());
    return formulas;
  }
  std::string LimitOf(int sheet, const std::string& range) {
    return sheets_[sheet]
        .select_node(("//dataValidation[@sqref='" + range + "']").c_str())
        .node()
        .attribute("type")
        .as_string("none");
  }

 private:
  std::map<std::string, std::string> parts_;
  std::map<int, pugi::xml_document> sheets_;
};

// Three received from natural persons, one from an enterprise.
form::v1::AnnualReport FourReceived() {
  form::v1::AnnualReport report;
  report.mutable_requests()->mutable_received()->set_natural_person(3);
  report.mutable_requests()->mutable_received()->set_enterprise(1);
  return report;
}

TEST(XlsxRules, GiveAnEmptyReportAFormulaForEachTotal) {
  Sheets sheets({});
  EXPECT_EQ(sheets.Formulas(), 34u);
  EXPECT_EQ(sheets.Formula(kRequests, "J5"), "IF(COUNT(D5:I5)=0,\"\",SUM(D5:I5))");
  EXPECT_EQ(sheets.Formula(kRemedies, "E5"), "IF(COUNT(A5:D5)=0,\"\",SUM(A5:D5))");
  EXPECT_EQ(sheets.Value(kRequests, "J5"), "");
}

TEST(XlsxRules, AddUpTheColumnWhereARowAndAColumnOfTotalsMeet) {
  Sheets sheets({});
  EXPECT_EQ(sheets.Formula(kRequests, "D28"), "IF(COUNT(D7:D27)=0,\"\",SUM(D7:D27))");
  EXPECT_EQ(sheets.Formula(kRequests, "J28"), "IF(COUNT(J7:J27)=0,\"\",SUM(J7:J27))");
}

TEST(XlsxRules, KeepTheFigureBesideTheFormulaThatGivesIt) {
  form::v1::AnnualReport report = FourReceived();
  report.mutable_requests()->mutable_received()->set_total(4);
  Sheets sheets(report);
  EXPECT_NE(sheets.Formula(kRequests, "J5"), "");
  EXPECT_EQ(sheets.Value(kRequests, "J5"), "4");
}

TEST(XlsxRules, NeverAlterATotalThatSaysSomethingElse) {
  form::v1::AnnualReport report = FourReceived();
  report.mutable_requests()->mutable_received()->set_total(5);
  Sheets wrong(report);
  EXPECT_EQ(wrong.Formula(kRequests, "J5"), "");
  EXPECT_EQ(wrong.Value(kRequests, "J5"), "5");
  Sheets blank(FourReceived());
  EXPECT_EQ(blank.Formula(kRequests, "J5"), "");
  EXPECT_EQ(blank.Value(kRequests, "J5"), "");
  form::v1::AnnualReport nought;
  nought.mutable_requests()->mutable_received()->set_total(0);
  EXPECT_EQ(Sheets(nought).Formula(kRequests, "J5"), "");
}

TEST(XlsxRules, KeepATotalThatIsNoNumber) {
  form::v1::AnnualReport report;
  form::v1::CellMark& mark = *report.add_marks();
  mark.set_cell("requests.received.total");
  mark.set_state(form::v1::CellMark::STATE_NOT_APPLICABLE);
  mark.set_raw_text("/");
  Sheets sheets(report);
  EXPECT_EQ(sheets.Formula(kRequests, "J5"), "");
  EXPECT_EQ(std::string(sheets.Cell(kRequests, "J5").attribute("t").value()), "s");
}

TEST(XlsxRules, KeepATotalOfFiguresTooLongForAWorkbook) {
  form::v1::AnnualReport report;
  report.mutable_requests()->mutable_received()->set_natural_person(9'007'199'254'740'993);
  report.mutable_requests()->mutable_received()->set_enterprise(1);
  report.mutable_requests()->mutable_received()->set_total(9'007'199'254'740'994);
  EXPECT_EQ(Sheets(report).Formula(kRequests, "J5"), "");
}

TEST(XlsxRules, MarkTheCellsOfABalanceThatDoesNotHold) {
  Sheets sheets(domain::SampleReport());
  const std::string balance = "SUM(D5:D6)<>SUM(D28:D29)";
  for (const std::string cell : {"D5", "D6", "D29"}) {
    EXPECT_THAT(sheets.Marks(kRequests, cell), testing::ElementsAre(balance)) << cell;
  }
  EXPECT_THAT(sheets.Marks(kRequests, "D28"), testing::ElementsAre("SUM(D28)<>SUM(D7:D27)", balance));
  EXPECT_THAT(sheets.Marks(kRequests, "D7"), IsEmpty());
}

TEST(XlsxRules, WarnOfEntriesThatAreNoCountsAndNoAmounts) {
  Sheets sheets({});
  EXPECT_EQ(sheets.LimitOf(kRequests, "D5:J5"), "whole");
  EXPECT_EQ(sheets.LimitOf(2, "B4:D4"), "whole");
  EXPECT_EQ(sheets.LimitOf(2, "B15"), "decimal");
}

}  // namespace
}  // namespace nianbao::document::writers
