#include "tests/unit/services/document/readers/shape.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/status/error.h"

namespace nianbao::document::readers {
namespace {

using domain::Cell;

std::string OneLine(const std::string& text) { return absl::StrReplaceAll(text, {{"\n", "/"}}); }

std::string SpanOf(const Cell& cell) {
  const int columns = static_cast<int>(cell.extent.end - cell.extent.begin);
  return columns == 1 && cell.rows == 1 ? "" : absl::StrCat(columns, "x", cell.rows, ":");
}

}  // namespace

std::string ShapeOf(const absl::StatusOr<domain::Document>& document) {
  if (!document.ok()) {
    return absl::StrCat(status::ReasonOf(document.status()), " ", status::MetaOf(document.status(), "limit"));
  }
  std::string shape;
  for (const domain::Block& block : document->blocks) {
    if (const auto* paragraph = std::get_if<domain::Paragraph>(&block)) {
      absl::StrAppend(&shape, OneLine(paragraph->text), ";");
      continue;
    }
    for (const domain::Row& row : std::get<domain::Table>(block).rows) {
      absl::StrAppend(&shape, "[");
      for (const Cell& cell : row.cells) {
        absl::StrAppend(&shape, &cell == &row.cells.front() ? "" : "|", SpanOf(cell), OneLine(cell.text));
      }
      absl::StrAppend(&shape, "]");
    }
    absl::StrAppend(&shape, ";");
  }
  return shape;
}

}  // namespace nianbao::document::readers
