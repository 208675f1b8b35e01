#include "libs/metrics/registry.h"

namespace nianbao::metrics {

const std::shared_ptr<prometheus::Registry>& Registry() {
  static const auto* const registry =
      new std::shared_ptr<prometheus::Registry>(std::make_shared<prometheus::Registry>());
  return *registry;
}

}  // namespace nianbao::metrics
