// The text of a Word paragraph.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/document/readers/docx/docx_styles.h"

namespace nianbao::document::readers {

struct ParagraphText {
  // As printed when every tracked change is accepted; a line break is "\n". Valid UTF-8.
  std::string text;
  // The contents of text boxes anchored here, in order.
  std::vector<pugi::xml_node> text_boxes;
};

// INVALID_ARGUMENT DOCUMENT_UNREADABLE when the text is not UTF-8.
absl::StatusOr<ParagraphText> TextOf(pugi::xml_node paragraph, const Styles& styles);

}  // namespace nianbao::document::readers
