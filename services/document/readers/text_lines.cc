#include "services/document/readers/text_lines.h"

#include "absl/strings/strip.h"

namespace nianbao::document::readers {

absl::string_view ConsumeLine(absl::string_view& rest) {
  const size_t end = rest.find_first_of("\r\n");
  const absl::string_view line = rest.substr(0, end);
  if (end == absl::string_view::npos) {
    rest = {};
    return line;
  }
  rest.remove_prefix(end);
  if (!absl::ConsumePrefix(&rest, "\r\n")) rest.remove_prefix(1);
  return line;
}

}  // namespace nianbao::document::readers
