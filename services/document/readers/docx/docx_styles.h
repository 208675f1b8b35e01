// What the reader needs to know of a document's styles.
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// The place of a paragraph in an automatic list.
struct ListPlace {
  // w:numId; "0" where a paragraph leaves the list of its style.
  std::string list;
  // From 0. Not set where the list finds it by the style.
  std::optional<int> level;
  // The style that gave the list; empty when the paragraph itself did.
  std::string style;
};

class Styles {
 public:
  // root is w:styles, or empty. The document must outlive the object.
  explicit Styles(pugi::xml_node root);

  std::optional<ListPlace> ListPlaceOf(pugi::xml_node paragraph) const;
  // True when the properties (w:rPr) or the character style they name hide the text.
  bool IsHidden(pugi::xml_node run_properties) const;

 private:
  // The style and those it is based on, the nearest first.
  std::vector<pugi::xml_node> Ancestry(absl::string_view id) const;

  std::map<std::string, pugi::xml_node, std::less<>> styles_;
  std::string default_paragraph_style_;
};

}  // namespace nianbao::document::readers
