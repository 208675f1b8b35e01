#include "libs/steady/pulse.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace nianbao::steady {
namespace {

using Clock = std::chrono::steady_clock;

// Abseil's locks wait by the clock on the wall.
void Beat(const std::stop_token& stop, Clock::duration interval, const std::function<void()>& beat) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  Clock::time_point next = Clock::now();
  while (true) {
    next = std::max(next + interval, Clock::now());
    std::unique_lock lock(mutex);
    stopped.wait_until(lock, stop, next, [] { return false; });
    if (stop.stop_requested()) return;
    beat();
  }
}

}  // namespace

Pulse::Pulse(absl::Duration interval, std::function<void()> beat)
    : thread_([interval = absl::ToChronoNanoseconds(interval), beat = std::move(beat)](const std::stop_token& stop) {
        Beat(stop, interval, beat);
      }) {}

}  // namespace nianbao::steady
