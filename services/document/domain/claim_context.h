// What the words before a figure say about whose and which year's figure it is.
#pragma once

#include "absl/strings/string_view.h"
#include "nianbao/form/v1/narrative_claim.pb.h"

namespace nianbao::document::domain {

// Carried from clause to clause of a paragraph. Clauses are those of a SentenceShape.
class ClaimContext {
 public:
  enum class Topic { kNone, kRequests, kRemedies, kOther };

  // Takes in one clause more.
  void Read(absl::string_view clause);
  // A sentence begins; what was cumulative is so no longer.
  void BeginSentence() { cumulative_ = false; }

  Topic topic() const { return topic_; }
  bool other_year() const { return other_year_; }
  bool cumulative() const { return cumulative_; }
  form::v1::NarrativeClaim::Coverage coverage() const { return coverage_; }

 private:
  Topic topic_ = Topic::kNone;
  bool other_year_ = false;
  bool cumulative_ = false;
  form::v1::NarrativeClaim::Coverage coverage_ = form::v1::NarrativeClaim::COVERAGE_UNSPECIFIED;
};

}  // namespace nianbao::document::domain
