// Numbers that are read off when somebody asks.
#pragma once

#include <prometheus/histogram.h>
#include <prometheus/labels.h>
#include <prometheus/metric_family.h>

#include <string>
#include <vector>

namespace nianbao::metrics {

// A number, and what of several it is that of. Labels take few values: neither organs nor people.
struct Reading {
  prometheus::Labels labels;
  double value = 0;
};

// A number that goes up and down.
prometheus::MetricFamily Gauge(const std::string& name, const std::string& help, const std::vector<Reading>& readings);
// A number that only grows; its name ends with _total.
prometheus::MetricFamily Counter(const std::string& name, const std::string& help,
                                 const std::vector<Reading>& readings);
// How often a value fell where.
prometheus::MetricFamily HistogramOf(const std::string& name, const std::string& help,
                                     const prometheus::Histogram& histogram);

}  // namespace nianbao::metrics
