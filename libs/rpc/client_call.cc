#include "libs/rpc/client_call.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "absl/random/random.h"
#include "absl/strings/str_format.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/service_config.h"
#include "libs/rpc/tls.h"

namespace nianbao::rpc {

namespace {

grpc::ChannelArguments Arguments() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  // What the server would refuse is refused here, before it is sent.
  arguments.SetMaxSendMessageSize(kMessageBytesMax);
  // A server that comes back is found again within a second, not after the default two minutes of backoff.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  // Despite its name, how long one attempt may take: a busy server takes its time, one that is gone refuses at once.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);
  // Replicas that are replaced come back under other addresses: a name may be asked about again after a second, not
  // after the default half minute.
  arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, 1000);
  // A server that is gone without a word, behind a cable or a firewall, is missed within forty seconds, by a stream
  // that only waits too. Servers allow a ping every twenty.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10000);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  return arguments;
}

}  // namespace

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address,
                                           const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  grpc::ChannelArguments arguments = Arguments();
  // It also tries again what was CANCELLED, since a server that stops breaks off so what crosses its farewell
  // (https://github.com/grpc/grpc/issues/41785). Whoever cancels himself is not tried again.
  arguments.SetServiceConfigJSON(kServiceConfig);
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

std::shared_ptr<grpc::Channel> OpenChannelWithoutRetries(const std::string& address) {
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), Arguments());
}

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address) {
  return OpenChannel(address, grpc::InsecureChannelCredentials());
}

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address, const config::v1::Server& own) {
  return OpenChannel(address, own.has_tls() ? TlsChannelCredentials(own.tls()) : grpc::InsecureChannelCredentials());
}

std::string NewRequestId() {
  thread_local absl::BitGen bits;
  return absl::StrFormat("%016x%016x", absl::Uniform<uint64_t>(bits), absl::Uniform<uint64_t>(bits));
}

}  // namespace nianbao::rpc
