// What a process takes up.
#pragma once

#include <prometheus/collectable.h>

#include <string>
#include <vector>

namespace nianbao::metrics {

// Memory, processor time, open files and start of this process, by the names that Prometheus has for them, and which
// version of which program it is.
class ProcessMetrics final : public prometheus::Collectable {
 public:
  explicit ProcessMetrics(std::string program) : program_(std::move(program)) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const std::string program_;
};

}  // namespace nianbao::metrics
