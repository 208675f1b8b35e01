// An address that answers health alone.
#pragma once

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace nianbao::rpc {

// Says of a server whether it serves, by grpc.health.v1 in clear text, so that probes need no certificate and are
// answered when all that the server has is taken.
class HealthPort {
 public:
  // Says NOT_SERVING for the whole ("") and for each of the services. listen is IP:PORT, which may lie beyond loopback.
  // INVALID_ARGUMENT LISTEN_INVALID, UNAVAILABLE ADDRESS_IN_USE.
  static absl::StatusOr<std::unique_ptr<HealthPort>> Listen(const std::string& listen,
                                                            std::vector<std::string> services);
  ~HealthPort();

  HealthPort(const HealthPort&) = delete;
  HealthPort& operator=(const HealthPort&) = delete;

  void SayServing();
  // For good.
  void SayNotServing();

  // IP:PORT as bound.
  const std::string& address() const { return address_; }

 private:
  explicit HealthPort(std::vector<std::string> services) : services_(std::move(services)) {}

  const std::vector<std::string> services_;
  // Refuses all that is not health; a server has to offer something.
  grpc::CallbackGenericService nothing_else_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace nianbao::rpc
