// Clients that file and accept reports by any of several ways to the service, whatever happens to it.
#pragma once

#include <atomic>
#include <functional>
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
  // What the load was told to be going on when it was asked for; see FilingLoad::SetPeriod.
  std::string period;
};

// A way to the service: of those who file, and of those who accept.
struct Door {
  submission::v1::SubmissionService::Stub* submission = nullptr;
  submission::v1::ReviewService::Stub* review = nullptr;
};

// Each client has organs of its own, files for them, accepts, corrects and so on. Without an answer it asks again with
// the same request_id, mostly by another door; now and then it gives up instead.
class FilingLoad {
 public:
  static constexpr int kYear = 2024;

  struct Options {
    int clients = 1;
    uint64_t seed = 0;
    // From one change of a client to its next one, at least.
    absl::Duration pace = absl::ZeroDuration();
    // Whether clients name themselves, for a service that does not ask for proof.
    bool names_itself = true;
    // Told of each answered change how long it took, from its first attempt on.
    std::function<void(const std::string& method, absl::Duration took)> on_answer = {};
  };

  // The organs that so many clients file for, below organs/city.
  static directory::v1::ImportOrgansRequest Roster(int clients);

  // Begins; the roster is there.
  FilingLoad(std::vector<Door> doors, Options options);
  // Imports the roster and begins.
  FilingLoad(const std::vector<Replica*>& replicas, int clients, uint64_t seed);
  ~FilingLoad();

  // What is going on from here on.
  void SetPeriod(std::string period);

  // When the first answer came to a change that was asked for after this moment; nothing within the patience.
  std::optional<absl::Time> AwaitAcknowledgement(absl::Time asked_after, absl::Duration patience);
  // The same of each door: whether all of them take changes again.
  bool AwaitEveryDoor(absl::Time asked_after, absl::Duration patience);
  // Waits for so many acknowledgements from now on.
  bool AwaitMore(int64_t acknowledgements, absl::Duration patience);
  int64_t acknowledged();

  // Lets the clients finish what they are at. All that was asked for.
  std::vector<AskedChange> Stop();
  // Answers that should not have been given; complete after Stop.
  std::vector<std::string> faults();

 private:
  class Filer;

  // When the change was asked for that was acknowledged last of all those, and when that was.
  struct LastAnswer {
    absl::Time asked = absl::InfinitePast();
    absl::Time answered = absl::InfinitePast();
  };

  void Acknowledge(size_t door, absl::Time asked_at);
  void Fault(std::string what);

  const std::vector<Door> doors_;
  const Options options_;
  std::atomic<bool> stopping_ = false;
  absl::Mutex mutex_;
  int64_t acknowledged_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<LastAnswer> last_ ABSL_GUARDED_BY(mutex_);
  std::string period_ ABSL_GUARDED_BY(mutex_);
  std::vector<AskedChange> asked_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> faults_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

}  // namespace nianbao::integration
