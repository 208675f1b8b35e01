#include "tests/unit/services/document/readers/document_shape.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/status/error.h"

namespace nianbao::document::readers {

std::string Shape(const absl::StatusOr<domain::Document>& document) {
  if (!document.ok()) {
    const std::string cause = status::MetaOf(document.status(), "cause");
    return absl::StrCat(status::ReasonOf(document.status()), cause.empty() ? "" : " ", cause);
  }
  std::string shape;
  for (const domain::Block& block : document->blocks) {
    if (const auto* paragraph = std::get_if<domain::Paragraph>(&block)) {
      absl::StrAppend(&shape, paragraph->text, "\n");
      continue;
    }
    shape += "table\n";
    for (const domain::Row& row : std::get<domain::Table>(block).rows) {
      const auto text = [](std::string* out, const domain::Cell& cell) { *out += cell.text; };
      absl::StrAppend(&shape, "[", absl::StrJoin(row.cells, "|", text), "]\n");
    }
  }
  return shape;
}

}  // namespace nianbao::document::readers
