// Finds the figures of the fee statement in one sentence.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

using Words = std::initializer_list<absl::string_view>;

inline bool ContainsAny(absl::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](absl::string_view word) { return absl::StrContains(text, word); });
}

inline bool ConsumeAny(absl::string_view& rest, Words words) {
  return std::any_of(words.begin(), words.end(), [&](absl::string_view word) {
    if (!absl::StartsWith(rest, word)) return false;
    rest.remove_prefix(word.size());
    return true;
  });
}

// What is stated for one figure.
struct FeeFigure {
  // Contradictory statements leave several.
  std::set<int64_t> values;
  // A figure stands where this one would stand, and cannot be taken for it beyond doubt.
  bool doubtful = false;

  bool contradictory() const { return values.size() > 1 || (doubtful && !values.empty()); }
  bool certain() const { return values.size() == 1 && !doubtful; }
};

struct FeeFigures {
  FeeFigure notices;
  // In fen.
  FeeFigure notified;
  // In fen.
  FeeFigure collected;
};

// True at the end of the text and before punctuation that ends a clause; a separator within a list or a number of
// several figures ends none.
bool AtClauseEnd(absl::string_view rest);

// True when the text speaks of fees that were waived, returned, overdue and the like, or of a single case.
bool IsAboutOtherFees(absl::string_view text);

// Adds the figures that follow their own words in the sentence, which is a SentenceKey. A count needs its unit or
// the end of the clause, an amount 元 or 万元. Other figures of the same kind in the same place raise doubt.
void ReadFeeFigures(absl::string_view sentence, FeeFigures& figures);

}  // namespace nianbao::document::domain
