#include "services/document/domain/recognise_headings.h"

#include <algorithm>
#include <string>

#include "absl/strings/strip.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/label.h"

namespace nianbao::document::domain {
namespace {

// The fit from which on a line needs no comparison with others.
constexpr int kBeyondDoubt = 3;

struct SectionKey {
  int number;
  TitleKey heading;
};

const std::vector<SectionKey>& SectionKeys() {
  static const auto* const keys = [] {
    auto* sections = new std::vector<SectionKey>();
    for (const form::SectionTitle& section : form::Catalogue::Get().sections()) {
      sections->push_back({section.number, TitleKey(section.heading)});
    }
    return sections;
  }();
  return *keys;
}

// How well a line fits a heading; 0 when it is none.
int Fit(const Label& line, const SectionKey& section) {
  if (line.bracketed || !section.heading.SharesBody(line)) return 0;
  if (line.number == section.number) return 4;
  const bool printed = section.heading.printed().body == line.body;
  if (line.number == 0) return printed ? 3 : 1;
  return printed ? 2 : 0;
}

Label LabelOf(absl::string_view line) {
  Label label = ParseLabel(line);
  label.body = std::string(absl::StripSuffix(label.body, ":"));
  return label;
}

}  // namespace

bool IsHeading(absl::string_view line) {
  const Label label = LabelOf(line);
  return std::any_of(SectionKeys().begin(), SectionKeys().end(),
                     [&](const SectionKey& section) { return Fit(label, section) >= kBeyondDoubt; });
}

std::map<size_t, int> FindHeadings(absl::Span<const Item> items) {
  struct Candidates {
    int fit = 1;
    std::vector<size_t> items;
  };
  std::map<int, Candidates> best;
  for (size_t i = 0; i < items.size(); ++i) {
    const PlacedText* text = SingleText(items[i]);
    if (text == nullptr) continue;
    const Label line = LabelOf(text->text);
    for (const SectionKey& section : SectionKeys()) {
      Candidates& candidates = best[section.number];
      const int fit = Fit(line, section);
      if (fit > candidates.fit) candidates = {fit, {}};
      if (fit == candidates.fit) candidates.items.push_back(i);
    }
  }
  std::map<size_t, int> headings;
  for (const auto& [section, candidates] : best) {
    for (const size_t item : candidates.items) headings[item] = section;
  }
  return headings;
}

}  // namespace nianbao::document::domain
