#include "tests/integration/suite/resuming_watcher.h"

#include "libs/form/cell_vector.h"

namespace nianbao::integration {
namespace {

using aggregation::v1::WatchAggregatesRequest;
using aggregation::v1::WatchAggregatesResponse;
using submission::v1::WatchEventsRequest;
using submission::v1::WatchEventsResponse;

// Opens the stream again and again until `see` has had enough. Each stream has a deadline, so that one which stays idle
// after the last change does not hold the watcher for ever.
template <typename Response>
void Follow(const std::function<std::unique_ptr<grpc::ClientReader<Response>>(grpc::ClientContext*)>& open,
            const std::function<bool(const Response&)>& see, const std::function<bool()>& enough) {
  while (!enough()) {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(1));
    const auto reader = open(&context);
    Response response;
    while (reader->Read(&response)) {
      if (see(response)) break;
    }
    context.TryCancel();
    (void)reader->Finish();
  }
}

// 0 before the beginning.
int64_t SequenceOf(const aggregation::v1::Position& position) {
  return position.sources().empty() ? 0 : position.sources(0).sequence();
}

}  // namespace

EventWatcher::EventWatcher(Client client) : client_(std::move(client)) {
  thread_ = std::thread([this] {
    WatchEventsRequest request;
    const auto enough = [&] { return request.after().sequence() >= stop_at_; };
    Follow<WatchEventsResponse>(
        [&](grpc::ClientContext* context) { return client_.events().WatchEvents(context, request); },
        [&](const WatchEventsResponse& response) {
          records_.insert(records_.end(), response.records().begin(), response.records().end());
          *request.mutable_after() = response.token();
          return enough();
        },
        enough);
  });
}

std::vector<submission::v1::EventRecord> EventWatcher::StopAt(int64_t sequence) {
  stop_at_ = sequence;
  thread_.join();
  return std::move(records_);
}

AggregateWatcher::AggregateWatcher(Client client, std::string node, int year) : client_(std::move(client)) {
  thread_ = std::thread([this, node = std::move(node), year] {
    WatchAggregatesRequest request;
    request.add_nodes(node);
    request.set_year(year);
    const auto enough = [&] { return SequenceOf(request.resume_token()) >= stop_at_; };
    const auto see = [&](const WatchAggregatesResponse& response) {
      if (response.has_position() && SequenceOf(response.position()) < SequenceOf(request.resume_token())) {
        ++steps_back_;
      }
      for (const auto& snapshot : response.snapshots()) {
        for (const form::Cell& cell : form::Catalogue::Get().cells()) {
          figures_[cell.code] = form::GetFigure(cell, snapshot.totals()).value_or(0);
        }
      }
      for (const auto& delta : response.deltas()) {
        for (const auto& total : delta.cells()) figures_[total.cell()] = total.value();
      }
      if (response.has_position()) *request.mutable_resume_token() = response.position();
      return enough();
    };
    Follow<WatchAggregatesResponse>(
        [&](grpc::ClientContext* context) { return client_.aggregation().WatchAggregates(context, request); }, see,
        enough);
  });
}

std::map<std::string, int64_t> AggregateWatcher::StopAt(int64_t sequence) {
  stop_at_ = sequence;
  thread_.join();
  return std::move(figures_);
}

}  // namespace nianbao::integration
