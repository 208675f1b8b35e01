// A server that hosts services of the suite.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/server.h>
#include <prometheus/metric_family.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/hosted_service.h"

namespace nianbao::rpc {

// Hosts services on one address, with health and reflection.
class Server {
 public:
  // Binds and answers. listen is IP:PORT on loopback; port 0 picks a free one.
  // INVALID_ARGUMENT LISTEN_INVALID, FAILED_PRECONDITION LISTEN_NOT_LOOPBACK, UNAVAILABLE ADDRESS_IN_USE.
  static absl::StatusOr<std::unique_ptr<Server>> Listen(const std::string& listen,
                                                        std::vector<std::unique_ptr<HostedService>> services);
  // Answers on InProcessChannel() alone.
  static std::unique_ptr<Server> InProcess(std::vector<std::unique_ptr<HostedService>> services);
  // Lets the services reach out to their peers, which may be this server itself.
  void StartServices();
  // Drains first, unless that was done.
  ~Server();

  // IP:PORT as bound; empty for a server in process.
  const std::string& address() const { return address_; }
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // The full names of the services that are hosted, and those of health and reflection.
  const std::vector<std::string>& service_names() const { return service_names_; }
  // Of all that is hosted, as they stand.
  std::vector<prometheus::MetricFamily> Metrics() const;

  // Has health say NOT_SERVING, and goes on answering.
  void SayNotServing();
  // Says NOT_SERVING, ends the streams, lets calls finish for at most `grace`, stops.
  void Drain(absl::Duration grace);

 private:
  explicit Server(std::vector<std::unique_ptr<HostedService>> services) : services_(std::move(services)) {}
  // The port that was bound; 0 when that failed or there was no address.
  int Build(const std::string& listen);

  std::vector<std::unique_ptr<HostedService>> services_;
  std::vector<std::string> service_names_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace nianbao::rpc
