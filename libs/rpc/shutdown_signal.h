// SIGTERM and SIGINT as an event to wait for.
#pragma once

#include "absl/time/time.h"

namespace nianbao::rpc {

// Create it first in main(), before any thread: it holds the signals back for Wait().
class ShutdownSignal {
 public:
  ShutdownSignal();

  // Also ends the wait when standard input is closed: a child then never outlives its parent.
  void OnStdinClosed();

  // Returns once the process is told to stop.
  void Wait();
  // The same, or once the time is over.
  void Wait(absl::Duration time_max);
};

}  // namespace nianbao::rpc
