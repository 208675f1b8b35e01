// Readers of WatchAggregates, thousands of them in one process.
#pragma once

#include <grpcpp/completion_queue.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/recording.h"

namespace nianbao::bench {

// A step that a reader was told to its end.
struct Arrival {
  // Where the log stood.
  int64_t sequence = 0;
  absl::Time at;
};

struct WatchStreamsOptions {
  // HOST:PORT.
  std::string server;
  // Serialised; streams take them in turn.
  std::vector<std::string> requests;
  int streams = 0;
  // How many of the streams, spread evenly, read nothing after their first message. They have connections of their own
  // that hold little, as those of readers that hang do.
  int stalled = 0;
  // How many share a connection.
  int streams_per_connection = 1;
};

// Opens the streams; every call throws std::runtime_error when one of them fails. For one thread.
//
// A connection belongs to one of a few queues, each with a thread: gRPC as Debian builds it looks for each event among
// all that a queue waits for, and readers are to leave the machine to what is measured.
class WatchStreams {
 public:
  explicit WatchStreams(const WatchStreamsOptions& options);
  // Breaks off what is open.
  ~WatchStreams();
  WatchStreams(const WatchStreams&) = delete;
  WatchStreams& operator=(const WatchStreams&) = delete;

  // Until each has read its first message.
  void WaitUntilBegun() const;
  // Until each that reads was told of this place in the log.
  void WaitUntilReached(int64_t sequence) const;
  // Messages read so far, and their bytes.
  int64_t messages() const { return messages_; }
  int64_t bytes() const { return bytes_; }

  // Breaks off the streams. After it, what each that reads was told.
  void Close();
  std::vector<std::vector<Arrival>> Arrivals() const;
  // What the first reader of each request was sent.
  Recording Recorded() const;

 private:
  class Reader;

  void CheckFailure() const;
  static void Serve(grpc::CompletionQueue& queue);

  std::atomic<int64_t> messages_ = 0;
  std::atomic<int64_t> bytes_ = 0;
  std::vector<std::unique_ptr<grpc::CompletionQueue>> queues_;
  std::vector<std::thread> threads_;
  std::vector<std::unique_ptr<Reader>> readers_;
};

}  // namespace nianbao::bench
