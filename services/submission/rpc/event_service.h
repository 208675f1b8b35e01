// EventService on the wire.
#pragma once

#include <atomic>
#include <cstdint>

#include "libs/rpc/pull_stream.h"
#include "libs/rpc/worker_pool.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "services/submission/domain/event_log.h"

namespace nianbao::submission {

// Converts and calls; the work is done in domain/. All that it is given must outlive it. Whoever owns the hub kicks
// it when the log grows.
class EventService final : public v1::EventService::CallbackService {
 public:
  EventService(const EventLog& log, rpc::WorkerPool& reads, rpc::StreamHub& hub)
      : log_(log), reads_(reads), hub_(hub) {}

  grpc::ServerWriteReactor<v1::WatchEventsResponse>* WatchEvents(grpc::CallbackServerContext* context,
                                                                 const v1::WatchEventsRequest* request) override;
  grpc::ServerUnaryReactor* ListEvents(grpc::CallbackServerContext* context, const v1::ListEventsRequest* request,
                                       v1::ListEventsResponse* response) override;
  grpc::ServerUnaryReactor* GetHead(grpc::CallbackServerContext* context, const v1::GetHeadRequest* request,
                                    v1::GetHeadResponse* response) override;

  // Has every stream say that it stands, unless it has said something since the last time.
  void Beat();

 private:
  const EventLog& log_;
  rpc::WorkerPool& reads_;
  rpc::StreamHub& hub_;
  std::atomic<int64_t> beat_ = 0;
};

}  // namespace nianbao::submission
