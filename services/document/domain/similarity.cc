#include "services/document/domain/similarity.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <string>
#include <vector>

namespace nianbao::document::domain {
namespace {

// Longer texts are no titles; comparing them would only cost.
constexpr size_t kLongest = 200;

std::u32string CharactersOf(absl::string_view text) {
  std::u32string characters;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size()) && characters.size() < kLongest;) {
    UChar32 c;
    U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
    characters.push_back(static_cast<char32_t>(c));
  }
  return characters;
}

size_t CommonLength(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> row(b.size() + 1);
  for (const char32_t c : a) {
    size_t diagonal = 0;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t above = row[j + 1];
      row[j + 1] = c == b[j] ? diagonal + 1 : std::max(row[j], above);
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

double Similarity(absl::string_view a, absl::string_view b) {
  const std::u32string x = CharactersOf(a);
  const std::u32string y = CharactersOf(b);
  const size_t longer = std::max(x.size(), y.size());
  return longer == 0 ? 0 : static_cast<double>(CommonLength(x, y)) / static_cast<double>(longer);
}

double Containment(absl::string_view title, absl::string_view text) {
  const std::u32string x = CharactersOf(title);
  return x.empty() ? 0 : static_cast<double>(CommonLength(x, CharactersOf(text))) / static_cast<double>(x.size());
}

}  // namespace nianbao::document::domain
