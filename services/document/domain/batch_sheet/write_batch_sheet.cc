#include "services/document/domain/batch_sheet/write_batch_sheet.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/batch_sheet/json_batch_sheet.h"
#include "services/document/domain/batch_sheet/read_batch_sheet.h"
#include "services/document/domain/file_kind.h"
#include "services/document/domain/writable_report.h"

namespace nianbao::document::domain {
namespace {

absl::Status CheckRows(const v1::WriteBatchSheetRequest& request) {
  const int rows = request.rows_size();
  if (request.blank_rows() < 0 || rows > kSheetRowsMax || request.blank_rows() > kSheetRowsMax - rows) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                         absl::StrCat("rows: got ", rows, " and ", request.blank_rows(), " blank ones, want at most ",
                                      kSheetRowsMax, " together"))
        .Field("rows", absl::StrCat("want at most ", kSheetRowsMax, " with the blank ones"))
        .Chinese(absl::StrCat("一份批量表最多 ", kSheetRowsMax, " 行，请分成几份。"));
  }
  for (int i = 0; i < rows; ++i) {
    const std::string path = absl::StrCat("rows[", i, "]");
    if (utf8::FirstBadByte(request.rows(i).organ())) {
      return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                           absl::StrCat(path, ".organ: got a bad byte, want UTF-8 text"))
          .Field(path + ".organ", "want UTF-8 text")
          .Chinese("机关编号不是 UTF-8 编码的文字，请改正后再试。");
    }
    RETURN_IF_ERROR(status::Annotate(CheckWritable(request.rows(i).document().report()), path + ".document"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> SheetContent(const v1::WriteBatchSheetRequest& request, const SheetWriters& writers) {
  switch (request.format()) {
    case v1::FORMAT_XLSX:
      return writers.xlsx(LayOutSheet(request));
    case v1::FORMAT_CSV:
      return writers.csv(LayOutSheet(request));
    case v1::FORMAT_JSON:
      return WriteJsonBatchSheet(request);
    default:
      return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                           absl::StrCat("format: got ", request.format(), ", want one of XLSX, CSV, JSON"))
          .Field("format", "want one of XLSX, CSV, JSON")
          .Chinese("批量表可以写成：xlsx、csv、json。");
  }
}

}  // namespace

absl::StatusOr<v1::WriteBatchSheetResponse> WriteBatchSheet(const v1::WriteBatchSheetRequest& request,
                                                            const SheetWriters& writers, const Limits& limits) {
  RETURN_IF_ERROR(CheckRows(request));
  ASSIGN_OR_RETURN(std::string content, SheetContent(request, writers));
  ASSIGN_OR_RETURN(const FileKind kind, FileKindOf(request.format()));
  RETURN_IF_ERROR(Budget::CheckAtMost("input_bytes", content.size(), limits.input_bytes_max));
  v1::WriteBatchSheetResponse response;
  response.set_content(std::move(content));
  response.set_media_type(kind.media_type);
  response.set_file_name(absl::StrCat(SheetTitle(request), kind.ending));
  return response;
}

}  // namespace nianbao::document::domain
