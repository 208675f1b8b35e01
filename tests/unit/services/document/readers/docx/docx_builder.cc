#include "tests/unit/services/document/readers/docx/docx_builder.h"

#include <zip.h>

#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/document/readers/docx/docx_reader.h"

namespace nianbao::document::readers {
namespace {

constexpr absl::string_view kNamespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
    R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" )"
    R"(xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" )"
    R"(xmlns:v="urn:schemas-microsoft-com:vml" )"
    R"(xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math")";

std::string ShapeOfTable(const domain::Table& table) {
  std::string shape;
  for (const domain::Row& row : table.rows) {
    std::string cells;
    double next = 0;
    for (const domain::Cell& cell : row.cells) {
      absl::StrAppend(&cells, cells.empty() ? "" : "|", absl::StrReplaceAll(cell.text, {{"\n", "/"}}));
      const auto [begin, end] = cell.extent;
      if (begin != next || end != begin + 1) absl::StrAppend(&cells, ":", begin, "-", end);
      if (cell.rows != 1) absl::StrAppend(&cells, "*", cell.rows);
      next = end;
    }
    absl::StrAppend(&shape, "[", cells, "]");
  }
  return shape;
}

}  // namespace

std::string Zip(const Files& files, const char* password) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  for (const auto& [name, content] : files) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_RAW);
    if (password != nullptr)
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
  }
  zip_close(archive);
  zip_source_open(target);
  std::string bytes;
  char buffer[4096];
  for (zip_int64_t got; (got = zip_source_read(target, buffer, sizeof(buffer))) > 0;) {
    bytes.append(buffer, static_cast<size_t>(got));
  }
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string Docx(absl::string_view body, const Files& parts) {
  Files files = {
      {"[Content_Types].xml", "<Types/>"},
      {"word/document.xml", absl::StrCat("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document ", kNamespaces,
                                         "><w:body>", body, "<w:sectPr/></w:body></w:document>")}};
  files.insert(files.end(), parts.begin(), parts.end());
  return Zip(files);
}

std::string P(absl::string_view text) {
  return absl::StrCat("<w:p><w:r><w:t xml:space=\"preserve\">", text, "</w:t></w:r></w:p>");
}

std::string Tc(absl::string_view text, absl::string_view properties) {
  return absl::StrCat("<w:tc><w:tcPr>", properties, "</w:tcPr>", P(text), "</w:tc>");
}

std::string Tr(absl::string_view cells, absl::string_view properties) {
  return absl::StrCat("<w:tr><w:trPr>", properties, "</w:trPr>", cells, "</w:tr>");
}

std::string Tbl(absl::string_view rows) { return absl::StrCat("<w:tbl><w:tblPr/><w:tblGrid/>", rows, "</w:tbl>"); }

std::string DocxShapeOf(const absl::StatusOr<domain::Document>& document) {
  if (!document.ok()) return absl::StrCat("error: ", document.status().message());
  std::string shape;
  for (const domain::Block& block : document->blocks) {
    const auto* paragraph = std::get_if<domain::Paragraph>(&block);
    absl::StrAppend(&shape, paragraph ? paragraph->text : ShapeOfTable(std::get<domain::Table>(block)), ";");
  }
  return shape;
}

std::string DocxShape(absl::string_view body, const Files& parts) {
  domain::Budget budget{domain::Limits()};
  return DocxShapeOf(ReadDocx(Docx(body, parts), budget));
}

}  // namespace nianbao::document::readers
