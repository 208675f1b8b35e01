// Gives the end of the log out of the house.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/signature/sm2.h"
#include "nianbao/submission/v1/signed_head.pb.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/event_log.h"

namespace nianbao::submission {

struct HeadPublication {
  // A file that grows by one line of JSON, a SignedHead, each time; "" for none.
  std::string file;
  // With which heads are signed; none: they are not.
  std::shared_ptr<const signature::Sm2Key> key;
  absl::Duration every = absl::Minutes(10);
};

// When the log has grown since the last time, writes its end to the file and to the process's log: at the start, at
// every interval, and at the end. What cannot be written is said in the process's log, and tried again.
class HeadPublisher {
 public:
  HeadPublisher(HeadPublication publication, const EventLog& log, const Clock& clock);
  ~HeadPublisher();

  struct State {
    // Of the last event whose head went out; 0 before.
    int64_t sequence = 0;
    // When a look at the log last ended well.
    absl::Time looked_at = absl::UnixEpoch();
  };
  State state() const;

 private:
  void Run();
  absl::Status Publish();
  void SetState(int64_t sequence);

  const HeadPublication publication_;
  const EventLog& log_;
  const Clock& clock_;
  mutable absl::Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_);
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

// The head with its signature. INTERNAL SIGNATURE_FAILED.
absl::StatusOr<v1::SignedHead> SignHead(const v1::EventToken& head, absl::Time time, const signature::Sm2Key* key);

}  // namespace nianbao::submission
