#include "libs/rpc/side_ports.h"

#include <vector>

#include "libs/metrics/process_metrics.h"
#include "libs/metrics/registry.h"
#include "libs/rpc/certificate_metrics.h"
#include "libs/status/try.h"

namespace nianbao::rpc {
namespace {

class ServerMetrics final : public prometheus::Collectable {
 public:
  explicit ServerMetrics(const Server& server) : server_(server) {}

  std::vector<prometheus::MetricFamily> Collect() const override { return server_.Metrics(); }

 private:
  const Server& server_;
};

MetricsPort::Sources SourcesOf(const std::string& program, const config::v1::Server& config, const Server& server) {
  MetricsPort::Sources sources = {metrics::Registry(), std::make_shared<ServerMetrics>(server),
                                  std::make_shared<metrics::ProcessMetrics>(program)};
  if (config.has_tls()) sources.push_back(std::make_shared<CertificateMetrics>(config.tls()));
  return sources;
}

}  // namespace

absl::StatusOr<SidePorts> OpenSidePorts(const std::string& program, const config::v1::Server& config,
                                        const Server& server) {
  SidePorts ports;
  if (!config.health_listen().empty()) {
    ASSIGN_OR_RETURN(ports.health, HealthPort::Listen(config.health_listen(), server.service_names()));
  }
  if (!config.metrics_listen().empty()) {
    ASSIGN_OR_RETURN(ports.metrics, MetricsPort::Listen(config.metrics_listen(), SourcesOf(program, config, server)));
  }
  if (!config.admin_listen().empty()) {
    ASSIGN_OR_RETURN(ports.admin, AdminPort::Listen(config.admin_listen()));
  }
  return ports;
}

}  // namespace nianbao::rpc
