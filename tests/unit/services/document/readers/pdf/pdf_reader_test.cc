#include "services/document/readers/pdf/pdf_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/status/error.h"
#include "tests/unit/services/document/readers/document_shape.h"
#include "tests/unit/services/document/readers/pdf/pdf_builder.h"

namespace nianbao::document::readers {
namespace {

using domain::Limits;
using ::testing::HasSubstr;

absl::StatusOr<domain::Document> ReadPdfFile(absl::string_view content, const Limits& limits = {}) {
  domain::Budget budget(limits);
  return ReadPdf(content, budget);
}
std::string Shaped(const PdfBuilder& pdf) { return Shape(ReadPdfFile(pdf.Build())); }

PdfBuilder& AddRow(double top, absl::string_view label, PdfBuilder& pdf) {
  return pdf.Text(100, top, 10, label).Text(300, top - 2, 14, "0").Text(330, top - 2, 14, "12");
}

TEST(PdfReader, ReadsRowsWithTheirPlaces) {
  PdfBuilder pdf;
  pdf.Page().Text(220, 60, 16, "年度报告");
  AddRow(100, "行政许可", pdf);
  AddRow(120, "行政处罚", pdf);
  const auto document = ReadPdfFile(pdf.Build());
  ASSERT_EQ(Shape(document), "年度报告\ntable\n[行政许可|0|12]\n[行政处罚|0|12]\n");
  const domain::Cell& cell = std::get<domain::Table>(document->blocks[1]).rows[1].cells[2];
  EXPECT_EQ(cell.place.page, 1);
  EXPECT_EQ(cell.place.line, 3);
  EXPECT_NEAR(cell.extent.begin, 330, 0.5);
  EXPECT_NEAR(cell.extent.end, 344, 0.5);
}

TEST(PdfReader, GoesOnWithATableOverPages) {
  PdfBuilder pdf;
  AddRow(100, "行政许可", pdf.Page()).Text(290, 800, 10, "- 1 -");
  AddRow(100, "行政处罚", pdf.Page()).Text(290, 800, 10, "- 2 -");
  EXPECT_EQ(Shaped(pdf), "table\n[行政许可|0|12]\n[行政处罚|0|12]\n");
}

TEST(PdfReader, TakesTurnedTextAsOneCell) {
  PdfBuilder pdf;
  AddRow(100, "行政许可", pdf.Page());
  AddRow(120, "行政处罚", pdf);
  AddRow(140, "行政强制", pdf).Upright(80, 118, 10, "办理结果");
  EXPECT_EQ(Shaped(pdf), "table\n[行政许可|0|12]\n[办理结果|行政处罚|0|12]\n[行政强制|0|12]\n");
}

TEST(PdfReader, TurnsAPageWhoseTextRunsDown) {
  PdfBuilder pdf;
  pdf.Page().Upright(300, 100, 10, "行政许可").Upright(300, 300, 10, "5").Upright(300, 330, 10, "7");
  pdf.Upright(280, 100, 10, "行政处罚").Upright(280, 300, 10, "6").Upright(280, 330, 10, "8");
  EXPECT_EQ(Shaped(pdf), "table\n[行政许可|5|7]\n[行政处罚|6|8]\n");
}

TEST(PdfReader, TakesTextPrintedTwiceOnce) {
  PdfBuilder pdf;
  AddRow(100, "行政许可", pdf.Page());
  pdf.Text(100.3, 100, 10, "行政许可").Text(330.3, 98, 14, "12");
  EXPECT_EQ(Shaped(pdf), "table\n[行政许可|0|12]\n");
}

TEST(PdfReader, DoesNotMindRestrictionsButAsksForAFileWithoutPassword) {
  PdfBuilder pdf;
  pdf.Page().Text(100, 100, 10, "总体情况");
  EXPECT_EQ(Shaped(pdf.Encrypt("")), "总体情况\n");
  const auto locked = ReadPdfFile(pdf.Encrypt("secret").Build());
  EXPECT_EQ(Shape(locked), "DOCUMENT_UNREADABLE password");
  EXPECT_THAT(status::ChineseOf(locked.status()), HasSubstr("密码"));
}

TEST(PdfReader, SaysThatAScanHasNoText) {
  PdfBuilder pdf;
  pdf.Page().Picture().Page().Picture();
  const auto scan = ReadPdfFile(pdf.Build());
  EXPECT_EQ(Shape(scan), "DOCUMENT_UNREADABLE no_text");
  EXPECT_THAT(status::ChineseOf(scan.status()), HasSubstr("扫描件"));
}

TEST(PdfReader, TakesAScanWithPageNumbersForAScan) {
  PdfBuilder pdf;
  pdf.Page().Picture().Text(290, 800, 10, "- 1 -").Page().Picture().Text(290, 800, 10, "- 2 -");
  EXPECT_EQ(Shaped(pdf), "DOCUMENT_UNREADABLE no_text");
}

TEST(PdfReader, SaysThatGlyphsHaveNoCharacters) {
  PdfBuilder pdf;
  pdf.Page().Text(100, 100, 10, "总体情况").Glyphs(100, 120, 10, 0x1000, 20);
  EXPECT_EQ(Shaped(pdf), "DOCUMENT_UNREADABLE no_characters");
}

TEST(PdfReader, ShowsACharacterThatNobodyKnows) {
  PdfBuilder pdf;
  AddRow(100, "行政许可情况统计", pdf.Page()).Glyphs(360, 98, 14, 0x13, 1);
  EXPECT_EQ(Shaped(pdf), "table\n[行政许可情况统计|0|12|\uFFFD]\n");
}

TEST(PdfReader, RefusesEveryTruncation) {
  PdfBuilder pdf;
  AddRow(100, "行政许可", pdf.Page());
  AddRow(100, "行政处罚", pdf.Page());
  const std::string whole = pdf.Build();
  for (size_t size = 0; size + 6 < whole.size(); size += 7) {
    EXPECT_EQ(Shape(ReadPdfFile(whole.substr(0, size))), "DOCUMENT_UNREADABLE damaged") << size;
  }
}

TEST(PdfReader, RefusesContentThatCannotBeUnderstood) {
  PdfBuilder pdf;
  AddRow(100, "行政许可", pdf.Page()).Raw("BT /F1 10 Tf 100 200 T8 <4E00> Tj ET");
  EXPECT_EQ(Shaped(pdf), "DOCUMENT_UNREADABLE damaged");
  PdfBuilder sound;
  EXPECT_EQ(Shaped(AddRow(100, "行政许可", sound.Page())), "table\n[行政许可|0|12]\n");
}

TEST(PdfReader, RefusesWhatIsNoPdfOrHasNoPages) {
  EXPECT_EQ(Shape(ReadPdfFile("")), "DOCUMENT_UNREADABLE damaged");
  EXPECT_EQ(Shape(ReadPdfFile("%PDF-1.4\n%%EOF\n")), "DOCUMENT_UNREADABLE damaged");
  EXPECT_EQ(Shaped(PdfBuilder()), "DOCUMENT_UNREADABLE damaged");
}

TEST(PdfReader, ReadsNoMoreThanItsLimits) {
  PdfBuilder pdf;
  AddRow(100, "行政许可", pdf.Page());
  AddRow(100, "行政处罚", pdf.Page());
  Limits limits;
  limits.pages_max = 1;
  EXPECT_EQ(status::MetaOf(ReadPdfFile(pdf.Build(), limits).status(), "limit"), "pages");
  limits = {};
  limits.cells_max = 5;
  EXPECT_EQ(status::MetaOf(ReadPdfFile(pdf.Build(), limits).status(), "limit"), "cells");
  limits = {};
  limits.time_max = absl::ZeroDuration();
  EXPECT_EQ(Shape(ReadPdfFile(pdf.Build(), limits)), "DOCUMENT_TOO_SLOW");
}

}  // namespace
}  // namespace nianbao::document::readers
