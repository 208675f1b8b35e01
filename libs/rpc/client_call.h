// Calling a service.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/rpc/call.h"
#include "libs/rpc/current_call.h"
#include "libs/rpc/grpc_status.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::rpc {

// A channel to HOST:PORT, or to a name of gRPC such as dns:///nianbao-submission:7133 whose addresses are used in turn.
// It waits for nothing until it is used. A call that was answered UNAVAILABLE, or CANCELLED by a server that stops, is
// made again, up to three times within its deadline, as long as nothing of the answer has come: changes may be
// repeated, since each has its request_id.
std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address);
// The same, but each call is made once.
std::shared_ptr<grpc::Channel> OpenChannelWithoutRetries(const std::string& address);
// A channel as OpenChannel's from the process of this server: with its certificate, if it has one.
std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address, const config::v1::Server& own);
// And from a caller with these credentials.
std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address,
                                           const std::shared_ptr<grpc::ChannelCredentials>& credentials);

// How a call is made.
struct CallOptions {
  // The name the caller gives itself; see kActorKey.
  std::string actor;
  absl::Duration timeout = absl::Seconds(30);
  // Wait for the server to be there instead of failing at once.
  bool wait_for_ready = false;
};

// A random request_id.
std::string NewRequestId();

// Makes a unary call, of the trace of the current call if there is one, and waits for its result:
//   CallUnary(*stub, &SubmissionService::Stub::GetFiling, request, {.actor = "clerk"})
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> CallUnary(Stub& stub,
                                   grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                   const Request& request, const CallOptions& options = {}) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + options.timeout));
  context.set_wait_for_ready(options.wait_for_ready);
  if (const std::string trace = CurrentTraceparent(); !trace.empty()) context.AddMetadata(kTraceparentKey, trace);
  if (!options.actor.empty()) context.AddMetadata(kActorKey, options.actor);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response;
}

}  // namespace nianbao::rpc
