#include "services/document/domain/write_document.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/document/domain/annex_layout.h"
#include "services/document/domain/check_annexes.h"
#include "services/document/domain/file_kind.h"
#include "services/document/domain/file_name.h"
#include "services/document/domain/json_text.h"
#include "services/document/domain/statutory_layout.h"
#include "services/document/domain/writable_report.h"

namespace nianbao::document::domain {
namespace {

absl::Status CheckReport(const v1::WriteDocumentRequest& request) {
  if (request.has_report()) return CheckWritable(request.report());
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID", "report: got none, want a report")
      .Field("report", "want a report")
      .Chinese("没有给出要写成文件的报告。");
}

// Null for the JSON of the report, which is not laid out.
Writer WriterOf(v1::Format format, const Writers& writers) {
  switch (format) {
    case v1::FORMAT_DOCX:
      return writers.docx;
    case v1::FORMAT_HTML:
      return writers.html;
    case v1::FORMAT_XLSX:
      return writers.xlsx;
    case v1::FORMAT_CSV:
      return writers.csv;
    default:
      return nullptr;
  }
}

absl::Status CheckAtMost(absl::string_view limit, size_t value, size_t max) {
  if (value <= max) return absl::OkStatus();
  return status::Error(absl::StatusCode::kResourceExhausted, "DOCUMENT_TOO_LARGE",
                       absl::StrCat("content: got ", value, " ", limit, ", want at most ", max))
      .Meta("limit", limit)
      .Meta("max", absl::StrCat(max))
      .Chinese("报告文字过长，写出的文件会大得不能再读取，未写出。请删减文字后再试。");
}

// The texts of which there may be any number, as the reader of Word documents counts them: a row once, a cell twice.
size_t TextsOf(const PrintedReport& report) {
  size_t texts = 0;
  for (const PrintedSection& section : report.sections) texts += section.paragraphs.size();
  for (const PrintedAnnex& annex : report.annexes) {
    texts += annex.paragraphs.size();
    for (const CaptionedTable& table : annex.tables)
      texts += table.table.rows.size() * (1 + 2 * table.table.widths.size());
  }
  return texts;
}

absl::StatusOr<std::string> ContentOf(Writer writer, const v1::WriteDocumentRequest& request, const Limits& limits) {
  if (writer == nullptr) return WriteJson(request.report());
  PrintedReport printed = StatutoryLayout(request.report());
  printed.annexes = AnnexLayout(request.annexes());
  RETURN_IF_ERROR(CheckAtMost("paragraphs", TextsOf(printed), limits.cells_max));
  return writer(printed);
}

}  // namespace

absl::StatusOr<v1::WriteDocumentResponse> WriteDocument(const v1::WriteDocumentRequest& request, const Writers& writers,
                                                        const Limits& limits) {
  ASSIGN_OR_RETURN(const FileKind kind, FileKindOf(request.format()));
  RETURN_IF_ERROR(CheckReport(request));
  RETURN_IF_ERROR(CheckAnnexes(request));
  ASSIGN_OR_RETURN(std::string content, ContentOf(WriterOf(request.format(), writers), request, limits));
  RETURN_IF_ERROR(CheckAtMost("bytes", content.size(), limits.input_bytes_max));
  v1::WriteDocumentResponse response;
  response.set_content(std::move(content));
  response.set_media_type(kind.media_type);
  response.set_file_name(FileName(request.report(), kind.ending));
  return response;
}

}  // namespace nianbao::document::domain
