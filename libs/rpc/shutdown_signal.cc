#include "libs/rpc/shutdown_signal.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "absl/time/clock.h"

namespace nianbao::rpc {
namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

ShutdownSignal::ShutdownSignal() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

void ShutdownSignal::OnStdinClosed() {
  std::thread([] {
    char buffer[64];
    while (read(STDIN_FILENO, buffer, sizeof(buffer)) > 0) {
    }
    kill(getpid(), SIGTERM);
  }).detach();
}

void ShutdownSignal::Wait() {
  const sigset_t signals = StopSignals();
  int signal = 0;
  sigwait(&signals, &signal);
}

void ShutdownSignal::Wait(absl::Duration time_max) {
  const sigset_t signals = StopSignals();
  const absl::Time end = absl::Now() + time_max;
  // Other signals interrupt the wait.
  while (true) {
    const absl::Duration left = std::max(end - absl::Now(), absl::ZeroDuration());
    const timespec time = absl::ToTimespec(left);
    if (sigtimedwait(&signals, nullptr, &time) >= 0 || errno != EINTR) return;
  }
}

}  // namespace nianbao::rpc
