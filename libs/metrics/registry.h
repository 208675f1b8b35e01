// What this process counts.
#pragma once

#include <prometheus/registry.h>

#include <memory>

namespace nianbao::metrics {

// Counters and histograms that grow as things happen, of the whole process. What can be read off when somebody asks is
// not kept here: see families.h.
const std::shared_ptr<prometheus::Registry>& Registry();

}  // namespace nianbao::metrics
