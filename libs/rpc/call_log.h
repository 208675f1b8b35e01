// The log line of a call.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/rpc/call.h"

namespace nianbao::rpc {

// Sends the process's log to stderr as JSON lines, each with the service's name. Without this call nothing is logged.
void StartLog(absl::string_view service);

// One line for a finished call: method, actor, code, reason, time, trace. Callers' mistakes are "info", ours "error".
// The content of a report never enters the log. Counts the call, too.
void LogCall(const Call& call, const absl::Status& status);

// One line for an answer within a stream of requests, of which the call carries many: only when it was slow or failed.
void LogAnswer(const Call& call, const absl::Status& status, absl::Duration elapsed);

// One line about a mistake of ours. Lines written while a thread is busy with a call name the call: see CurrentCall.
void LogFault(absl::string_view message);

// One line about the process itself.
void LogNotice(absl::string_view message);

}  // namespace nianbao::rpc
