#include "services/submission/domain/text_bands.h"

#include "absl/strings/str_cat.h"
#include "libs/likeness/sketch.h"

namespace nianbao::submission {

const v1::Revision* RevisionWithText(const v1::Filing& filing) {
  if (filing.open_revision().state() == v1::Revision::STATE_SUBMITTED) return &filing.open_revision();
  return filing.has_effective_revision() ? &filing.effective_revision() : nullptr;
}

std::vector<int64_t> TextBandsOf(const form::v1::Narrative& narrative) {
  const likeness::Text text(
      absl::StrCat(narrative.overview(), "\n", narrative.problems_and_improvements(), "\n", narrative.other_matters()));
  std::vector<int64_t> bands;
  for (const uint64_t band : likeness::BandsOf(likeness::SketchOf(text))) bands.push_back(static_cast<int64_t>(band));
  return bands;
}

}  // namespace nianbao::submission
