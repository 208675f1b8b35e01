#include "libs/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <mutex>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/rpc/limits.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

constexpr int kConcurrentStreamsMax = 2000;
constexpr int kMetadataBytesMax = 16 << 10;

bool IsLoopback(absl::string_view listen) {
  return absl::StartsWith(listen, "127.") || absl::StartsWith(listen, "[::1]:") ||
         absl::StartsWith(listen, "localhost:");
}

void EnablePluginsOnce() {
  static std::once_flag once;
  std::call_once(once, [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Listen(const std::string& listen,
                                                       std::vector<std::unique_ptr<HostedService>> services) {
  if (!listen.empty() && !IsLoopback(listen)) {
    return status::Error(absl::StatusCode::kFailedPrecondition, "LISTEN_NOT_LOOPBACK",
                         absl::StrCat("listen: got ", listen, ", want an address on loopback such as 127.0.0.1:7130"))
        .Meta("listen", listen)
        .Chinese("未配置身份认证时，服务只能在本机回环地址上监听，例如 127.0.0.1:7130。");
  }
  EnablePluginsOnce();
  auto server = std::unique_ptr<Server>(new Server());
  server->services_ = std::move(services);
  grpc::ServerBuilder builder;
  int port = 0;
  if (!listen.empty()) builder.AddListeningPort(listen, grpc::InsecureServerCredentials(), &port);
  builder.SetMaxReceiveMessageSize(kMessageBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kConcurrentStreamsMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytesMax);
  // Two servers on one port would share its calls in silence.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  for (const auto& hosted : server->services_) {
    for (grpc::Service* service : hosted->services()) builder.RegisterService(service);
  }
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || (!listen.empty() && port == 0)) {
    return status::Error(absl::StatusCode::kUnavailable, "ADDRESS_IN_USE",
                         absl::StrCat("listen: cannot listen on ", listen))
        .Meta("listen", listen)
        .Chinese(absl::StrCat("无法在 ", listen, " 上监听，端口可能已被占用，请换一个端口。"));
  }
  server->address_ = absl::StrCat(listen.substr(0, listen.rfind(':')), ":", port);
  return server;
}

void Server::StartServices() {
  for (const auto& hosted : services_) hosted->Start();
}

Server::~Server() {
  if (server_ != nullptr) Drain(absl::ZeroDuration());
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return server_->InProcessChannel(arguments);
}

void Server::Drain(absl::Duration grace) {
  if (auto* health = server_->GetHealthCheckService()) health->SetServingStatus(false);
  for (const auto& hosted : services_) hosted->Stop();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + grace));
  server_->Wait();
  server_.reset();
}

}  // namespace nianbao::rpc
