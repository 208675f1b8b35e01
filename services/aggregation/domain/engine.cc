#include "services/aggregation/domain/engine.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::aggregation {
namespace {

// Both trees of some years, and some lines of work. The sums of a nation take about 20 MB each.
constexpr size_t kViewsMax = 64;

}  // namespace

void Engine::Begin(int source, const std::string& log_id) {
  absl::MutexLock lock(&mutex_);
  kept_.clear();
  facts_.Begin(source, log_id);
  ++version_;
}

absl::Status Engine::Apply(int source, const submission::v1::EventRecord& record) {
  ASSIGN_OR_RETURN(const Touched touched, facts_.Apply(source, record));
  if (touched.what == Touched::What::kNothing) return absl::OkStatus();
  ++version_;
  absl::MutexLock lock(&mutex_);
  for (auto kept = kept_.begin(); kept != kept_.end();) {
    const bool of_year = kept->first.year == touched.year;
    if (touched.what == Touched::What::kReport && of_year) kept->second.view->Update(touched.organ);
    const bool stale = touched.what == Touched::What::kRoster || (touched.what == Touched::What::kList && of_year);
    kept = stale ? kept_.erase(kept) : std::next(kept);
  }
  return absl::OkStatus();
}

std::shared_ptr<const View> Engine::Totals(const ViewKey& key) const {
  absl::MutexLock lock(&mutex_);
  Kept& kept = kept_[key];
  kept.used = ++uses_;
  if (kept.view == nullptr) kept.view = std::make_shared<View>(facts_, key, facts_.Now());
  std::shared_ptr<const View> view = kept.view;
  if (kept_.size() > kViewsMax) {
    kept_.erase(std::min_element(kept_.begin(), kept_.end(),
                                 [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  }
  return view;
}

std::shared_ptr<const View> Engine::TotalsAt(const ViewKey& key, const Moment& at) const {
  if (at == facts_.Now()) return Totals(key);
  return std::make_shared<const View>(facts_, key, at);
}

absl::StatusOr<int> Engine::Find(absl::string_view organ) const {
  const int found = facts_.organs().Find(organ);
  if (facts_.IsKnown(found)) return found;
  return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN",
                       absl::StrCat("node: got ", organ, ", want an organ of the roster"))
      .Meta("organ", organ)
      .Chinese(absl::StrCat("名册中没有机关 ", organ, "，请核对名称，或先将其导入名册。"));
}

}  // namespace nianbao::aggregation
