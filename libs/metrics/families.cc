#include "libs/metrics/families.h"

namespace nianbao::metrics {
namespace {

prometheus::ClientMetric MetricOf(const Reading& reading) {
  prometheus::ClientMetric metric;
  for (const auto& [name, value] : reading.labels) metric.label.push_back({name, value});
  metric.counter.value = metric.gauge.value = reading.value;
  return metric;
}

prometheus::MetricFamily Family(const std::string& name, const std::string& help, prometheus::MetricType type) {
  prometheus::MetricFamily family;
  family.name = name;
  family.help = help;
  family.type = type;
  return family;
}

}  // namespace

prometheus::MetricFamily Gauge(const std::string& name, const std::string& help, const std::vector<Reading>& readings) {
  prometheus::MetricFamily family = Family(name, help, prometheus::MetricType::Gauge);
  for (const Reading& reading : readings) family.metric.push_back(MetricOf(reading));
  return family;
}

prometheus::MetricFamily Counter(const std::string& name, const std::string& help,
                                 const std::vector<Reading>& readings) {
  prometheus::MetricFamily family = Family(name, help, prometheus::MetricType::Counter);
  for (const Reading& reading : readings) family.metric.push_back(MetricOf(reading));
  return family;
}

prometheus::MetricFamily HistogramOf(const std::string& name, const std::string& help,
                                     const prometheus::Histogram& histogram) {
  prometheus::MetricFamily family = Family(name, help, prometheus::MetricType::Histogram);
  family.metric.push_back(histogram.Collect());
  return family;
}

}  // namespace nianbao::metrics
