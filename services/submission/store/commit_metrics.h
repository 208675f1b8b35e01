// How commits go.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

namespace nianbao::submission {

struct CommitMetrics {
  // Changes that went in one transaction.
  prometheus::Histogram changes{{1, 2, 4, 8, 16, 32, 64, 128}};
  // How long it took, with what was looked up when it was in doubt.
  prometheus::Histogram seconds{{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20}};
  // Transactions that did not come about.
  prometheus::Counter failures;
  // Times that nobody could tell whether a commit came about: the primary died, or no standby took it.
  prometheus::Counter doubts;
};

}  // namespace nianbao::submission
