#include "clients/cpp/connection.h"

#include "libs/rpc/tls.h"

namespace nianbao::client {

std::shared_ptr<grpc::Channel> Connection::Connect() const {
  if (tls.authorities_file().empty()) return rpc::OpenChannel(server);
  return rpc::OpenChannel(
      server, token_file.empty() ? rpc::TlsChannelCredentials(tls) : rpc::TokenChannelCredentials(tls, token_file));
}

}  // namespace nianbao::client
