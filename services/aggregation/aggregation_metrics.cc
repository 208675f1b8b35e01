#include "services/aggregation/aggregation_metrics.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/metrics/families.h"
#include "services/aggregation/domain/query/coverage.h"

namespace nianbao::aggregation {
namespace {

using metrics::Reading;

// Reports on a year are filed in the one after it.
int YearReported(absl::Time now) {
  return static_cast<int>(absl::ToCivilYear(now, absl::FixedTimeZone(8 * 60 * 60)).year()) - 1;
}

// Nothing until the totals can be read.
std::vector<Reading> CoverageReadings(const LiveTotals& totals, int year) {
  const auto counts = CoverageOf(totals, year);
  if (!counts.ok()) return {};
  const auto reading = [year](const char* state, int count) -> Reading {
    return {{{"state", state}, {"year", absl::StrCat(year)}}, static_cast<double>(count)};
  };
  return {reading("expected", counts->expected), reading("accepted", counts->accepted),
          reading("submitted", counts->submitted), reading("returned", counts->returned),
          reading("missing", counts->missing())};
}

}  // namespace

std::vector<prometheus::MetricFamily> AggregationMetrics(const LiveTotals& totals, const WatchHubs& hubs,
                                                         const std::vector<std::unique_ptr<HeadWatch>>& heads,
                                                         absl::Time now) {
  std::vector<Reading> positions;
  std::vector<Reading> events;
  std::vector<Reading> seconds;
  std::vector<Reading> broken;
  for (int source = 0; source < static_cast<int>(heads.size()); ++source) {
    const prometheus::Labels labels = {{"source", absl::StrCat(source)}};
    const auto position = totals.position(source);
    const HeadWatch::Lag lag = heads[source]->lag();
    positions.push_back({labels, position.has_value() ? static_cast<double>(position->sequence()) : 0});
    events.push_back({labels, static_cast<double>(lag.events)});
    seconds.push_back({labels, absl::ToDoubleSeconds(lag.time)});
    broken.push_back({labels, totals.HasFailed(source) ? 1.0 : 0.0});
  }
  const bool served =
      totals.Read({}, absl::ZeroDuration(), [](const Engine&, int64_t) { return absl::OkStatus(); }).ok();
  return {
      metrics::Gauge("nianbao_feed_position", "Sequence of the last event that the totals hold.", positions),
      metrics::Gauge("nianbao_feed_lag_events", "Events that the log has and the totals do not.", events),
      metrics::Gauge("nianbao_feed_lag_seconds",
                     "Time since the totals were last known to have all that the log has; asked every 5 seconds.",
                     seconds),
      metrics::Gauge("nianbao_feed_broken", "1 while no totals are served because a log does not hold together.",
                     broken),
      metrics::Gauge("nianbao_totals_served", "1 when totals can be read.", {{{}, served ? 1.0 : 0.0}}),
      metrics::Gauge("nianbao_watch_hubs", "Different totals that streams watch.",
                     {{{}, static_cast<double>(hubs.size())}}),
      metrics::Gauge("nianbao_coverage_organs", "Organs that report on the year now due, by state.",
                     CoverageReadings(totals, YearReported(now))),
  };
}

}  // namespace nianbao::aggregation
