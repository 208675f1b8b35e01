// The written sections as text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/finding/v1/finding.pb.h"
#include "nianbao/form/v1/narrative.pb.h"

namespace nianbao::validation::domain {

// A sentence and the section in which it stands: 1, 5 or 6.
struct Sentence {
  int section = 0;
  absl::string_view text;
};

// The text of section 1, 5 or 6; of all three, a line each, for 0.
std::string SectionText(int section, const form::v1::Narrative& narrative);

// The sentences of the section, or of all three for 0. They point into the narrative.
std::vector<Sentence> SentencesOf(int section, const form::v1::Narrative& narrative);

// Characters without white space and punctuation.
int CountCharacters(absl::string_view text);

// The text without white space and punctuation.
std::string Bare(absl::string_view text);

// How many sentences a violation quotes.
inline constexpr size_t kQuotesMax = 5;

// The sentence as a finding quotes it: at most 500 characters.
finding::v1::Quote QuoteOf(const Sentence& sentence);

}  // namespace nianbao::validation::domain
