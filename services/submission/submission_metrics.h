// The numbers of the submission service.
#pragma once

#include <prometheus/metric_family.h>

#include <cstdint>
#include <vector>

#include "services/submission/peer/head_publisher.h"
#include "services/submission/store/commit_metrics.h"

namespace nianbao::submission {

// head: sequence of the last event of the log.
std::vector<prometheus::MetricFamily> SubmissionMetrics(const CommitMetrics& commits, int64_t head,
                                                        const HeadPublisher& publisher);

}  // namespace nianbao::submission
