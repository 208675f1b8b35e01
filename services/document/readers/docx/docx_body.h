// The blocks of a Word document, in reading order.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"
#include "services/document/readers/docx/docx_lists.h"
#include "services/document/readers/docx/docx_styles.h"

namespace nianbao::document::readers {

class Body {
 public:
  // The objects must outlive the body.
  Body(const Styles& styles, Lists& lists, domain::Budget& budget) : styles_(styles), lists_(lists), budget_(budget) {}

  // container is w:body, w:tc or w:txbxContent. The place of a paragraph is not its final one yet: its line is only
  // different for different paragraphs.
  absl::StatusOr<std::vector<domain::Block>> BlocksOf(pugi::xml_node container);

 private:
  struct Pending;

  absl::Status AddNode(pugi::xml_node node, Pending& pending);
  absl::Status AddParagraph(pugi::xml_node paragraph, Pending& pending);
  absl::Status AddTable(pugi::xml_node table, Pending& pending);
  void AddLines(absl::string_view text, Pending& pending);

  const Styles& styles_;
  Lists& lists_;
  domain::Budget& budget_;
  int paragraphs_ = 0;
  int table_depth_ = 0;
};

}  // namespace nianbao::document::readers
