#include "services/document/readers/spreadsheet/xlsx_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/unit/services/document/readers/shape.h"
#include "tests/unit/services/document/readers/zip_file.h"

namespace nianbao::document::readers {
namespace {

using domain::Table;

absl::StatusOr<domain::Document> ReadWorkbook(absl::string_view content) {
  domain::Budget budget({});
  return ReadXlsx(content, budget);
}

// A workbook by a real writer; with in-line strings when it writes row by row.
std::string WorkbookOf(const std::function<void(lxw_workbook*)>& fill, bool row_by_row = false) {
  const std::string path = absl::StrCat(testing::TempDir(), "/nianbao-", getpid(), ".xlsx");
  lxw_workbook_options options = {};
  options.constant_memory = row_by_row;
  lxw_workbook* const workbook = workbook_new_opt(path.c_str(), &options);
  fill(workbook);
  EXPECT_EQ(workbook_close(workbook), LXW_NO_ERROR);
  std::ifstream file(path, std::ios::binary);
  std::string content(std::istreambuf_iterator<char>(file), {});
  std::remove(path.c_str());
  return content;
}

// A workbook of one sheet, "表", with this XML inside <worksheet>.
std::string WorkbookOfXml(absl::string_view sheet, absl::string_view strings = "<sst/>") {
  return ZipOf({{"_rels/.rels",
                 "<Relationships><Relationship Id='r1' Type='x/officeDocument' Target='/xl/workbook.xml'/>"
                 "</Relationships>"},
                {"xl/workbook.xml", "<workbook><sheets><sheet name='表' sheetId='1' r:id='r1'/></sheets></workbook>"},
                {"xl/_rels/workbook.xml.rels",
                 "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>"
                 "<Relationship Id='r2' Type='x/sharedStrings' Target='/xl/sharedStrings.xml'/></Relationships>"},
                {"xl/sharedStrings.xml", std::string(strings)},
                {"xl/worksheets/sheet1.xml", absl::StrCat("<worksheet>", sheet, "</worksheet>")}});
}

std::string ShapeOfXml(absl::string_view sheet, absl::string_view strings = "<sst/>") {
  return ShapeOf(ReadWorkbook(WorkbookOfXml(sheet, strings)));
}

TEST(XlsxReader, ReadsTextsNumbersAndMergedCellsOfEachSheet) {
  for (const bool row_by_row : {false, true}) {
    const auto document = ReadWorkbook(WorkbookOf(
        [](lxw_workbook* workbook) {
          lxw_worksheet* const sheet = workbook_add_worksheet(workbook, "申请情况");
          worksheet_merge_range(sheet, 0, 0, 0, 2, "标题", nullptr);
          worksheet_merge_range(sheet, 2, 0, 3, 0, "商业\n企业", nullptr);
          worksheet_write_number(sheet, 2, 1, 12, nullptr);
          worksheet_write_string(sheet, 2, 2, "007", nullptr);
          worksheet_write_string(sheet, 3, 1, " / & <", nullptr);
          worksheet_write_number(workbook_add_worksheet(workbook, "Sheet2"), 1, 1, 3, nullptr);
        },
        row_by_row));
    ASSERT_EQ(ShapeOf(document), "[3x1:标题][][1x2:商业/企业|12|007][ / & <|];[][|3];") << row_by_row;
    const auto& table = std::get<Table>(document->blocks[0]);
    EXPECT_EQ(table.columns, domain::Columns::kGrid);
    const domain::Cell& cell = table.rows[3].cells[0];
    EXPECT_EQ(cell.place.sheet, "申请情况");
    EXPECT_EQ(cell.place.row, 4);
    EXPECT_EQ(cell.place.column, 2);
    EXPECT_EQ(cell.extent.begin, 1);
    EXPECT_EQ(cell.extent.end, 2);
  }
}

TEST(XlsxReader, GivesTheStoredResultOfAFormula) {
  EXPECT_EQ(ShapeOf(ReadWorkbook(WorkbookOf([](lxw_workbook* workbook) {
              lxw_worksheet* const sheet = workbook_add_worksheet(workbook, nullptr);
              worksheet_write_formula_num(sheet, 0, 0, "=1+2", nullptr, 3);
              worksheet_write_formula_str(sheet, 0, 1, "=\"a\"&\"b\"", nullptr, "ab");
              worksheet_write_boolean(sheet, 0, 2, 1, nullptr);
            }))),
            "[3|ab|TRUE];");
  EXPECT_EQ(
      ShapeOfXml(
          "<sheetData><row><c t='e'><f>A9/0</f><v>#DIV/0!</v></c><c><f>1</f></c><c><v>2</v></c></row></sheetData>"),
      "[#DIV/0!||2];");
}

TEST(XlsxReader, PrintsNumbersAsTheyWereTyped) {
  const std::pair<const char*, const char*> kNumbers[] = {{"86489.36289999999", "86489.3629"},
                                                          {"0.1", "0.1"},
                                                          {"0.30000000000000004", "0.3"},
                                                          {"3", "3"},
                                                          {"3.0", "3"},
                                                          {"1E3", "1000"},
                                                          {"1.2E-7", "0.00000012"},
                                                          {"-5", "-5"},
                                                          {"-0", "0"},
                                                          {"123456789012345", "123456789012345"},
                                                          {"100000000000000000000", "100000000000000000000"},
                                                          {"1e300", "1e300"},
                                                          {"12x", "12x"}};
  for (const auto& [stored, printed] : kNumbers) {
    EXPECT_EQ(ShapeOfXml(absl::StrCat("<sheetData><row><c><v>", stored, "</v></c></row></sheetData>")),
              absl::StrCat("[", printed, "];"));
  }
}

TEST(XlsxReader, PrintsEveryDecimalOfAReportExactly) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  std::string expected;
  const std::string content = WorkbookOf([&](lxw_workbook* workbook) {
    lxw_worksheet* const sheet = workbook_add_worksheet(workbook, nullptr);
    for (int i = 0; i < 5'000; ++i) {
      const int decimals = static_cast<int>(random() % 7);
      const auto digits =
          static_cast<int64_t>(random() % 1'000'000'000'000) * 10 + 1 + static_cast<int64_t>(random() % 9);
      std::string text = absl::StrCat(digits);
      if (decimals > 0) text.insert(text.size() - decimals, text.size() == static_cast<size_t>(decimals) ? "0." : ".");
      worksheet_write_number(sheet, i, 0, std::stod(text), nullptr);
      absl::StrAppend(&expected, "[", text[0] == '.' ? "0" : "", text, "]");
    }
  });
  EXPECT_EQ(ShapeOf(ReadWorkbook(content)), expected + ";");
}

TEST(XlsxReader, JoinsTheRunsOfAStringAndLeavesOutItsReading) {
  EXPECT_EQ(
      ShapeOfXml(
          "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='inlineStr'><is><t>乙</t></is></c>"
          "</row></sheetData>",
          "<x:sst xmlns:x='m'><x:si><x:r><x:t>商业</x:t></x:r><x:r><x:t xml:space='preserve'>_x000D_&#10;企业</x:t>"
          "</x:r><x:rPh><x:t>ye</x:t></x:rPh></x:si></x:sst>"),
      "[商业/企业||乙];");
}

TEST(XlsxReader, ReadsCharactersThatAreWrittenAsCodes) {
  EXPECT_EQ(ShapeOfXml("<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>_x4E00__x0041_b_x005F_x0041_</t></is></c>"
                       "<c r='B1' t='inlineStr'><is><t>_xD800_ _x0001_ _x41_ _x00G0_</t></is></c></row></sheetData>"),
            "[一Ab_x0041_|_xD800_ _x0001_ _x41_ _x00G0_];");
}

TEST(XlsxReader, KeepsARowOfBlankCellsBehindAFilledOne) {
  EXPECT_EQ(
      ShapeOfXml("<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>"
                 "<row r='2'><c r='A2' s='1'/><c r='B2' s='1'/></row><row r='3'><c r='A3' s='1'/></row></sheetData>"),
      "[1|2][|];");
}

TEST(XlsxReader, CutsWhatIsEmptyAtTheEnd) {
  EXPECT_EQ(ShapeOfXml("<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='3'/></row>"
                       "<row r='1048576'><c r='A1048576' t='inlineStr'><is><t> </t></is></c></row></sheetData>"
                       "<mergeCells><mergeCell ref='A1:XFD9'/><mergeCell ref='A2:B3'/></mergeCells>"),
            "[1];");
  EXPECT_EQ(ShapeOfXml("<sheetData/>"), "");
}

TEST(XlsxReader, ShowsOfAMergedRangeItsFirstCellAlone) {
  EXPECT_EQ(
      ShapeOfXml(
          "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
          "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='B1:B2'/></mergeCells>"),
      "[2x1:1][3|4];");
}

TEST(XlsxReader, LeavesOutHiddenSheets) {
  EXPECT_EQ(ShapeOf(ReadWorkbook(WorkbookOf([](lxw_workbook* workbook) {
              worksheet_write_number(workbook_add_worksheet(workbook, "今年"), 0, 0, 1, nullptr);
              lxw_worksheet* const hidden = workbook_add_worksheet(workbook, "去年");
              worksheet_write_number(hidden, 0, 0, 2, nullptr);
              worksheet_hide(hidden);
            }))),
            "[1];");
}

TEST(XlsxReader, RefusesWhatIsNoWorkbook) {
  const std::string whole = WorkbookOfXml("<sheetData/>");
  for (const std::string& content :
       {std::string("PK\x03\x04"), std::string(), whole.substr(0, whole.size() / 2),
        ZipOf({{"word/document.xml", "<w/>"}}), ZipOf({{"xl/workbook.xml", "<workbook"}}),
        ZipOf({{"xl/workbook.xml", "<html/>"}}), WorkbookOfXml("<sheetData><row><c r='1A'/></row></sheetData>"),
        WorkbookOfXml("<sheetData><row><c r='XFE1'/></row></sheetData>"),
        WorkbookOfXml("<sheetData><row r='0'/></sheetData>"),
        WorkbookOfXml("<sheetData><row><c t='s'><v>7</v></c></row></sheetData>"),
        WorkbookOfXml("<sheetData><row><c t='str'><v>&#xD800;</v></c></row></sheetData>")}) {
    EXPECT_EQ(ShapeOf(ReadWorkbook(content)), "DOCUMENT_UNREADABLE ");
  }
}

TEST(XlsxReader, NamesTheDoctypeItRefuses) {
  const auto read =
      ReadWorkbook(ZipOf({{"xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"ha\">]><workbook>&a;</workbook>"}}));
  EXPECT_EQ(ShapeOf(read), "DOCUMENT_UNREADABLE ");
  EXPECT_THAT(read.status().message(), testing::HasSubstr("a DOCTYPE in xl/workbook.xml"));
}

TEST(XlsxReader, RefusesCellsFarOut) {
  EXPECT_EQ(ShapeOfXml("<sheetData><row><c r='XFD1'><v>1</v></c></row></sheetData>"), "DOCUMENT_TOO_LARGE columns");
  EXPECT_EQ(ShapeOfXml("<sheetData><row r='1048576'><c><v>1</v></c></row></sheetData>"), "DOCUMENT_TOO_LARGE cells");
}

TEST(XlsxReader, RefusesBombs) {
  std::string spaces(30 << 20, ' ');
  EXPECT_EQ(ShapeOfXml(spaces), "DOCUMENT_TOO_LARGE unpack_ratio");
  std::string elements;
  for (int64_t i = 0; i < 1'100'000; ++i) absl::StrAppend(&elements, "<", i % 977, i * 7919 % 9973, "/>");
  EXPECT_EQ(ShapeOfXml(elements), "DOCUMENT_TOO_LARGE elements");
  std::string merged = "<sheetData><row r='50000'><c r='A50000'><v>1</v></c></row></sheetData><mergeCells>";
  for (int i = 0; i < 3; ++i) absl::StrAppend(&merged, "<mergeCell ref='A1:A50000'/>");
  EXPECT_EQ(ShapeOfXml(merged + "</mergeCells>"), "DOCUMENT_TOO_LARGE cells");
  std::vector<std::pair<std::string, std::string>> entries;
  for (int i = 0; i < 2'001; ++i) entries.emplace_back(absl::StrCat(i), "");
  EXPECT_EQ(ShapeOf(ReadWorkbook(ZipOf(entries))), "DOCUMENT_TOO_LARGE entries");
}

TEST(XlsxReader, CountsALongStringForEachCellThatShowsIt) {
  std::string rows;
  for (int i = 0; i < 300; ++i) absl::StrAppend(&rows, "<row><c t='s'><v>0</v></c></row>");
  std::string text;
  for (int i = 0; i < 150'000; ++i) absl::StrAppend(&text, i * 7919 % 999'983);
  EXPECT_EQ(ShapeOfXml("<sheetData>" + rows + "</sheetData>", "<sst><si><t>" + text + "</t></si></sst>"),
            "DOCUMENT_TOO_LARGE unpacked_bytes");
}

}  // namespace
}  // namespace nianbao::document::readers
