// Somebody who reads totals, rules and documents at a steady pace, whatever happens to the services.
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "tests/cluster/caller.h"
#include "tests/cluster/latencies.h"

namespace nianbao::cluster {

class SteadyReader {
 public:
  // Begins. document: bytes that ReadDocument is given. pace: from one round of reads to the next, at least.
  SteadyReader(const Place& place, Way way, std::string document, absl::Duration pace, Latencies& latencies);
  ~SteadyReader();

  // Whether totals that hold this event, the log, the rules and a document were all read, each by several calls in a
  // row so that every replica has its turn. Thread-safe.
  bool AwaitAll(int64_t sequence, absl::Time until);
  // The reading that AwaitAll waited for at last.
  std::string missing();

  // Ends. Answers that should not have been given.
  std::vector<std::string> Stop();
  // How many calls were not served, by their reason. For once it is stopped.
  const std::map<std::string, int>& unserved() const { return unserved_; }

 private:
  void Run();
  void Note(const std::string& method, const absl::Status& status, absl::Duration took);
  absl::Status Read(const std::string& method, int64_t sequence);

  const Caller reader_;
  const Caller clerk_;
  const Caller auditor_;
  const std::string way_name_;
  const std::string document_;
  const absl::Duration pace_;
  Latencies& latencies_;
  absl::Mutex mutex_;
  std::string missing_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> faults_;
  std::map<std::string, int> unserved_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace nianbao::cluster
