#include "services/document/readers/docx/docx_reader.h"

#include <utility>
#include <variant>
#include <vector>

#include "libs/status/try.h"
#include "services/document/readers/docx/docx_body.h"
#include "services/document/readers/docx/docx_lists.h"
#include "services/document/readers/docx/docx_package.h"
#include "services/document/readers/docx/docx_styles.h"

namespace nianbao::document::readers {
namespace {

pugi::xml_node RootOf(const std::unique_ptr<pugi::xml_document>& part) {
  return part == nullptr ? pugi::xml_node() : part->document_element();
}

// Numbers tables and paragraphs, once it is known which of them there are.
void Number(std::vector<domain::Block>& blocks) {
  int tables = 0;
  int paragraphs = 0;
  int last = 0;
  for (domain::Block& block : blocks) {
    if (auto* paragraph = std::get_if<domain::Paragraph>(&block)) {
      if (std::exchange(last, paragraph->place.line) != paragraph->place.line) ++paragraphs;
      paragraph->place.line = paragraphs;
      continue;
    }
    ++tables;
    for (domain::Row& row : std::get<domain::Table>(block).rows) {
      for (domain::Cell& cell : row.cells) cell.place.table = tables;
    }
  }
}

}  // namespace

absl::StatusOr<domain::Document> ReadDocx(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const DocxPackage package, OpenDocx(content, budget));
  const Styles styles(RootOf(package.styles));
  Lists lists(RootOf(package.numbering));
  Body body(styles, lists, budget);
  domain::Document document;
  ASSIGN_OR_RETURN(document.blocks, body.BlocksOf(RootOf(package.document).child("w:body")));
  Number(document.blocks);
  return document;
}

}  // namespace nianbao::document::readers
