// Where a call stands among the calls that it came of.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::rpc {

// Metadata key of W3C Trace Context.
constexpr char kTraceparentKey[] = "traceparent";

// A trace and a place in it, in the hexadecimal digits of W3C Trace Context.
struct Trace {
  // 32 digits, the same in all services that a call goes through.
  std::string trace_id;
  // 16 digits, of this call alone.
  std::string span_id;
  // 2 digits, as the caller gave them.
  std::string flags = "00";
};

// The place of a call whose caller sent this header; a new trace when it is empty, or not what the standard says.
Trace TraceOf(absl::string_view traceparent);

// The header for calls that are made on behalf of this one.
std::string TraceparentOf(const Trace& trace);

}  // namespace nianbao::rpc
