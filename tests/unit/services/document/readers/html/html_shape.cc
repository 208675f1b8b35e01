#include "tests/unit/services/document/readers/html/html_shape.h"

#include "services/document/readers/html/html_reader.h"
#include "tests/unit/services/document/readers/shape.h"

namespace nianbao::document::readers {

absl::StatusOr<domain::Document> ReadHtmlText(absl::string_view content, const domain::Limits& limits) {
  domain::Budget budget(limits);
  return ReadHtml(content, budget);
}

std::string HtmlShape(absl::string_view content, const domain::Limits& limits) {
  return ShapeOf(ReadHtmlText(content, limits));
}

}  // namespace nianbao::document::readers
