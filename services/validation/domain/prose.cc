#include "services/validation/domain/prose.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace nianbao::validation::domain {
namespace {

constexpr int kQuotedCharactersMax = 500;

const std::string& TextOf(int section, const form::v1::Narrative& narrative) {
  if (section == 1) return narrative.overview();
  return section == 5 ? narrative.problems_and_improvements() : narrative.other_matters();
}

// Calls visit(character, the bytes of it) for each character.
template <typename Visit>
void ForEachCharacter(absl::string_view text, Visit visit) {
  const auto* const bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    const int32_t start = at;
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, character);
    visit(character, text.substr(start, at - start));
  }
}

bool CarriesMeaning(UChar32 character) {
  return !u_isUWhiteSpace(character) && !u_ispunct(character) && u_isgraph(character);
}

bool EndsSentence(UChar32 character) {
  return character == U'。' || character == U'！' || character == U'？' || character == U'；' || character == '\n';
}

}  // namespace

std::string SectionText(int section, const form::v1::Narrative& narrative) {
  if (section != 0) return TextOf(section, narrative);
  return absl::StrCat(TextOf(1, narrative), "\n", TextOf(5, narrative), "\n", TextOf(6, narrative));
}

std::vector<Sentence> SentencesOf(int section, const form::v1::Narrative& narrative) {
  std::vector<Sentence> sentences;
  for (const int number : {1, 5, 6}) {
    if (section != 0 && section != number) continue;
    const absl::string_view text = TextOf(number, narrative);
    size_t start = 0, end = 0;
    const auto close = [&] {
      const absl::string_view sentence = absl::StripAsciiWhitespace(text.substr(start, end - start));
      if (!sentence.empty()) sentences.push_back({number, sentence});
      start = end;
    };
    ForEachCharacter(text, [&](UChar32 character, absl::string_view bytes) {
      end += bytes.size();
      if (EndsSentence(character)) close();
    });
    close();
  }
  return sentences;
}

int CountCharacters(absl::string_view text) {
  int count = 0;
  ForEachCharacter(text, [&](UChar32 character, absl::string_view) { count += CarriesMeaning(character) ? 1 : 0; });
  return count;
}

std::string Bare(absl::string_view text) {
  std::string bare;
  ForEachCharacter(text, [&](UChar32 character, absl::string_view bytes) {
    if (CarriesMeaning(character)) absl::StrAppend(&bare, bytes);
  });
  return bare;
}

finding::v1::Quote QuoteOf(const Sentence& sentence) {
  finding::v1::Quote quote;
  quote.set_section(sentence.section);
  int left = kQuotedCharactersMax;
  ForEachCharacter(sentence.text, [&](UChar32, absl::string_view bytes) {
    if (left-- > 0) quote.mutable_text()->append(bytes.data(), bytes.size());
  });
  return quote;
}

}  // namespace nianbao::validation::domain
