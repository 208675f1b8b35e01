#include "services/document/domain/read_document.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/file_ending.h"
#include "services/document/domain/json_report.h"
#include "services/document/domain/recognise.h"
#include "services/document/domain/source_tables.h"
#include "services/document/domain/supported_year.h"

namespace nianbao::document::domain {
namespace {

absl::Status CheckContent(absl::string_view content, const Limits& limits) {
  RETURN_IF_ERROR(Budget::CheckAtMost("input_bytes", content.size(), limits.input_bytes_max));
  if (content.find_first_not_of(" \t\r\n") != absl::string_view::npos) return absl::OkStatus();
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       "content: got an empty file, want a report")
      .Field("content", "empty")
      .Chinese("文件是空的。请检查是否选错了文件。");
}

bool IsJson(const v1::ReadDocumentRequest& request) {
  const std::string ending = EndingOf(request.file_name());
  const absl::string_view text = absl::StripLeadingAsciiWhitespace(WithoutByteOrderMark(request.content()));
  return ending == ".json" || (ending.empty() && absl::StartsWith(text, "{"));
}

}  // namespace

absl::StatusOr<v1::ReadDocumentResponse> ReadDocument(const v1::ReadDocumentRequest& request, DocumentOpener open,
                                                      const Limits& limits) {
  RETURN_IF_ERROR(CheckContent(request.content(), limits));
  v1::ReadDocumentResponse response;
  if (IsJson(request)) {
    ASSIGN_OR_RETURN(response, ReadJsonReport(request.content()));
  } else {
    Budget budget(limits);
    ASSIGN_OR_RETURN(const Document document, open({request.file_name(), request.content(), request.entry()}, budget));
    response = Recognise(document);
    if (request.with_tables()) AddSourceTables(document, response);
  }
  CheckYear(response);
  return response;
}

}  // namespace nianbao::document::domain
