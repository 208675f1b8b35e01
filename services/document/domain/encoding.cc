#include "services/document/domain/encoding.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/status/error.h"
#include "libs/utf8/utf8.h"

namespace nianbao::document::domain {
namespace {

absl::Status Unreadable(size_t offset) {
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       absl::StrCat("content: got a byte that is not UTF-8 text at offset ", offset, ", want UTF-8"))
      .Meta("offset", absl::StrCat(offset))
      .Field("content", "want UTF-8 text")
      .Chinese(absl::StrCat("文件不是 UTF-8 编码的文本（第 ", offset + 1,
                            " 个字节无法识别）。请用原来的软件另存一次，编码选择 UTF-8，再重新导入。"));
}

}  // namespace

absl::Status CheckText(absl::string_view content) {
  // No text holds a NUL.
  const size_t nul = content.find('\0');
  const size_t bad = std::min(nul, utf8::FirstBadByte(content).value_or(absl::string_view::npos));
  return bad == absl::string_view::npos ? absl::OkStatus() : Unreadable(bad);
}

absl::string_view WithoutByteOrderMark(absl::string_view content) {
  absl::ConsumePrefix(&content, "\xEF\xBB\xBF");
  return content;
}

}  // namespace nianbao::document::domain
