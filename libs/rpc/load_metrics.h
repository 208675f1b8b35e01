// How busy a service is.
#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

#include "libs/rpc/stream_hub.h"
#include "libs/rpc/worker_pool.h"

namespace nianbao::rpc {

// A pool under the name that an operator reads.
struct NamedPool {
  std::string name;
  const WorkerPool* pool;
};

// A hub and the method that its streams are of.
struct NamedHub {
  std::string method;
  const StreamHub* hub;
};

// Threads, queues and open streams, as they stand.
std::vector<prometheus::MetricFamily> LoadMetrics(const std::vector<NamedPool>& pools,
                                                  const std::vector<NamedHub>& hubs);

}  // namespace nianbao::rpc
