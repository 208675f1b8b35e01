// Reading what a service shows.
#pragma once

#include "absl/status/status.h"
#include "libs/rpc/client_call.h"

namespace nianbao::submission {

inline const rpc::CallOptions kReader = {.actor = "核验人", .wait_for_ready = true};

inline bool MayTryAgain(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsCancelled(status);
}

// Reads until there is an answer.
template <typename Stub, typename Method, typename Request>
auto Read(Stub& stub, Method method, const Request& request) {
  while (true) {
    auto response = rpc::CallUnary(stub, method, request, kReader);
    if (!MayTryAgain(response.status())) return response;
  }
}

}  // namespace nianbao::submission
