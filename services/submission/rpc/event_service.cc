#include "services/submission/rpc/event_service.h"

#include <optional>
#include <utility>

#include "libs/rpc/unary.h"
#include "libs/status/try.h"
#include "services/submission/domain/event_cursor.h"
#include "services/submission/domain/get_head.h"
#include "services/submission/domain/list_events.h"

namespace nianbao::submission {
namespace {

constexpr int kBatchMax = 500;

// What a stream sends next. Without an event it says where it stands, at first and once in a beat.
class EventStream {
 public:
  EventStream(const EventLog& log, const v1::EventToken& after, const std::atomic<int64_t>& beat)
      : cursor_(log, after), beat_(beat) {}

  absl::StatusOr<std::optional<v1::WatchEventsResponse>> Next() {
    const int64_t beat = beat_;
    ASSIGN_OR_RETURN(v1::WatchEventsResponse batch, cursor_.Read(kBatchMax));
    if (std::exchange(spoke_at_, beat) == beat && batch.records().empty()) return std::nullopt;
    return batch;
  }
  bool HasMore() const { return true; }

 private:
  EventCursor cursor_;
  const std::atomic<int64_t>& beat_;
  // No beat.
  int64_t spoke_at_ = -1;
};

}  // namespace

grpc::ServerWriteReactor<v1::WatchEventsResponse>* EventService::WatchEvents(grpc::CallbackServerContext* context,
                                                                             const v1::WatchEventsRequest* request) {
  return new rpc::PullStream<v1::WatchEventsResponse, EventStream>(hub_, context, *request,
                                                                   EventStream(log_, request->after(), beat_));
}

void EventService::Beat() {
  ++beat_;
  hub_.KickAll();
}

grpc::ServerUnaryReactor* EventService::ListEvents(grpc::CallbackServerContext* context,
                                                   const v1::ListEventsRequest* request,
                                                   v1::ListEventsResponse* response) {
  return rpc::Unary(reads_, context, request, response, [this](const rpc::Call&, const v1::ListEventsRequest& request) {
    return submission::ListEvents(log_, request);
  });
}

grpc::ServerUnaryReactor* EventService::GetHead(grpc::CallbackServerContext* context, const v1::GetHeadRequest* request,
                                                v1::GetHeadResponse* response) {
  return rpc::Unary(reads_, context, request, response, [this](const rpc::Call&, const v1::GetHeadRequest& request) {
    return submission::GetHead(log_, request);
  });
}

}  // namespace nianbao::submission
