// SIGTERM and SIGINT as an event to wait for.
#pragma once

namespace nianbao::rpc {

// Create it first in main(), before any thread: it holds the signals back for Wait().
class ShutdownSignal {
 public:
  ShutdownSignal();

  // Also ends the wait when standard input is closed: a child then never outlives its parent.
  void OnStdinClosed();

  // Returns once the process is told to stop.
  void Wait();
};

}  // namespace nianbao::rpc
