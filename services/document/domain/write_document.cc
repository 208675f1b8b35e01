#include "services/document/domain/write_document.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/annex_layout.h"
#include "services/document/domain/check_annexes.h"
#include "services/document/domain/file_name.h"
#include "services/document/domain/json_report.h"
#include "services/document/domain/statutory_layout.h"

namespace nianbao::document::domain {
namespace {

constexpr int kYearMax = 9999;

absl::Status Invalid(absl::string_view field, absl::string_view got, absl::string_view want, absl::string_view zh_cn) {
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                       absl::StrCat(field, ": got ", got, ", want ", want))
      .Field(field, absl::StrCat("want ", want))
      .Chinese(zh_cn);
}

absl::Status CheckUtf8(absl::string_view field, absl::string_view text) {
  const auto bad = utf8::FirstBadByte(text);
  if (!bad) return absl::OkStatus();
  return Invalid(field, absl::StrCat("a bad byte at offset ", *bad), "UTF-8 text",
                 "报告中有的文字不是 UTF-8 编码，不能写入文件。请重新导入原文件。");
}

absl::Status CheckTexts(const form::v1::AnnualReport& report) {
  const form::v1::Narrative& narrative = report.narrative();
  RETURN_IF_ERROR(CheckUtf8("report.organ_name", report.organ_name()));
  RETURN_IF_ERROR(CheckUtf8("report.narrative.overview", narrative.overview()));
  RETURN_IF_ERROR(CheckUtf8("report.narrative.problems_and_improvements", narrative.problems_and_improvements()));
  RETURN_IF_ERROR(CheckUtf8("report.narrative.other_matters", narrative.other_matters()));
  for (const form::v1::CellMark& mark : report.marks()) {
    RETURN_IF_ERROR(CheckUtf8("report.marks.raw_text", mark.raw_text()));
  }
  return absl::OkStatus();
}

absl::Status CheckReport(const v1::WriteDocumentRequest& request) {
  const form::v1::AnnualReport& report = request.report();
  if (!request.has_report()) return Invalid("report", "none", "a report", "没有给出要写成文件的报告。");
  if (report.year() < 0 || report.year() > kYearMax) {
    return Invalid("report.year", absl::StrCat(report.year()), absl::StrCat("0 for none, to ", kYearMax),
                   "报告年度不是一个年份，请改正后再试。");
  }
  RETURN_IF_ERROR(CheckTexts(report));
  return form::VectorOf(report).status();
}

struct FileKind {
  absl::string_view ending;
  absl::string_view media_type;
  // Null for the JSON of the report, which is not laid out.
  Writer writer;
};

absl::StatusOr<FileKind> KindOf(v1::Format format, const Writers& writers) {
  constexpr absl::string_view kOffice = "application/vnd.openxmlformats-officedocument.";
  static const auto* const docx_type = new std::string(absl::StrCat(kOffice, "wordprocessingml.document"));
  static const auto* const xlsx_type = new std::string(absl::StrCat(kOffice, "spreadsheetml.sheet"));
  switch (format) {
    case v1::FORMAT_DOCX:
      return FileKind{".docx", *docx_type, writers.docx};
    case v1::FORMAT_HTML:
      return FileKind{".html", "text/html; charset=utf-8", writers.html};
    case v1::FORMAT_XLSX:
      return FileKind{".xlsx", *xlsx_type, writers.xlsx};
    case v1::FORMAT_CSV:
      return FileKind{".csv", "text/csv; charset=utf-8; header=absent", writers.csv};
    case v1::FORMAT_JSON:
      return FileKind{".json", "application/json", nullptr};
    default:
      return Invalid("format", absl::StrCat(format), "one of DOCX, HTML, XLSX, CSV, JSON",
                     "没有指明文件格式。可以写成：docx、html、xlsx、csv、json。");
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

absl::StatusOr<std::string> ContentOf(const FileKind& kind, const v1::WriteDocumentRequest& request,
                                      const Limits& limits) {
  if (kind.writer == nullptr) return WriteJsonReport(request.report());
  PrintedReport printed = StatutoryLayout(request.report());
  printed.annexes = AnnexLayout(request.annexes());
  RETURN_IF_ERROR(CheckAtMost("paragraphs", TextsOf(printed), limits.cells_max));
  return kind.writer(printed);
}

}  // namespace

absl::StatusOr<v1::WriteDocumentResponse> WriteDocument(const v1::WriteDocumentRequest& request, const Writers& writers,
                                                        const Limits& limits) {
  ASSIGN_OR_RETURN(const FileKind kind, KindOf(request.format(), writers));
  RETURN_IF_ERROR(CheckReport(request));
  RETURN_IF_ERROR(CheckAnnexes(request));
  ASSIGN_OR_RETURN(std::string content, ContentOf(kind, request, limits));
  RETURN_IF_ERROR(CheckAtMost("bytes", content.size(), limits.input_bytes_max));
  v1::WriteDocumentResponse response;
  response.set_content(std::move(content));
  response.set_media_type(std::string(kind.media_type));
  response.set_file_name(FileName(request.report(), kind.ending));
  return response;
}

}  // namespace nianbao::document::domain
