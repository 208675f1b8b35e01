#include "tests/cluster/watchers.h"

#include <utility>

#include "libs/form/cell_vector.h"
#include "tests/cluster/filer.h"

namespace nianbao::cluster {
namespace {

aggregation::v1::WatchAggregatesRequest RootRequest() {
  aggregation::v1::WatchAggregatesRequest request;
  request.add_nodes(kRoot);
  request.set_year(kYear);
  return request;
}

}  // namespace

Figures FiguresOf(const form::v1::AnnualReport& totals) {
  Figures figures;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    figures[cell.code] = form::GetFigure(cell, totals).value_or(0);
  }
  return figures;
}

TotalWatcher::TotalWatcher(const Place& place, Way way, CallLedger& ledger, std::set<std::string> reasons)
    : caller_(place, way, "reader", ledger),
      request_(RootRequest()),
      stream_([this](grpc::ClientContext* context) { return caller_.aggregation().WatchAggregates(context, request_); },
              [this](const aggregation::v1::WatchAggregatesResponse& response) { return See(response); },
              std::move(reasons)) {}

int64_t TotalWatcher::See(const aggregation::v1::WatchAggregatesResponse& response) {
  for (const auto& snapshot : response.snapshots()) figures_ = FiguresOf(snapshot.totals());
  for (const auto& delta : response.deltas()) {
    for (const auto& total : delta.cells()) figures_[total.cell()] = total.value();
  }
  if (!response.has_position()) return 0;
  *request_.mutable_resume_token() = response.position();
  return response.position().sources().empty() ? 0 : response.position().sources(0).sequence();
}

LogWatcher::LogWatcher(const Place& place, Way way, CallLedger& ledger)
    : caller_(place, way, "auditor", ledger),
      stream_([this](grpc::ClientContext* context) { return caller_.events().WatchEvents(context, request_); },
              [this](const submission::v1::WatchEventsResponse& response) {
                records_.insert(records_.end(), response.records().begin(), response.records().end());
                *request_.mutable_after() = response.token();
                return response.token().sequence();
              }) {}

}  // namespace nianbao::cluster
