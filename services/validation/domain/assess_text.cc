#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "services/validation/domain/assess.h"
#include "services/validation/domain/prose.h"

namespace nianbao::validation::domain {
namespace {

bool HoldsAnyOf(absl::string_view text, const google::protobuf::RepeatedPtrField<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return absl::StrContains(text, word); });
}

std::vector<finding::v1::Quote> SentencesWith(const google::protobuf::RepeatedPtrField<std::string>& words, int section,
                                              const form::v1::Narrative& narrative) {
  std::vector<finding::v1::Quote> quotes;
  for (const Sentence& sentence : SentencesOf(section, narrative)) {
    if (quotes.size() < kQuotesMax && HoldsAnyOf(sentence.text, words)) quotes.push_back(QuoteOf(sentence));
  }
  return quotes;
}

}  // namespace

Assessment AssessText(const v1::TextRule& rule, const Subject& subject) {
  const std::string text = SectionText(rule.section(), subject.report.narrative());
  const std::string bare = Bare(text);
  const int characters = CountCharacters(bare);
  if (characters == 0 && rule.if_written()) return {};
  Violation violation;
  bool fails = characters < rule.characters_min();
  fails |= rule.characters_max() > 0 && characters > rule.characters_max();
  fails |= !rule.any_of().empty() && !HoldsAnyOf(bare, rule.any_of());
  fails |= std::find(rule.not_only().begin(), rule.not_only().end(), bare) != rule.not_only().end();
  if (!rule.none_of().empty()) {
    violation.quotes = SentencesWith(rule.none_of(), rule.section(), subject.report.narrative());
    fails |= !violation.quotes.empty();
  }
  Assessment assessment;
  if (fails) assessment.violations.push_back(std::move(violation));
  return assessment;
}

}  // namespace nianbao::validation::domain
