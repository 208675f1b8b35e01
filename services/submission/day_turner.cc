#include "services/submission/day_turner.h"

#include "absl/time/time.h"
#include "services/submission/domain/turn_day.h"

namespace nianbao::submission {
namespace {

constexpr absl::Duration kPeriod = absl::Minutes(1);

}  // namespace

DayTurner::DayTurner(Store& store, const Clock& clock)
    : thread_([this, &store, &clock] {
        while (!end_.WaitForNotificationWithTimeout(kPeriod)) TurnDay(store, clock).IgnoreError();
      }) {}

DayTurner::~DayTurner() {
  end_.Notify();
  thread_.join();
}

}  // namespace nianbao::submission
