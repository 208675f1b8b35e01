// Those who follow totals and the log.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "nianbao/form/v1/annual_report.pb.h"
#include "tests/cluster/caller.h"
#include "tests/cluster/resuming_stream.h"

namespace nianbao::cluster {

using Figures = std::map<std::string, int64_t>;

Figures FiguresOf(const form::v1::AnnualReport& totals);

// Follows the total of the whole tree.
class TotalWatcher {
 public:
  // reasons: after which it goes on, besides UNAVAILABLE.
  TotalWatcher(const Place& place, Way way, CallLedger& ledger, std::set<std::string> reasons = {"READER_STUCK"});

  ResumingStream<aggregation::v1::WatchAggregatesResponse>& stream() { return stream_; }
  // As they were told. For once the stream is stopped.
  const Figures& figures() const { return figures_; }

 private:
  int64_t See(const aggregation::v1::WatchAggregatesResponse& response);

  const Caller caller_;
  aggregation::v1::WatchAggregatesRequest request_;
  Figures figures_;
  ResumingStream<aggregation::v1::WatchAggregatesResponse> stream_;
};

// Follows the log from its beginning.
class LogWatcher {
 public:
  LogWatcher(const Place& place, Way way, CallLedger& ledger);

  ResumingStream<submission::v1::WatchEventsResponse>& stream() { return stream_; }
  // In the order of their arrival. For once the stream is stopped.
  const std::vector<submission::v1::EventRecord>& records() const { return records_; }

 private:
  const Caller caller_;
  submission::v1::WatchEventsRequest request_;
  std::vector<submission::v1::EventRecord> records_;
  ResumingStream<submission::v1::WatchEventsResponse> stream_;
};

}  // namespace nianbao::cluster
