// The event feed of the submission service, followed for as long as the process lives.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// Feeds totals from a thread of its own. After any break it goes on from the position reached; a submission service
// that is absent or restarts is waited for. Another log, a gap, or a chain that does not hold starts the totals anew.
// While the feed has a fault, reads fail with its error.
class EventFeed {
 public:
  // `changed` is called in the feed's thread whenever totals moved, began to be served, or failed.
  EventFeed(LiveTotals& totals, int source, std::function<void()> changed)
      : totals_(totals), source_(source), changed_(std::move(changed)) {}
  ~EventFeed() { Stop(); }

  // Called at most once.
  void Start(const std::shared_ptr<grpc::Channel>& channel);
  // Breaks off whatever the feed is waiting for. Does nothing the second time.
  void Stop();

 private:
  using EventService = submission::v1::EventService;

  // A call that Stop() cancels.
  class Cancellable;

  void Run();
  // Follows the feed until it breaks, and makes a fault known to readers. Sets progressed when a batch was taken in.
  absl::Status FollowUntilBroken(bool& progressed);
  absl::Status Follow(bool& progressed);
  // Learns which log there is and where it ends, and begins the totals when they are not of it.
  absl::Status Open();
  absl::Status TakeIn(const submission::v1::WatchEventsResponse& batch);

  LiveTotals& totals_;
  // Which of the logs it is.
  const int source_;
  const std::function<void()> changed_;
  std::unique_ptr<EventService::Stub> stub_;
  // Only the feed's thread uses it: what is held cannot be continued.
  bool begin_anew_ = false;

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::thread thread_;
};

}  // namespace nianbao::aggregation
