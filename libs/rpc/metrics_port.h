// An address that Prometheus scrapes.
#pragma once

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace nianbao::rpc {

// Answers GET /metrics by HTTP in clear text. It tells numbers and nothing of what was filed or who called.
class MetricsPort {
 public:
  using Sources = std::vector<std::shared_ptr<prometheus::Collectable>>;

  // listen is IP:PORT, which may lie beyond loopback. The sources are asked anew at every scrape.
  // INVALID_ARGUMENT LISTEN_INVALID, UNAVAILABLE ADDRESS_IN_USE.
  static absl::StatusOr<std::unique_ptr<MetricsPort>> Listen(const std::string& listen, Sources sources);

  // IP:PORT as bound.
  const std::string& address() const { return address_; }

 private:
  explicit MetricsPort(Sources sources) : sources_(std::move(sources)) {}

  const Sources sources_;
  std::unique_ptr<prometheus::Exposer> exposer_;
  std::string address_;
};

}  // namespace nianbao::rpc
