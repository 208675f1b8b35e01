// Exact totals of every node and year, kept up to date event by event.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/aggregation/domain/facts/facts.h"
#include "services/aggregation/domain/view/view.h"

namespace nianbao::aggregation {

// A view of one log or several: the same events give the same state, however they are cut into batches. Sums are made
// when they are first asked for. From then on an acceptance, a correction or a revocation is added to them; when the
// roster or a list changes they are made anew. Begin and Apply are for one thread while nobody reads; any number may
// read at once.
class Engine {
 public:
  // See Facts.
  explicit Engine(const std::vector<std::string>& mounts) : facts_(mounts) {}

  // As in Facts. After an error the state is as before.
  void Begin(int source, const std::string& log_id);
  absl::Status Apply(int source, const submission::v1::EventRecord& record);

  const Facts& facts() const { return facts_; }
  // Counts up whenever totals may have changed.
  int64_t version() const { return version_; }

  // The totals as they are. Valid until the next Begin or Apply.
  std::shared_ptr<const View> Totals(const ViewKey& key) const;
  // The totals as they were at a moment that the logs have passed.
  std::shared_ptr<const View> TotalsAt(const ViewKey& key, const Moment& at) const;

  // The number of an organ that the logs know. NOT_FOUND ORGAN_UNKNOWN.
  absl::StatusOr<int> Find(absl::string_view organ) const;

 private:
  struct Kept {
    std::shared_ptr<View> view;
    int64_t used = 0;
  };

  Facts facts_;
  int64_t version_ = 0;
  mutable absl::Mutex mutex_;
  mutable std::map<ViewKey, Kept> kept_ ABSL_GUARDED_BY(mutex_);
  mutable int64_t uses_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace nianbao::aggregation
