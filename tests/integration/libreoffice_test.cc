// Another program opens what the writers write, and finds all of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <gumbo.h>
#include <poppler-document.h>
#include <poppler-page.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "libs/rulebook/delivered.h"
#include "libs/rulebook/total_rules.h"
#include "services/document/domain/annex_layout.h"
#include "services/document/domain/read_document.h"
#include "services/document/domain/statutory_layout.h"
#include "services/document/readers/open_document.h"
#include "services/document/writers/docx_writer.h"
#include "services/document/writers/html_writer.h"
#include "services/document/writers/xlsx_figures.h"
#include "services/document/writers/xlsx_writer.h"
#include "services/document/writers/zip_archive.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"
#include "tests/unit/services/document/sample_annex.h"
#include "tests/unit/services/document/sample_report.h"
#include "tests/unit/services/document/writers/unzip.h"

namespace nianbao::integration {
namespace {

using document::domain::PrintedReport;
using testing::HasSubstr;
using Rows = std::vector<std::vector<std::string>>;

std::string WithoutSpace(const std::string& text) {
  return absl::StrReplaceAll(text, {{" ", ""}, {"\n", ""}, {"\r", ""}, {"\t", ""}, {"\f", ""}, {"\u00A0", ""}});
}

std::string Load(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

// Everything that the report prints, in its order.
std::vector<std::string> TextsOf(const PrintedReport& report) {
  std::vector<std::string> texts = report.title;
  for (const auto& section : report.sections) {
    texts.push_back(section.heading);
    texts.insert(texts.end(), section.paragraphs.begin(), section.paragraphs.end());
    if (!section.table) continue;
    for (const auto& row : section.table->rows) {
      for (const auto& cell : row) texts.push_back(cell.text);
    }
  }
  return texts;
}

std::string TextBelow(const pugi::xml_node& node) {
  std::string text;
  for (const auto& found : node.select_nodes(".//text()")) text += found.node().value();
  return text;
}

std::string TextBelow(const GumboNode* node) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) return node->v.text.text;
  std::string text;
  if (node->type != GUMBO_NODE_ELEMENT) return text;
  for (unsigned i = 0; i < node->v.element.children.length; ++i) {
    text += TextBelow(static_cast<const GumboNode*>(node->v.element.children.data[i]));
  }
  return text;
}

// The texts of all rows of all tables of a Word document.
Rows RowsOf(const std::string& docx) {
  pugi::xml_document xml;
  EXPECT_TRUE(xml.load_string(document::writers::Unzip(docx)["word/document.xml"].c_str()));
  Rows rows;
  for (const auto& row : xml.select_nodes("//w:tbl/w:tr")) {
    std::vector<std::string>& texts = rows.emplace_back();
    for (const auto& cell : row.node().children("w:tc")) texts.push_back(TextBelow(cell));
  }
  return rows;
}

// The workbook of an empty report, with the number of its place in every cell without a formula.
std::string FilledTemplate() {
  form::v1::AnnualReport empty;
  empty.set_organ_name("清溪县农业农村局");
  empty.set_year(2024);
  const PrintedReport printed = document::domain::StatutoryLayout(empty);
  auto parts = document::writers::Unzip(document::writers::WriteXlsx(printed).value());
  for (const auto& section : printed.sections) {
    if (!section.table) continue;
    std::string& part = parts.at(absl::StrCat("xl/worksheets/sheet", section.number, ".xml"));
    pugi::xml_document sheet;
    EXPECT_TRUE(sheet.load_string(part.c_str()));
    // The heading of the section stands above its table.
    const document::writers::XlsxFigures figures(*section.table, 1);
    for (const auto& [index, figure] : figures.all()) {
      std::array<char, LXW_MAX_CELL_NAME_LENGTH> place;
      lxw_rowcol_to_cell(place.data(), figure.row, figure.column);
      pugi::xml_node cell = sheet.select_node(absl::StrCat("//c[@r='", place.data(), "']").c_str()).node();
      if (!cell.child("f")) cell.append_child("v").text().set(index + 1);
    }
    std::ostringstream written;
    sheet.save(written, "", pugi::format_raw);
    part = written.str();
  }
  std::vector<document::writers::ZipEntry> entries;
  for (const auto& [name, content] : parts) entries.push_back({name.c_str(), content});
  return document::writers::ZipArchive(entries).value();
}

class LibreOffice : public testing::Test {
 protected:
  // Writes the bytes to files by these names, has them converted, and returns the paths of what came out.
  std::vector<std::filesystem::path> Convert(const std::map<std::string, std::string>& sources, const std::string& to) {
    const std::string out = absl::StrCat(folder_.path(), "/out");
    std::vector<std::string> command = {"/usr/bin/timeout",
                                        "--kill-after=5",
                                        "240",
                                        "/usr/bin/soffice",
                                        absl::StrCat("-env:UserInstallation=file://", folder_.path(), "/profile"),
                                        "--headless",
                                        "--norestore",
                                        "--convert-to",
                                        to,
                                        "--outdir",
                                        out};
    for (const auto& [name, bytes] : sources) {
      command.push_back(absl::StrCat(folder_.path(), "/", name));
      std::ofstream(command.back(), std::ios::binary) << bytes;
    }
    const CommandResult result = RunCommand(command);
    EXPECT_EQ(result.exit_status, 0);
    EXPECT_THAT(result.output, HasSubstr("using filter"));
    std::vector<std::filesystem::path> files;
    if (std::filesystem::exists(out)) {
      for (const auto& entry : std::filesystem::directory_iterator(out)) files.push_back(entry.path());
    }
    EXPECT_FALSE(files.empty());
    std::sort(files.begin(), files.end());
    return files;
  }

  std::string ConvertDocx(const std::string& to) {
    const auto files = Convert({{"report.docx", document::writers::WriteDocx(printed_).value()}}, to);
    return files.empty() ? "" : Load(files.front());
  }

  // Looks for every printed text, each after the one before.
  void ExpectAllIn(const std::string& text) {
    const std::string whole = WithoutSpace(text);
    size_t at = 0;
    for (const std::string& wanted : TextsOf(printed_)) {
      const size_t found = whole.find(WithoutSpace(wanted), at);
      EXPECT_NE(found, std::string::npos) << wanted;
      if (found != std::string::npos) at = found + WithoutSpace(wanted).size();
    }
  }

  // Reads what the other program saved and looks for all 200 cells in it.
  static void ExpectEveryCellReadFrom(const std::string& name, const std::string& bytes) {
    document::v1::ReadDocumentRequest request;
    request.set_file_name(name);
    request.set_content(bytes);
    const auto read = document::domain::ReadDocument(request, document::readers::OpenDocument);
    ASSERT_TRUE(read.ok()) << read.status();
    const form::v1::AnnualReport wanted = document::domain::SampleReport();
    EXPECT_EQ(read->report().organ_name(), wanted.organ_name());
    EXPECT_EQ(read->report().year(), wanted.year());
    const auto got = form::VectorOf(read->report());
    const auto want = form::VectorOf(wanted);
    ASSERT_TRUE(got.ok() && want.ok());
    for (const form::Cell& cell : form::Catalogue::Get().cells()) {
      EXPECT_EQ(got->state(cell.index), want->state(cell.index)) << cell.code;
      EXPECT_EQ(got->value(cell.index), want->value(cell.index)) << cell.code;
    }
  }

  // Reads what the other program saved and adds up the figures of the template.
  static void ExpectEveryTotalReadFrom(const std::string& name, const std::string& bytes) {
    document::v1::ReadDocumentRequest request;
    request.set_file_name(name);
    request.set_content(bytes);
    const auto read = document::domain::ReadDocument(request, document::readers::OpenDocument);
    ASSERT_TRUE(read.ok()) << read.status();
    const auto got = form::VectorOf(read->report());
    ASSERT_TRUE(got.ok()) << got.status();
    for (const rulebook::TotalRule& total : rulebook::TotalsOf(rulebook::Delivered())) {
      int64_t sum = 0;
      for (const rulebook::Entry& part : total.instance->linear.right.entries) sum += got->value(part.position.index);
      EXPECT_GT(sum, 0) << total.instance->id;
      EXPECT_EQ(got->value(total.cell), sum) << total.instance->id;
    }
  }

  TempFolder folder_;
  const PrintedReport printed_ = document::domain::StatutoryLayout(document::domain::SampleReport());
};

TEST_F(LibreOffice, SavesTheWordDocumentAgainWithTheSameRows) {
  const std::string saved = ConvertDocx("docx:MS Word 2007 XML");
  EXPECT_EQ(RowsOf(saved), RowsOf(document::writers::WriteDocx(printed_).value()));
  ExpectEveryCellReadFrom("report.docx", saved);
}

TEST_F(LibreOffice, SavesTheWordDocumentAsOpenDocument) {
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(document::writers::Unzip(ConvertDocx("odt"))["content.xml"].c_str()));
  ExpectAllIn(TextBelow(xml.select_node("//office:body").node()));
}

TEST_F(LibreOffice, SavesTheWordDocumentAsAWebPage) {
  const std::string html = ConvertDocx("html:HTML (StarWriter):UTF8");
  GumboOutput* page = gumbo_parse(html.c_str());
  ExpectAllIn(TextBelow(page->root));
  gumbo_destroy_output(&kGumboDefaultOptions, page);
  ExpectEveryCellReadFrom("report.html", html);
}

TEST_F(LibreOffice, PrintsTheWordDocument) {
  const std::string pdf = ConvertDocx("pdf");
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  ASSERT_NE(document, nullptr);
  std::string text;
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    const poppler::byte_array bytes = page->text().to_utf8();
    text.append(bytes.begin(), bytes.end());
  }
  // On paper the lines of neighbouring cells mix, so long texts are not looked for.
  text = WithoutSpace(text);
  for (const auto& section : printed_.sections) EXPECT_THAT(text, HasSubstr(section.heading));
  for (int figure = 1000; figure < 1200; ++figure) {
    if (figure == 1009 || figure == 1015 || figure == 1018 || figure == 1184) continue;
    EXPECT_THAT(text, HasSubstr(std::to_string(figure)));
  }
  EXPECT_THAT(text, HasSubstr("7730.28"));
  ExpectEveryCellReadFrom("report.pdf", pdf);
}

TEST_F(LibreOffice, OpensTheWorkbookWithEverySheetAndFigure) {
  const auto files = Convert({{"report.xlsx", document::writers::WriteXlsx(printed_).value()}},
                             "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1");
  EXPECT_EQ(files.size(), printed_.sections.size());
  std::string all;
  for (const auto& section : printed_.sections) {
    for (const auto& file : files) {
      if (absl::StrContains(file.filename().string(), section.heading)) all += Load(file);
    }
  }
  ExpectAllIn(all);
}

TEST_F(LibreOffice, SavesTheWorkbookAgainWithEveryFigureAndAddsUpTheTemplate) {
  const auto files =
      Convert({{"report.xlsx", document::writers::WriteXlsx(printed_).value()}, {"template.xlsx", FilledTemplate()}},
              "xlsx:Calc MS Excel 2007 XML");
  ASSERT_EQ(files.size(), 2);
  ExpectEveryCellReadFrom("report.xlsx", Load(files[0]));
  ExpectEveryTotalReadFrom("template.xlsx", Load(files[1]));
}

TEST_F(LibreOffice, SavesTheWebPageAsAWordDocumentWithEveryFigure) {
  const auto files =
      Convert({{"report.html", document::writers::WriteHtml(printed_).value()}}, "docx:MS Word 2007 XML");
  ASSERT_EQ(files.size(), 1);
  ExpectEveryCellReadFrom("report.docx", Load(files.front()));
}

TEST_F(LibreOffice, KeepsAnnexesApartFromTheReport) {
  PrintedReport printed = printed_;
  google::protobuf::RepeatedPtrField<document::v1::Annex> annexes;
  for (int i = 0; i < 2; ++i) *annexes.Add() = document::domain::SampleAnnex();
  printed.annexes = document::domain::AnnexLayout(annexes);
  const std::string docx = document::writers::WriteDocx(printed).value();
  for (const std::string to : {"docx:MS Word 2007 XML", "pdf"}) {
    const auto files = Convert({{"annexes.docx", docx}}, to);
    ASSERT_FALSE(files.empty());
    for (const auto& file : files) {
      ExpectEveryCellReadFrom(file.filename().string(), Load(file));
      std::filesystem::remove(file);
    }
  }
  const auto files =
      Convert({{"annexes.xlsx", document::writers::WriteXlsx(printed).value()}}, "xlsx:Calc MS Excel 2007 XML");
  ASSERT_EQ(files.size(), 1);
  ExpectEveryCellReadFrom("annexes.xlsx", Load(files.front()));
}

}  // namespace
}  // namespace nianbao::integration
