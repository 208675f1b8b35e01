#include "services/document/domain/page_number.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace nianbao::document::domain {
namespace {

bool ConsumeNumber(absl::string_view& text, int& number) {
  size_t digits = 0;
  while (digits < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[digits]))) ++digits;
  if (digits == 0 || digits > 4 || !absl::SimpleAtoi(text.substr(0, digits), &number)) return false;
  text.remove_prefix(digits);
  return true;
}

bool ConsumeDashes(absl::string_view& text) {
  bool any = false;
  while (absl::ConsumePrefix(&text, "-")) any = true;
  return any;
}

}  // namespace

std::optional<PageNumber> ParsePageNumber(absl::string_view key) {
  PageNumber page;
  int pages = 0;
  const bool dashed = ConsumeDashes(key);
  const bool named = absl::ConsumePrefix(&key, "第");
  if (!ConsumeNumber(key, page.number)) return std::nullopt;
  if (dashed && !ConsumeDashes(key)) return std::nullopt;
  if (named && !absl::ConsumePrefix(&key, "页")) return std::nullopt;
  page.bare = !dashed && !named;
  absl::ConsumePrefix(&key, ",");
  if (absl::ConsumePrefix(&key, "/") || absl::ConsumePrefix(&key, "共")) {
    if (!ConsumeNumber(key, pages) || pages < page.number) return std::nullopt;
    page.bare = false;
    absl::ConsumePrefix(&key, "页");
  }
  if (!key.empty()) return std::nullopt;
  return page;
}

}  // namespace nianbao::document::domain
