// Ending a stream when its caller's token expires.
#pragma once

#include <grpcpp/alarm.h>

#include <memory>

#include "absl/time/time.h"
#include "libs/rpc/stream_hub.h"

namespace nianbao::rpc {

class Expiry {
 public:
  // Ends the stream with UNAUTHENTICATED TOKEN_EXPIRED at this time, unless one of the two is gone by then.
  void Watch(absl::Time time, std::weak_ptr<HubStream> stream);

 private:
  std::unique_ptr<grpc::Alarm> alarm_;
};

}  // namespace nianbao::rpc
