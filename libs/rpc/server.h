// A server that hosts services of the suite.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/server.h>
#include <prometheus/metric_family.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/guard.h"
#include "libs/rpc/hosted_service.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::rpc {

// Hosts services on one address, with health and reflection.
class Server {
 public:
  // Binds and answers. Errors: INVALID_ARGUMENT LISTEN_INVALID; FAILED_PRECONDITION LISTEN_NOT_LOOPBACK for an address
  // beyond loopback without tls and identity; UNAVAILABLE ADDRESS_IN_USE; those of CheckTls and Guard::Make.
  static absl::StatusOr<std::unique_ptr<Server>> Listen(const config::v1::Server& config,
                                                        std::vector<std::unique_ptr<HostedService>> services);
  // The same on IP:PORT, in clear text, for callers that name themselves.
  static absl::StatusOr<std::unique_ptr<Server>> Listen(const std::string& listen,
                                                        std::vector<std::unique_ptr<HostedService>> services);
  // Answers on InProcessChannel() alone.
  static std::unique_ptr<Server> InProcess(std::vector<std::unique_ptr<HostedService>> services);
  // Lets the services reach out to their peers, which may be this server itself.
  void StartServices();
  // Has `ready` called once, from any thread before Drain() is over, as soon as all services can answer. For once they
  // are started.
  void WhenReady(std::function<void()> ready);
  // Drains first, unless that was done.
  ~Server();

  // IP:PORT as bound; empty for a server in process.
  const std::string& address() const { return address_; }
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // The full names of the services that are hosted.
  const std::vector<std::string>& service_names() const { return service_names_; }
  // Of all that is hosted, as they stand.
  std::vector<prometheus::MetricFamily> Metrics() const;

  // Has health say NOT_SERVING, and goes on answering.
  void SayNotServing();
  // Says NOT_SERVING, ends the streams, lets calls finish for at most `grace`, stops.
  void Drain(absl::Duration grace);

 private:
  explicit Server(std::vector<std::unique_ptr<HostedService>> services) : services_(std::move(services)) {}
  std::vector<GuardedService> GuardedServices() const;
  // The port that was bound; 0 when that failed or there was no address.
  int Build(const config::v1::Server& config);

  std::vector<std::unique_ptr<HostedService>> services_;
  std::vector<std::string> service_names_;
  std::unique_ptr<Guard> guard_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace nianbao::rpc
