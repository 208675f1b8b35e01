#include "libs/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <mutex>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/rpc/guarded_context.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/listen_address.h"
#include "libs/rpc/tls.h"
#include "libs/rpc/without_plugins.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::rpc {
namespace {

constexpr int kConcurrentStreamsMax = 2000;
constexpr int kMetadataBytesMax = 16 << 10;
// What all calls in flight may hold; gRPC reads more slowly beyond it.
constexpr size_t kBufferBytesMax = 512 << 20;
constexpr int64_t kPingSecondsMin = 20;
// Pings too soon after one another until a caller is hung up on.
constexpr int kPingStrikesMax = 2;

absl::Status CheckAddress(const config::v1::Server& config) {
  ASSIGN_OR_RETURN(const ListenAddress address, ParseListenAddress(config.listen()));
  if (address.is_loopback || (config.has_tls() && config.has_identity())) return absl::OkStatus();
  return status::Error(absl::StatusCode::kFailedPrecondition, "LISTEN_NOT_LOOPBACK",
                       absl::StrCat("listen: got ", address.text,
                                    " without tls and identity, want both or an address on loopback such as "
                                    "127.0.0.1:7130"))
      .Meta("listen", address.text)
      .Chinese("未配置 TLS 和身份认证时，服务只能在本机回环地址上监听，例如 127.0.0.1:7130。");
}

template <typename T>
T OrElse(T value, T otherwise) {
  return value == 0 ? otherwise : value;
}

int Milliseconds(const google::protobuf::Duration& duration) {
  return static_cast<int>(duration.seconds() * 1000 + duration.nanos() / 1'000'000);
}

// Also what Debian's gRPC 1.51 needs, which lacks later defences against floods of streams, resets and pings.
void SetLimits(const config::v1::Limits& limits, grpc::ServerBuilder& builder) {
  grpc::ResourceQuota quota("nianbao");
  quota.Resize(OrElse<size_t>(limits.buffer_bytes_max(), kBufferBytesMax));
  if (limits.threads_max() > 0) quota.SetMaxThreads(limits.threads_max());
  builder.SetResourceQuota(quota);
  builder.SetMaxReceiveMessageSize(kMessageBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             OrElse(limits.concurrent_streams_max(), kConcurrentStreamsMax));
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, OrElse(limits.metadata_bytes_max(), kMetadataBytesMax));
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      limits.has_ping_interval_min() ? Milliseconds(limits.ping_interval_min()) : int{kPingSecondsMin * 1000});
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, kPingStrikesMax);
  if (limits.has_connection_age()) {
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, Milliseconds(limits.connection_age()));
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, Milliseconds(limits.connection_age()));
  }
}

void EnablePluginsOnce() {
  static std::once_flag once;
  std::call_once(once, [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Listen(const config::v1::Server& config,
                                                       std::vector<std::unique_ptr<HostedService>> services) {
  RETURN_IF_ERROR(CheckAddress(config));
  if (config.has_tls()) RETURN_IF_ERROR(CheckTls(config.tls()));
  auto server = absl::WrapUnique(new Server(std::move(services)));
  ASSIGN_OR_RETURN(server->guard_, Guard::Make(config, server->GuardedServices()));
  const int port = server->Build(config);
  if (port == 0) {
    return status::Error(absl::StatusCode::kUnavailable, "ADDRESS_IN_USE",
                         absl::StrCat("listen: cannot listen on ", config.listen()))
        .Meta("listen", config.listen())
        .Chinese(absl::StrCat("无法在 ", config.listen(), " 上监听，端口可能已被占用，请换一个端口。"));
  }
  server->address_ = absl::StrCat(config.listen().substr(0, config.listen().rfind(':')), ":", port);
  return server;
}

absl::StatusOr<std::unique_ptr<Server>> Server::Listen(const std::string& listen,
                                                       std::vector<std::unique_ptr<HostedService>> services) {
  config::v1::Server config;
  config.set_listen(listen);
  return Listen(config, std::move(services));
}

std::unique_ptr<Server> Server::InProcess(std::vector<std::unique_ptr<HostedService>> services) {
  auto server = absl::WrapUnique(new Server(std::move(services)));
  const config::v1::Server config;
  server->guard_ = Guard::Make(config, server->GuardedServices()).value();
  server->Build(config);
  return server;
}

std::vector<GuardedService> Server::GuardedServices() const {
  std::vector<GuardedService> guarded;
  for (const auto& hosted : services_) {
    for (const OfferedService& offered : hosted->services()) guarded.push_back({offered.name, hosted->rights()});
  }
  return guarded;
}

int Server::Build(const config::v1::Server& config) {
  EnablePluginsOnce();
  grpc::ServerBuilder builder;
  int port = 0;
  if (!config.listen().empty()) {
    builder.AddListeningPort(config.listen(),
                             config.has_tls() ? TlsServerCredentials(config.tls()) : grpc::InsecureServerCredentials(),
                             &port);
  }
  SetLimits(config.limits(), builder);
  builder.SetContextAllocator(std::make_unique<GuardedContexts>(*guard_));
  // Two servers on one port would share its calls in silence.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  for (const auto& hosted : services_) {
    for (const OfferedService& offered : hosted->services()) {
      builder.RegisterService(offered.service);
      service_names_.push_back(offered.name);
    }
  }
  builder.SetOption(std::make_unique<WithoutChannelz>());
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

void Server::WhenReady(std::function<void()> ready) {
  auto left = std::make_shared<std::atomic<size_t>>(services_.size());
  for (const auto& hosted : services_) {
    hosted->WhenReady([left, ready] {
      if (left->fetch_sub(1) == 1) ready();
    });
  }
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
