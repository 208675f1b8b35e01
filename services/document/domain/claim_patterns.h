// The ways in which a clause states a figure of the tables, as data.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <string>
#include <vector>

#include "services/document/domain/claim_subjects.h"

namespace nianbao::document::domain {

// What must be spoken of where a clause stands.
enum class ClaimNeeds {
  kNothing,
  // Requests, not complaints, proposals and the like.
  kRequests,
  // Remedies against decisions on requests, not those an organ handles for others.
  kDisclosure,
  // Decisions as they were taken, not as they were published.
  kDecisions,
};

struct ClaimPattern {
  // Matches the whole clause of a SentenceShape. Its first group are the words before those it knows; a second group,
  // where there is one, is the name of the subject.
  std::unique_ptr<RE2> clause;
  // Must not match anything in the first group. May be null.
  const RE2* veto = nullptr;
  // One figure for all of them. Empty when the second group names it.
  std::vector<ClaimSubject> subjects;
  ClaimNeeds needs = ClaimNeeds::kNothing;
  // The clause says that there was nothing; it holds no figure.
  bool nought = false;
};

// In the order in which they are tried; the first that matches is meant.
const std::vector<ClaimPattern>& ClaimPatterns();

// A regular expression written with <名> for its parts and # % ¥ ※ for the signs of a shape.
std::string ExpandPattern(const std::string& pattern);

}  // namespace nianbao::document::domain
