#include "libs/rpc/load_metrics.h"

#include "libs/metrics/families.h"

namespace nianbao::rpc {

std::vector<prometheus::MetricFamily> LoadMetrics(const std::vector<NamedPool>& pools,
                                                  const std::vector<NamedHub>& hubs) {
  std::vector<metrics::Reading> threads;
  std::vector<metrics::Reading> busy;
  std::vector<metrics::Reading> waiting;
  std::vector<metrics::Reading> shed;
  for (const auto& [name, pool] : pools) {
    const WorkerPool::Load load = pool->load();
    const prometheus::Labels labels = {{"pool", name}};
    threads.push_back({labels, static_cast<double>(load.threads)});
    busy.push_back({labels, static_cast<double>(load.busy)});
    waiting.push_back({labels, static_cast<double>(load.waiting)});
    shed.push_back({labels, static_cast<double>(load.shed)});
  }
  std::vector<metrics::Reading> open;
  for (const auto& [method, hub] : hubs) open.push_back({{{"method", method}}, static_cast<double>(hub->size())});
  return {
      metrics::Gauge("nianbao_pool_threads", "Threads of a pool.", threads),
      metrics::Gauge("nianbao_pool_busy_threads", "Threads of a pool that are at work.", busy),
      metrics::Gauge("nianbao_queue_waiting", "Calls that wait for a thread of the pool.", waiting),
      metrics::Counter("nianbao_queue_shed_total", "Calls that were refused since the queue had no room.", shed),
      metrics::Gauge("nianbao_streams_open", "Streams that are open, by method.", open),
  };
}

}  // namespace nianbao::rpc
