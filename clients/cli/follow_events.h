// The log, event by event.
#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "libs/rpc/client_call.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"

namespace nianbao::cli {

// Takes in the events after one position up to another, until `take` refuses one. Errors: those of ListEvents and of
// `take`.
absl::Status FollowEvents(submission::v1::EventService::Stub& service, const rpc::CallOptions& options,
                          const submission::v1::EventToken& after, const submission::v1::EventToken& until,
                          absl::FunctionRef<absl::Status(const submission::v1::Event&)> take);

}  // namespace nianbao::cli
