// The call that a thread is busy with.
#pragma once

#include <string>

#include "libs/rpc/call.h"

namespace nianbao::rpc {

// While it lives, log lines of this thread name the call, and calls that the thread makes belong to its trace.
class CurrentCall {
 public:
  // call must outlive it.
  explicit CurrentCall(const Call& call);
  ~CurrentCall();

  CurrentCall(const CurrentCall&) = delete;
  CurrentCall& operator=(const CurrentCall&) = delete;

  // nullptr when the thread is busy with none.
  static const Call* Get();

 private:
  const Call* const outer_;
};

// The header for calls that are made now: of the current call's trace, or "".
std::string CurrentTraceparent();

}  // namespace nianbao::rpc
