// Until when certificates are good.
#pragma once

#include <prometheus/collectable.h>

#include <utility>
#include <vector>

#include "nianbao/config/v1/server.pb.h"

namespace nianbao::rpc {

// The end of the first certificate to expire in each of the files, which are read at every scrape, as they lie there. A
// file that cannot be read has none.
class CertificateMetrics final : public prometheus::Collectable {
 public:
  explicit CertificateMetrics(config::v1::Tls tls) : tls_(std::move(tls)) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const config::v1::Tls tls_;
};

}  // namespace nianbao::rpc
