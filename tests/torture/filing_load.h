// Clients that file and accept reports through any of several replicas, whatever happens to these.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/submission/v1/event.pb.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "tests/integration/suite/replica.h"

namespace nianbao::integration {

// A change of a filing that a client asked for.
struct AskedChange {
  std::string request_id;
  std::string filing;
  // Submitted or accepted.
  submission::v1::Revision::State to = submission::v1::Revision::STATE_UNSPECIFIED;
  // Of the acknowledgement; unset when the client gave up without an answer.
  std::optional<submission::v1::EventToken> token;
  std::string report_digest;
};

// Each client has organs of its own, files for them, accepts, corrects and so on. Without an answer it asks again with
// the same request_id, mostly through another replica; now and then it gives up instead.
class FilingLoad {
 public:
  static constexpr int kYear = 2024;

  // Imports the roster and begins.
  FilingLoad(std::vector<Replica*> replicas, int clients, uint64_t seed);
  ~FilingLoad();

  // When the first answer came to a change that was asked for after this moment; nothing within the patience.
  std::optional<absl::Time> AwaitAcknowledgement(absl::Time asked_after, absl::Duration patience);
  // Waits for so many acknowledgements from now on.
  bool AwaitMore(int64_t acknowledgements, absl::Duration patience);
  int64_t acknowledged();

  // Lets the clients finish what they are at. All that was asked for.
  std::vector<AskedChange> Stop();
  // Answers that should not have been given; complete after Stop.
  std::vector<std::string> faults();

 private:
  class Filer;

  void Acknowledge(absl::Time asked_at);
  void Fault(std::string what);

  const std::vector<Replica*> replicas_;
  std::atomic<bool> stopping_ = false;
  absl::Mutex mutex_;
  int64_t acknowledged_ ABSL_GUARDED_BY(mutex_) = 0;
  // When the change was asked for that was acknowledged last of all those, and when that was.
  absl::Time last_asked_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time last_answered_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  std::vector<AskedChange> asked_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> faults_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

}  // namespace nianbao::integration
