#include "services/submission/domain/organ_name_match.h"

#include <string>

#include "services/submission/domain/plain_text.h"

namespace nianbao::submission {
namespace {

struct NameForms {
  // Without white space, brackets in one width.
  std::u32string whole;
  // The same without brackets and what they enclose.
  std::u32string plain;
};

char32_t InOneWidth(char32_t c) {
  switch (c) {
    case U'（':
      return U'(';
    case U'）':
      return U')';
    default:
      return c;
  }
}

NameForms FormsOf(absl::string_view name) {
  NameForms forms;
  int depth = 0;
  for (const char32_t character : CharactersOf(name).value_or(std::u32string())) {
    if (IsWhiteSpace(character)) continue;
    const char32_t c = InOneWidth(character);
    forms.whole.push_back(c);
    if (c == U'(') ++depth;
    if (depth == 0) forms.plain.push_back(c);
    if (c == U')' && depth > 0) --depth;
  }
  return forms;
}

bool OneHoldsTheOther(const std::u32string& a, const std::u32string& b) {
  if (a.empty() || b.empty()) return false;
  return a.find(b) != std::u32string::npos || b.find(a) != std::u32string::npos;
}

bool Agree(const NameForms& a, const NameForms& b) {
  return OneHoldsTheOther(a.whole, b.whole) || OneHoldsTheOther(a.whole, b.plain) ||
         OneHoldsTheOther(a.plain, b.whole) || OneHoldsTheOther(a.plain, b.plain);
}

}  // namespace

bool CanBeNameOf(absl::string_view printed, const organ::v1::Organ& organ) {
  const NameForms name = FormsOf(printed);
  if (name.whole.empty() || Agree(name, FormsOf(organ.title()))) return true;
  for (const std::string& alias : organ.aliases()) {
    if (Agree(name, FormsOf(alias))) return true;
  }
  return false;
}

}  // namespace nianbao::submission
