// Sees to it that changes of the roster come about on their day.
#pragma once

#include <thread>

#include "absl/synchronization/notification.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Calls TurnDay once a minute, in a thread of its own, until it is destroyed. What fails is tried again a minute later.
class DayTurner {
 public:
  // Both must outlive it.
  DayTurner(Store& store, const Clock& clock);
  ~DayTurner();

  DayTurner(const DayTurner&) = delete;
  DayTurner& operator=(const DayTurner&) = delete;

 private:
  absl::Notification end_;
  std::thread thread_;
};

}  // namespace nianbao::submission
