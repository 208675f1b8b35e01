// What a server answers beside its own address.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "libs/rpc/admin_port.h"
#include "libs/rpc/health_port.h"
#include "libs/rpc/metrics_port.h"
#include "libs/rpc/server.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::rpc {

// Each is there when the configuration gives it an address. They must go before the server does.
struct SidePorts {
  std::unique_ptr<HealthPort> health;
  std::unique_ptr<MetricsPort> metrics;
  std::unique_ptr<AdminPort> admin;
};

// program: as the metrics call the process. Errors as those of the ports.
absl::StatusOr<SidePorts> OpenSidePorts(const std::string& program, const config::v1::Server& config,
                                        const Server& server);

}  // namespace nianbao::rpc
