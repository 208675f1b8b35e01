#include "services/submission/domain/texts_together.h"

#include "services/submission/domain/text_bands.h"

namespace nianbao::submission {

void TextsTogether::Add(const v1::Filing& filing) {
  filings_.emplace(filing.name(), &filing);
  const v1::Revision* const revision = RevisionWithText(filing);
  if (revision == nullptr) return;
  for (const int64_t band : TextBandsOf(revision->report().narrative())) by_band_[band].push_back(&filing);
}

std::vector<std::pair<int, const v1::Filing*>> TextsTogether::Alike(const TextQuery& query) const {
  absl::flat_hash_map<const v1::Filing*, int> shared;
  for (const int64_t band : query.bands) {
    const auto sharing = by_band_.find(band);
    if (sharing == by_band_.end()) continue;
    for (const v1::Filing* const filing : sharing->second) {
      if (filing->year() == query.year && filing->organ() != query.except_organ) ++shared[filing];
    }
  }
  std::vector<std::pair<int, const v1::Filing*>> alike;
  for (const auto& [filing, bands] : shared) alike.emplace_back(bands, filing);
  return alike;
}

}  // namespace nianbao::submission
