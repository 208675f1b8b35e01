#include "tests/scale/phase.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"

namespace nianbao::scale {
namespace {

constexpr size_t kBarWidth = 30;
constexpr absl::Duration kBetweenBars = absl::Milliseconds(200);
constexpr absl::Duration kBetweenLines = absl::Seconds(10);

std::string TimeOf(double seconds) {
  const auto whole = static_cast<int64_t>(seconds);
  return absl::StrFormat("%d:%02d", whole / 60, whole % 60);
}

class Display {
 public:
  Display(std::string name, size_t total) : name_(std::move(name)), total_(total) {}

  double seconds() const { return absl::ToDoubleSeconds(absl::Now() - begin_); }

  absl::Duration between() const { return on_terminal_ ? kBetweenBars : kBetweenLines; }

  void Show(size_t done) const {
    const double rate = static_cast<double>(done) / seconds();
    std::string line = absl::StrFormat("%-14s %9d/%d  %8.0f/s", name_, done, total_, rate);
    if (done > 0) absl::StrAppend(&line, "  left ", TimeOf(static_cast<double>(total_ - done) / rate));
    if (on_terminal_) {
      std::string bar;
      for (size_t i = 0; i < kBarWidth; ++i) bar += i < kBarWidth * done / total_ ? "█" : "░";
      line = absl::StrCat("\r", bar, " ", line, "\x1b[K");
    } else {
      line += "\n";
    }
    std::fputs(line.c_str(), stderr);
    std::fflush(stderr);
  }

  void End(const Phase& phase) const {
    const double rate = static_cast<double>(phase.count) / phase.seconds;
    absl::FPrintF(stderr, "%s%-14s %9d in %.1f s  %8.0f/s\n", on_terminal_ ? "\r\x1b[K" : "", phase.name, phase.count,
                  phase.seconds, rate);
  }

 private:
  const std::string name_;
  const size_t total_;
  const bool on_terminal_ = isatty(STDERR_FILENO) != 0;
  const absl::Time begin_ = absl::Now();
};

}  // namespace

void Check(const absl::Status& status, const std::string& what) {
  if (status.ok()) return;
  const std::string why = absl::IsDeadlineExceeded(status)
                              ? absl::StrCat("no answer within ", absl::FormatDuration(kPatience))
                              : status.ToString();
  throw std::runtime_error(absl::StrCat(what, ": ", why));
}

Phase RunPhase(const std::string& name, size_t count, size_t part, int threads,
               const std::function<void(size_t begin, size_t end, int thread)>& task) {
  std::atomic<size_t> next = 0;
  std::atomic<size_t> done = 0;
  absl::Mutex mutex;
  int running = threads;
  std::exception_ptr failed;
  const auto work = [&](int thread) {
    try {
      for (size_t begin = next.fetch_add(part); begin < count; begin = next.fetch_add(part)) {
        const size_t end = std::min(begin + part, count);
        task(begin, end, thread);
        done += end - begin;
      }
    } catch (...) {
      next = count;
      absl::MutexLock lock(&mutex);
      if (!failed) failed = std::current_exception();
    }
    absl::MutexLock lock(&mutex);
    --running;
  };

  const Display display(name, count);
  std::vector<std::thread> pool;
  for (int thread = 0; thread < threads; ++thread) pool.emplace_back(work, thread);
  {
    absl::MutexLock lock(&mutex);
    const auto all_stopped = [&] { return running == 0; };
    while (!mutex.AwaitWithTimeout(absl::Condition(&all_stopped), display.between())) display.Show(done);
  }
  const Phase phase = {.name = name, .count = count, .seconds = display.seconds()};
  for (std::thread& thread : pool) thread.join();
  if (failed) std::rethrow_exception(failed);
  display.End(phase);
  return phase;
}

}  // namespace nianbao::scale
