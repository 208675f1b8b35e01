// Time as the scheduler wants it.
#pragma once

#include <algorithm>

#include "absl/time/time.h"
#include "services/submission/domain/clock.h"

namespace nianbao::simulation {

class VirtualClock final : public submission::Clock {
 public:
  explicit VirtualClock(absl::Time now) : now_(now), latest_(now) {}

  absl::Time Now() const override { return now_; }
  // The latest that it ever was.
  absl::Time latest() const { return latest_; }
  // Also back.
  void Move(absl::Duration by) {
    now_ += by;
    latest_ = std::max(latest_, now_);
  }

 private:
  absl::Time now_;
  absl::Time latest_;
};

}  // namespace nianbao::simulation
