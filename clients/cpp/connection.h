// Where a suite is reached, and who calls.
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "libs/rpc/client_call.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::client {

struct Connection {
  std::string server = "127.0.0.1:7130";
  // The name the caller gives itself where nobody has to prove who he is.
  std::string actor = "";

  // Where the server asks for proof: the authorities that certify it, and what proves the caller, a certificate or a
  // file that holds a token.
  config::v1::Tls tls = {};
  std::string token_file = "";

  // A channel as rpc::OpenChannel's.
  std::shared_ptr<grpc::Channel> Connect() const;
  rpc::CallOptions call() const { return {.actor = actor}; }
};

}  // namespace nianbao::client
