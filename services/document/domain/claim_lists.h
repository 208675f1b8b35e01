// "甲、乙和丙分别为1件、2件和3件": several subjects and as many figures.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/document/domain/claim_subjects.h"

namespace nianbao::document::domain {

struct ClaimList {
  // Bytes of the words of the shape, from begin up to, not including, end.
  size_t begin = 0;
  size_t end = 0;
  // As many as figures, in their order; empty when the numbers differ.
  std::vector<ClaimSubject> subjects;
};

// The lists in the words of a SentenceShape, from left to right.
std::vector<ClaimList> FindClaimLists(absl::string_view words);

}  // namespace nianbao::document::domain
