#include "services/document/domain/narrative_claims.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "services/document/domain/claim_context.h"
#include "services/document/domain/prose.h"
#include "services/document/domain/sentence_claims.h"

namespace nianbao::document::domain {
namespace {

constexpr int kMostClaims = 300;
constexpr size_t kLongestSectionBytes = 300'000;
// A line up to this length without a full stop is a heading of what follows.
constexpr size_t kLongestHeadingBytes = 90;

bool IsHeadingLine(absl::string_view line) {
  return line.size() <= kLongestHeadingBytes && !absl::StrContains(line, "。") && !absl::StrContains(line, "，") &&
         !absl::StrContains(line, "；");
}

void ReadSection(const std::string& text, int section, int year, form::v1::Narrative& narrative) {
  if (text.size() > kLongestSectionBytes) return;
  ClaimContext context;
  bool under_heading = false;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!under_heading || IsHeadingLine(line)) context = {};
    under_heading = IsHeadingLine(line);
    for (const absl::string_view sentence : SentencesOf(line)) {
      for (form::v1::NarrativeClaim& claim : ClaimsOfSentence(sentence, section, year, context)) {
        if (narrative.claims_size() < kMostClaims) *narrative.add_claims() = std::move(claim);
      }
    }
  }
}

}  // namespace

void AddNarrativeClaims(int year, form::v1::Narrative& narrative) {
  ReadSection(narrative.overview(), 1, year, narrative);
  ReadSection(narrative.problems_and_improvements(), 5, year, narrative);
  ReadSection(narrative.other_matters(), 6, year, narrative);
}

}  // namespace nianbao::document::domain
