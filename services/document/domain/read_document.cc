#include "services/document/domain/read_document.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/json_report.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/recognise.h"
#include "services/document/domain/supported_year.h"

namespace nianbao::document::domain {
namespace {

enum class Format { kText, kJson, kUnknown };

// ".txt" of "报告.TXT"; empty when the name has no ending.
std::string EndingOf(absl::string_view file_name) {
  const size_t slash = file_name.find_last_of("/\\");
  if (slash != absl::string_view::npos) file_name.remove_prefix(slash + 1);
  const size_t point = file_name.rfind('.');
  if (point == absl::string_view::npos || point == 0) return "";
  return absl::AsciiStrToLower(file_name.substr(point));
}

// Word (both generations) and PDF files, whatever their name says.
bool IsOtherDocument(absl::string_view content) {
  return absl::StartsWith(content, "PK\x03\x04") || absl::StartsWith(content, "%PDF-") ||
         absl::StartsWith(content, "\xD0\xCF\x11\xE0");
}

Format FormatOf(absl::string_view ending, absl::string_view content) {
  if (IsOtherDocument(content)) return Format::kUnknown;
  if (ending == ".json") return Format::kJson;
  if (ending == ".txt" || ending == ".text" || ending == ".md") return Format::kText;
  if (!ending.empty()) return Format::kUnknown;
  return absl::StartsWith(absl::StripLeadingAsciiWhitespace(WithoutByteOrderMark(content)), "{") ? Format::kJson
                                                                                                 : Format::kText;
}

absl::Status CheckContent(absl::string_view content, const Limits& limits) {
  RETURN_IF_ERROR(Budget::CheckAtMost("input_bytes", content.size(), limits.input_bytes_max));
  if (content.find_first_not_of(" \t\r\n") == absl::string_view::npos) {
    return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                         "content: got an empty file, want a report")
        .Field("content", "empty")
        .Chinese("文件是空的。请检查是否选错了文件。");
  }
  return absl::OkStatus();
}

absl::Status Unsupported(absl::string_view file_name) {
  const std::string name = Excerpt(file_name);
  return status::Error(absl::StatusCode::kInvalidArgument, "UNSUPPORTED_FORMAT",
                       absl::StrCat("file_name: got ", name,
                                    ", want text (.txt, .text, .md) or a report's JSON "
                                    "(.json)"))
      .Meta("fileName", name)
      .Field("file_name", "want .txt, .text, .md or .json")
      .Chinese(absl::StrCat("不能读取“", name,
                            "”。可以读取的格式：纯文本（.txt、.text、.md，UTF-8 编码）和报告 JSON（.json）。"
                            "Word 文件请先另存为纯文本。"));
}

}  // namespace

absl::StatusOr<v1::ReadDocumentResponse> ReadDocument(const v1::ReadDocumentRequest& request, const Readers& readers,
                                                      const Limits& limits) {
  RETURN_IF_ERROR(CheckContent(request.content(), limits));
  Budget budget(limits);
  switch (FormatOf(EndingOf(request.file_name()), request.content())) {
    case Format::kText: {
      ASSIGN_OR_RETURN(const Document document, readers.text(request.content(), budget));
      v1::ReadDocumentResponse response = Recognise(document);
      CheckYear(response);
      return response;
    }
    case Format::kJson: {
      ASSIGN_OR_RETURN(v1::ReadDocumentResponse response, ReadJsonReport(request.content()));
      CheckYear(response);
      return response;
    }
    case Format::kUnknown:
      break;
  }
  return Unsupported(request.file_name());
}

}  // namespace nianbao::document::domain
