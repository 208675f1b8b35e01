#include "libs/rpc/server.h"

#include <arpa/inet.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <mutex>

#include "absl/memory/memory.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/service_names.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::rpc {
namespace {

constexpr int kConcurrentStreamsMax = 2000;
constexpr int kMetadataBytesMax = 16 << 10;
// What all calls in flight may hold; gRPC reads more slowly beyond it.
constexpr size_t kBufferBytesMax = 512 << 20;

absl::Status CheckAddress(const std::string& listen) {
  const size_t colon = listen.rfind(':');
  const std::string host = listen.substr(0, colon);
  int port = -1;
  in_addr ipv4;
  in6_addr ipv6;
  const bool is_ipv4 = inet_pton(AF_INET, host.c_str(), &ipv4) == 1;
  const bool is_ipv6 = host.size() > 2 && host.front() == '[' && host.back() == ']' &&
                       inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &ipv6) == 1;
  if (colon == std::string::npos || !(is_ipv4 || is_ipv6) || !absl::SimpleAtoi(listen.substr(colon + 1), &port) ||
      port < 0 || port > 65535) {
    return status::Error(absl::StatusCode::kInvalidArgument, "LISTEN_INVALID",
                         absl::StrCat("listen: got \"", listen, "\", want IP:PORT such as 127.0.0.1:7130"))
        .Meta("listen", listen)
        .Chinese("监听地址应写作 IP:端口，例如 127.0.0.1:7130；端口写 0 表示自动选择。");
  }
  if ((is_ipv4 && ntohl(ipv4.s_addr) >> 24U == 127) || (is_ipv6 && IN6_IS_ADDR_LOOPBACK(&ipv6)))
    return absl::OkStatus();
  return status::Error(absl::StatusCode::kFailedPrecondition, "LISTEN_NOT_LOOPBACK",
                       absl::StrCat("listen: got ", listen, ", want an address on loopback such as 127.0.0.1:7130"))
      .Meta("listen", listen)
      .Chinese("未配置身份认证时，服务只能在本机回环地址上监听，例如 127.0.0.1:7130。");
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
  RETURN_IF_ERROR(CheckAddress(listen));
  auto server = absl::WrapUnique(new Server(std::move(services)));
  const int port = server->Build(listen);
  if (port == 0) {
    return status::Error(absl::StatusCode::kUnavailable, "ADDRESS_IN_USE",
                         absl::StrCat("listen: cannot listen on ", listen))
        .Meta("listen", listen)
        .Chinese(absl::StrCat("无法在 ", listen, " 上监听，端口可能已被占用，请换一个端口。"));
  }
  server->address_ = absl::StrCat(listen.substr(0, listen.rfind(':')), ":", port);
  return server;
}

std::unique_ptr<Server> Server::InProcess(std::vector<std::unique_ptr<HostedService>> services) {
  auto server = absl::WrapUnique(new Server(std::move(services)));
  server->Build("");
  return server;
}

int Server::Build(const std::string& listen) {
  EnablePluginsOnce();
  grpc::ServerBuilder builder;
  int port = 0;
  if (!listen.empty()) builder.AddListeningPort(listen, grpc::InsecureServerCredentials(), &port);
  grpc::ResourceQuota quota("nianbao");
  quota.Resize(kBufferBytesMax);
  builder.SetResourceQuota(quota);
  builder.SetMaxReceiveMessageSize(kMessageBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kConcurrentStreamsMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytesMax);
  // Two servers on one port would share its calls in silence.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  for (const auto& hosted : services_) {
    for (grpc::Service* service : hosted->services()) builder.RegisterService(service);
  }
  builder.SetOption(std::make_unique<ServiceNamesOption>(&service_names_));
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) return 0;
  if (auto* health = server_->GetHealthCheckService()) {
    for (const std::string& name : service_names_) health->SetServingStatus(name, true);
  }
  return port;
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

std::vector<prometheus::MetricFamily> Server::Metrics() const {
  std::vector<prometheus::MetricFamily> families;
  for (const auto& hosted : services_) {
    for (prometheus::MetricFamily& family : hosted->Metrics()) families.push_back(std::move(family));
  }
  return families;
}

void Server::SayNotServing() {
  if (auto* health = server_->GetHealthCheckService()) health->SetServingStatus(false);
}

void Server::Drain(absl::Duration grace) {
  SayNotServing();
  for (const auto& hosted : services_) hosted->Stop();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + grace));
  server_->Wait();
  server_.reset();
}

}  // namespace nianbao::rpc
