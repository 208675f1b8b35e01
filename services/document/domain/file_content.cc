#include "services/document/domain/file_content.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/file_ending.h"

namespace nianbao::document::domain {

absl::Status CheckContent(absl::string_view content, const Limits& limits) {
  RETURN_IF_ERROR(Budget::CheckAtMost("input_bytes", content.size(), limits.input_bytes_max));
  if (content.find_first_not_of(" \t\r\n") != absl::string_view::npos) return absl::OkStatus();
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       "content: got an empty file, want a report")
      .Field("content", "empty")
      .Chinese("文件是空的。请检查是否选错了文件。");
}

bool IsJson(absl::string_view file_name, absl::string_view content) {
  const std::string ending = EndingOf(file_name);
  const absl::string_view text = absl::StripLeadingAsciiWhitespace(WithoutByteOrderMark(content));
  return ending == ".json" || (ending.empty() && absl::StartsWith(text, "{"));
}

}  // namespace nianbao::document::domain
