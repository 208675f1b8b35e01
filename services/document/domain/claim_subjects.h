// The subjects of claims and their names on the form.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/form/v1/narrative_claim.pb.h"

namespace nianbao::document::domain {

using ClaimSubject = form::v1::NarrativeClaim::Subject;

struct SubjectName {
  // As it stands in a SentenceShape.
  std::string name;
  ClaimSubject subject;
};

// The outcomes of requests, groups and rows, with every wording of the catalogue. 其他 alone names none.
const std::vector<SubjectName>& OutcomeNames();

// The codes of the cells whose sum a subject is.
std::vector<std::string> ClaimedCellsOf(ClaimSubject subject);

// A regular expression that matches any of the names, the longest first.
std::string AnyOf(const std::vector<SubjectName>& names);

// The subject with this name, or SUBJECT_UNSPECIFIED.
ClaimSubject SubjectNamed(const std::vector<SubjectName>& names, absl::string_view name);

}  // namespace nianbao::document::domain
