#include "services/aggregation/domain/query/page_token.h"

#include "absl/strings/escaping.h"
#include "services/aggregation/domain/query/request_check.h"

namespace nianbao::aggregation {

absl::StatusOr<v1::PageToken> ReadPageToken(absl::string_view text, const std::string& question) {
  v1::PageToken page;
  if (text.empty()) {
    page.set_question(question);
    return page;
  }
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes) || !page.ParseFromString(bytes) || page.question() != question) {
    return PageTokenInvalid();
  }
  return page;
}

std::string PageAfter(v1::PageToken page, const std::string& organ) {
  page.set_after(organ);
  return absl::WebSafeBase64Escape(page.SerializeAsString());
}

absl::Status PageTokenInvalid() {
  return RequestCheck()
      .Fault("page_token", "want the next_page_token of a page of the same question",
             "翻页标记无效，请从第一页重新查看")
      .Result();
}

}  // namespace nianbao::aggregation
