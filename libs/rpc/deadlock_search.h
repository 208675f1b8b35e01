// Locks without a search for deadlocks.
#pragma once

#include "absl/synchronization/mutex.h"

namespace nianbao::rpc {

// Debian builds Abseil so that every lock, those within gRPC too, is entered into a graph to find deadlocks. That is
// for tests; programs that serve call this first.
inline void LeaveOutDeadlockSearch() { absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore); }

}  // namespace nianbao::rpc
