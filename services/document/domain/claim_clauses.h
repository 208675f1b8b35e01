// The clauses of a sentence that may state figures.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "services/document/domain/claim_lists.h"
#include "services/document/domain/sentence_shape.h"

namespace nianbao::document::domain {

// Points into a shape and its lists.
struct ClaimClause {
  absl::string_view words;
  // Its figures among the quantities of the shape.
  size_t first_quantity = 0;
  size_t quantities = 0;
  // The list that it holds, if any.
  const ClaimList* list = nullptr;
};

// Cuts at punctuation, and after a figure at words such as 和; a list stays whole.
std::vector<ClaimClause> ClausesOf(const SentenceShape& shape, const std::vector<ClaimList>& lists);

}  // namespace nianbao::document::domain
