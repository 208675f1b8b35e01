#include "services/document/domain/file_kind.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::document::domain {

absl::StatusOr<FileKind> FileKindOf(v1::Format format) {
  constexpr absl::string_view kOffice = "application/vnd.openxmlformats-officedocument.";
  switch (format) {
    case v1::FORMAT_DOCX:
      return FileKind{".docx", absl::StrCat(kOffice, "wordprocessingml.document")};
    case v1::FORMAT_HTML:
      return FileKind{".html", "text/html; charset=utf-8"};
    case v1::FORMAT_XLSX:
      return FileKind{".xlsx", absl::StrCat(kOffice, "spreadsheetml.sheet")};
    case v1::FORMAT_CSV:
      return FileKind{".csv", "text/csv; charset=utf-8; header=absent"};
    case v1::FORMAT_JSON:
      return FileKind{".json", "application/json"};
    default:
      return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                           absl::StrCat("format: got ", format, ", want one of DOCX, HTML, XLSX, CSV, JSON"))
          .Field("format", "want one of DOCX, HTML, XLSX, CSV, JSON")
          .Chinese("没有指明文件格式。可以写成：docx、html、xlsx、csv、json。");
  }
}

}  // namespace nianbao::document::domain
