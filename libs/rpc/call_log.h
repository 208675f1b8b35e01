// The log line of a call.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/call.h"

namespace nianbao::rpc {

// Sends the process's log to stderr as JSON lines, each with the service's name. Without this call nothing is logged.
void StartLog(absl::string_view service);

// One line for a finished call: method, actor, code, reason, time. Callers' mistakes are "info", ours "error". The
// content of a report never enters the log.
void LogCall(const Call& call, const absl::Status& status);

// One line about a mistake of ours.
void LogFault(absl::string_view message);

// One line about the process itself.
void LogNotice(absl::string_view message);

}  // namespace nianbao::rpc
