#include "services/document/readers/html/mhtml.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/readers/html/declared_charset.h"
#include "services/document/readers/html/html_reader.h"
#include "services/document/readers/html/mime_part.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

constexpr size_t kHeaderBytesLookedAt = 4'096;

// The first page in the message, searching parts of parts.
absl::StatusOr<std::optional<MimePart>> FindPage(absl::string_view message, const domain::Limits& limits, int depth) {
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("archive_depth", depth, limits.archive_depth_max));
  MimePart part = ParseMimePart(message);
  if (part.type == "text/html" || part.type == "application/xhtml+xml") return part;
  if (!absl::StartsWith(part.type, "multipart/") || part.boundary.empty()) return std::nullopt;
  for (const absl::string_view inner : PartsOf(part)) {
    ASSIGN_OR_RETURN(std::optional<MimePart> page, FindPage(inner, limits, depth + 1));
    if (page) return page;
  }
  return std::nullopt;
}

}  // namespace

bool IsMhtml(absl::string_view content) {
  const absl::string_view header = content.substr(0, kHeaderBytesLookedAt);
  for (const absl::string_view name :
       {"MIME-Version:", "Content-Type:", "From:", "Date:", "Subject:", "X-Document-Type:"}) {
    if (absl::StartsWithIgnoreCase(header, name)) return !ParseMimePart(header).type.empty();
  }
  return false;
}

absl::StatusOr<domain::Document> ReadMhtml(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const std::optional<MimePart> page,
                   FindPage(domain::WithoutByteOrderMark(content), budget.limits(), 0));
  const std::string body = page ? DecodedBody(*page) : "";
  if (body.empty()) {
    return Unreadable(
        "a web archive without a page", "one with a text/html part",
        "这个网页归档文件里没有可以读取的网页。请在浏览器或 Word 中打开后另存为“网页，全部”或 docx，再重新导入。");
  }
  ASSIGN_OR_RETURN(const std::string text,
                   domain::ToUtf8(body, page->charset.empty() ? DeclaredCharset(body) : page->charset));
  return ReadHtmlText(text, budget);
}

}  // namespace nianbao::document::readers
