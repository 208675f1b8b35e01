#include "services/submission/submission_metrics.h"

#include "absl/time/time.h"
#include "libs/metrics/families.h"

namespace nianbao::submission {

std::vector<prometheus::MetricFamily> SubmissionMetrics(const CommitMetrics& commits, int64_t head,
                                                        const HeadPublisher& publisher) {
  const HeadPublisher::State published = publisher.state();
  return {
      metrics::HistogramOf("nianbao_commit_changes", "Changes committed in one transaction.", commits.changes),
      metrics::HistogramOf("nianbao_commit_seconds", "How long a transaction took.", commits.seconds),
      metrics::Counter("nianbao_commit_failures_total", "Transactions that did not come about.",
                       {{{}, commits.failures.Value()}}),
      metrics::Counter("nianbao_commit_doubts_total",
                       "Times that nobody could tell whether a commit came about: the primary died, or no standby "
                       "took it.",
                       {{{}, commits.doubts.Value()}}),
      metrics::Gauge("nianbao_log_head_sequence", "Sequence of the last event of the log.",
                     {{{}, static_cast<double>(head)}}),
      metrics::Gauge("nianbao_head_published_sequence", "Sequence of the last event whose head went out.",
                     {{{}, static_cast<double>(published.sequence)}}),
      metrics::Gauge("nianbao_head_published_timestamp_seconds",
                     "When the head last went out or had not moved, in seconds since 1970.",
                     {{{}, absl::ToDoubleSeconds(published.looked_at - absl::UnixEpoch())}}),
  };
}

}  // namespace nianbao::submission
