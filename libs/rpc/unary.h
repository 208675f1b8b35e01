// The wrapper around every unary handler.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <exception>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "libs/rpc/broken.h"
#include "libs/rpc/call.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/call_metrics.h"
#include "libs/rpc/current_call.h"
#include "libs/rpc/grpc_status.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/permit.h"
#include "libs/rpc/request_size.h"
#include "libs/rpc/worker_pool.h"
#include "libs/status/error.h"

namespace nianbao::rpc {

namespace internal {

absl::Status Busy(absl::Duration retry_after);
absl::Status TooLate();

}  // namespace internal

// How a call is let in.
struct Admission {
  // Lane and precedence in the pool's queue; its bytes are those of the request.
  std::string lane = "";
  Precedence precedence = Precedence::kOrdinary;
  // Requests beyond this size are refused.
  size_t request_bytes_max = kRequestBytesMax;
};

// Runs `handler(const Call&, const Request&) -> absl::StatusOr<Response>` in the pool and finishes the call with its
// result, once the guard of the server has let its caller in. When the pool has no room, or gives it to others, the
// call is shed with RESOURCE_EXHAUSTED OVERLOADED and RetryInfo from the pace at which the pool works off what waits.
//
//   grpc::ServerUnaryReactor* GetOrgan(grpc::CallbackServerContext* context, const GetOrganRequest* request,
//                                      GetOrganResponse* response) override {
//     return rpc::Unary(pool_, context, request, response,
//                       [this](const rpc::Call&, const GetOrganRequest& request) { return domain::GetOrgan(store_,
//                       request); });
//   }
template <typename Request, typename Response, typename Handler>
grpc::ServerUnaryReactor* Unary(WorkerPool& pool, grpc::CallbackServerContext* context, const Request* request,
                                Response* response, Handler handler, Admission admission = {}) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  Call call = CallOf(*context, *request);
  const auto finish = [reactor](const Call& call, const absl::Status& status) {
    LogCall(call, status);
    TimeCall(call);
    reactor->Finish(ToGrpc(status));
  };
  const size_t bytes = request->ByteSizeLong();
  if (const absl::Status fits = CheckRequestSize(bytes, admission.request_bytes_max); !fits.ok()) {
    finish(call, fits);
    return reactor;
  }
  const absl::StatusOr<Permit> permit = Permit::Of(*context, call);
  if (!permit.ok()) {
    finish(call, permit.status());
    return reactor;
  }
  auto run = [=, permit = *permit, handler = std::move(handler)]() mutable {
    const CurrentCall current(call);
    // Nobody waits for the answer any more.
    if (call.deadline < absl::Now()) return finish(call, internal::TooLate());
    absl::Status status;
    try {
      status = permit.Check(*request);
      if (!status.ok()) return finish(call, status);
      absl::StatusOr<Response> result = handler(call, *request);
      status = result.status();
      if (result.ok()) response->Swap(&*result);
    } catch (const std::exception& e) {
      status = Broken(call, e.what());
    }
    finish(call, status);
  };
  pool.Submit({.place = {.lane = std::move(admission.lane), .precedence = admission.precedence, .bytes = bytes},
               .run = std::move(run),
               .shed = [=](absl::Duration retry_after) { finish(call, internal::Busy(retry_after)); }});
  return reactor;
}

}  // namespace nianbao::rpc
