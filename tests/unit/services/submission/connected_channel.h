// A channel whose first call does not fail because the machine is busy.
#pragma once

#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "libs/rpc/client_call.h"

namespace nianbao::submission {

// Waits until somebody answers at the address, at most half a minute.
inline std::shared_ptr<grpc::Channel> ConnectedChannel(const std::string& address) {
  std::shared_ptr<grpc::Channel> channel = rpc::OpenChannel(address);
  channel->WaitForConnected(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
  return channel;
}

}  // namespace nianbao::submission
