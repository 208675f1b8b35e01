#include "libs/rpc/health_port.h"

#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <utility>

#include "absl/memory/memory.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/rpc/listen_address.h"
#include "libs/rpc/side_address.h"
#include "libs/rpc/without_plugins.h"
#include "libs/status/try.h"

namespace nianbao::rpc {
namespace {

// A probe asks for a name of a few bytes.
constexpr int kQuestionBytesMax = 1 << 10;
constexpr int kStreamsMax = 16;

}  // namespace

absl::StatusOr<std::unique_ptr<HealthPort>> HealthPort::Listen(const std::string& listen,
                                                               std::vector<std::string> services) {
  RETURN_IF_ERROR(ParseListenAddress(listen).status());
  auto health = absl::WrapUnique(new HealthPort(std::move(services)));
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(listen, grpc::InsecureServerCredentials(), &port);
  builder.RegisterCallbackGenericService(&health->nothing_else_);
  builder.SetOption(std::make_unique<WithoutPlugins>());
  builder.SetMaxReceiveMessageSize(kQuestionBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsMax);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  health->server_ = builder.BuildAndStart();
  if (health->server_ == nullptr || port == 0) return CannotListen(listen);
  grpc::HealthCheckServiceInterface& said = *health->server_->GetHealthCheckService();
  said.SetServingStatus("", false);
  for (const std::string& service : health->services_) said.SetServingStatus(service, false);
  health->address_ = WithPort(listen, port);
  return health;
}

HealthPort::~HealthPort() {
  if (server_ == nullptr) return;
  // Watchers of health would hold it for ever.
  server_->Shutdown(absl::ToChronoTime(absl::Now()));
  server_->Wait();
}

void HealthPort::SayServing() { server_->GetHealthCheckService()->SetServingStatus(true); }

void HealthPort::SayNotServing() { server_->GetHealthCheckService()->Shutdown(); }

}  // namespace nianbao::rpc
