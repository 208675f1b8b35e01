// Rate, errors and duration of calls.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/rpc/call.h"

namespace nianbao::rpc {

// Counts a finished call, or stream, by method, code and reason.
void CountCall(const Call& call, const absl::Status& status);

// Takes down how long a unary call took, waiting included. Streams last as long as their readers like.
void TimeCall(const Call& call);

// Counts one answer of a stream of requests, and takes down how long it took without the wait.
void CountAnswer(const Call& call, const absl::Status& status, absl::Duration elapsed);

}  // namespace nianbao::rpc
