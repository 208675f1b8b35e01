// Parsing a page under limits. The parser itself has none.
#pragma once

#include <gumbo.h>

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

class HtmlArena;

// The tree of a page and the memory that it lives in.
class HtmlTree {
 public:
  // page must be UTF-8 and outlive the tree. No element is deeper than the limit. RESOURCE_EXHAUSTED names the limit:
  // elements, element_depth, tree_bytes or time.
  static absl::StatusOr<HtmlTree> Parse(absl::string_view page, const domain::Budget& budget);

  HtmlTree(HtmlTree&&) noexcept;
  ~HtmlTree();

  // The <html> element.
  const GumboNode& root() const { return *root_; }

 private:
  HtmlTree(std::unique_ptr<HtmlArena> arena, const GumboNode* root);

  std::unique_ptr<HtmlArena> arena_;
  const GumboNode* root_;
};

}  // namespace nianbao::document::readers
