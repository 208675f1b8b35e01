#include "services/document/domain/check_annexes.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/printable.h"

namespace nianbao::document::domain {
namespace {

constexpr int kAnnexesMax = 9;
constexpr int kTablesMax = 20;
constexpr int kColumnsMax = 12;
constexpr size_t kTitleBytesMax = 300;
constexpr size_t kTextBytesMax = 4096;
// Of all annexes together, so that the file can be read again: a cell of a Word document is fourteen tags and
// attributes.
constexpr size_t kCellsMax = 30'000;
constexpr size_t kLinesMax = 10'000;

absl::Status Invalid(absl::string_view field, absl::string_view got, absl::string_view want, absl::string_view zh_cn) {
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                       absl::StrCat(field, ": got ", got, ", want ", want))
      .Field(field, absl::StrCat("want ", want))
      .Chinese(zh_cn);
}

absl::Status CheckAtMost(const std::string& field, absl::string_view what, size_t count, size_t max,
                         absl::string_view zh_cn) {
  if (count <= max) return absl::OkStatus();
  return Invalid(field, absl::StrCat(count, " ", what), absl::StrCat("at most ", max),
                 absl::StrCat("附件的", zh_cn, "超过上限（", max, "），文件未写出。请精简附件后再试。"));
}

absl::Status CheckText(const std::string& field, absl::string_view text, size_t bytes_max) {
  RETURN_IF_ERROR(CheckAtMost(field, "bytes", text.size(), bytes_max, "一段文字的字节数"));
  const auto bad = utf8::FirstBadByte(text);
  if (!bad) return absl::OkStatus();
  return Invalid(field, absl::StrCat("a bad byte at offset ", *bad), "UTF-8 text",
                 "附件中有的文字不是 UTF-8 编码，不能写入文件。");
}

absl::Status CheckTitle(const std::string& field, absl::string_view text) {
  RETURN_IF_ERROR(CheckText(field, text, kTitleBytesMax));
  if (!PrintableLine(text).empty()) return absl::OkStatus();
  return Invalid(field, "a blank text", "a title", "附件或其中的表格没有标题。");
}

absl::Status CheckTable(const std::string& field, const v1::AnnexTable& table) {
  RETURN_IF_ERROR(CheckTitle(absl::StrCat(field, ".caption"), table.caption()));
  const std::string titles = absl::StrCat(field, ".column_titles");
  if (table.column_titles().empty()) return Invalid(titles, "none", "at least 1", "附件的表格没有栏目。");
  RETURN_IF_ERROR(CheckAtMost(titles, "titles", table.column_titles_size(), kColumnsMax, "表格栏数"));
  for (const std::string& title : table.column_titles()) RETURN_IF_ERROR(CheckText(titles, title, kTextBytesMax));
  for (int i = 0; i < table.rows_size(); ++i) {
    const std::string texts = absl::StrCat(field, ".rows[", i, "].texts");
    const v1::AnnexRow& row = table.rows(i);
    if (row.texts_size() != table.column_titles_size()) {
      return Invalid(texts, absl::StrCat(row.texts_size(), " texts"), absl::StrCat(table.column_titles_size()),
                     absl::StrCat("附件表格第 ", i + 1, " 行的格数与栏数不同。"));
    }
    for (const std::string& text : row.texts()) RETURN_IF_ERROR(CheckText(texts, text, kTextBytesMax));
  }
  return absl::OkStatus();
}

absl::Status CheckAnnex(const std::string& field, const v1::Annex& annex) {
  RETURN_IF_ERROR(CheckTitle(absl::StrCat(field, ".title"), annex.title()));
  for (const std::string& text : annex.paragraphs()) {
    RETURN_IF_ERROR(CheckText(absl::StrCat(field, ".paragraphs"), text, kTextBytesMax));
  }
  RETURN_IF_ERROR(CheckAtMost(absl::StrCat(field, ".tables"), "tables", annex.tables_size(), kTablesMax, "表格数"));
  for (int i = 0; i < annex.tables_size(); ++i) {
    RETURN_IF_ERROR(CheckTable(absl::StrCat(field, ".tables[", i, "]"), annex.tables(i)));
  }
  return absl::OkStatus();
}

bool HoldsAnnexes(v1::Format format) {
  return format == v1::FORMAT_DOCX || format == v1::FORMAT_HTML || format == v1::FORMAT_XLSX;
}

}  // namespace

absl::Status CheckAnnexes(const v1::WriteDocumentRequest& request) {
  if (request.annexes().empty()) return absl::OkStatus();
  if (!HoldsAnnexes(request.format())) {
    return Invalid("annexes", absl::StrCat(request.annexes_size(), " for ", v1::Format_Name(request.format())),
                   "none, or one of DOCX, HTML, XLSX as the format",
                   "csv 和 json 文件放不下附件。请写成 docx、html 或 xlsx。");
  }
  RETURN_IF_ERROR(CheckAtMost("annexes", "annexes", request.annexes_size(), kAnnexesMax, "个数"));
  size_t cells = 0;
  size_t lines = 0;
  for (int i = 0; i < request.annexes_size(); ++i) {
    const v1::Annex& annex = request.annexes(i);
    RETURN_IF_ERROR(CheckAnnex(absl::StrCat("annexes[", i, "]"), annex));
    lines += annex.paragraphs_size();
    for (const v1::AnnexTable& table : annex.tables()) {
      lines += 1 + table.rows_size();
      cells += static_cast<size_t>(table.rows_size()) * table.column_titles_size();
    }
  }
  RETURN_IF_ERROR(CheckAtMost("annexes", "cells", cells, kCellsMax, "表格格数"));
  return CheckAtMost("annexes", "paragraphs, tables and rows", lines, kLinesMax, "段落与表格行数");
}

}  // namespace nianbao::document::domain
