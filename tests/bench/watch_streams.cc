#include "tests/bench/watch_streams.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "nianbao/aggregation/v1/watch.pb.h"
#include "tests/bench/bytes_of.h"

namespace nianbao::bench {
namespace {

using google::protobuf::internal::WireFormatLite;

constexpr char kMethod[] = "/nianbao.aggregation.v1.AggregationService/WatchAggregates";
constexpr int kQueues = 10;
constexpr absl::Duration kPatience = absl::Seconds(60);
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(10);
// Of a reader that hangs: what its connection takes in before the server notices.
constexpr int kStalledWindowBytes = 16 << 10;

// Where the log stood; 0 for a message that is not the last of its step. Reads nothing else: ten thousand readers in
// one process are to disturb the server little.
int64_t SequenceOf(const grpc::ByteBuffer& message) {
  grpc::ByteBuffer readable = message;
  grpc::ProtoBufferReader reader(&readable);
  google::protobuf::io::CodedInputStream in(&reader);
  while (const uint32_t tag = in.ReadTag()) {
    if (WireFormatLite::GetTagFieldNumber(tag) != aggregation::v1::WatchAggregatesResponse::kPositionFieldNumber) {
      if (!WireFormatLite::SkipField(&in, tag)) return 0;
      continue;
    }
    aggregation::v1::Position position;
    if (!WireFormatLite::ReadMessage(&in, &position) || position.sources_size() != 1) return 0;
    return position.sources(0).sequence();
  }
  return 0;
}

// Channels with different arguments do not share a connection.
std::shared_ptr<grpc::Channel> OpenConnection(const std::string& server, int number, bool stalled) {
  grpc::ChannelArguments arguments;
  arguments.SetInt("nianbao.bench.connection", number);
  if (stalled) {
    arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kStalledWindowBytes);
    arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  }
  return grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
}

void WaitFor(const std::string& what, const std::function<bool()>& is_so, const std::function<void()>& check) {
  const absl::Time until = absl::Now() + kPatience;
  while (!is_so()) {
    check();
    if (absl::Now() > until) throw std::runtime_error("streams: " + what + " took too long");
    absl::SleepFor(kBetweenLooks);
  }
}

}  // namespace

// One operation of a reader is under way at a time, and its tag is the reader.
class WatchStreams::Reader {
 public:
  Reader(WatchStreams& streams, const std::shared_ptr<grpc::Channel>& channel, grpc::CompletionQueue& queue,
         const std::string& request, bool stalls, bool records)
      : streams_(streams), stub_(channel), request_bytes_(request), stalls_(stalls), records_(records) {
    const grpc::Slice slice(request);
    request_ = grpc::ByteBuffer(&slice, 1);
    stream_ = stub_.PrepareCall(&context_, kMethod, &queue);
    stream_->StartCall(this);
  }

  void Proceed(bool ok) {
    switch (phase_.load()) {
      case Phase::kStarting:
        phase_ = Phase::kAsking;
        return stream_->WriteLast(request_, {}, this);
      case Phase::kAsking:
        return Read();
      case Phase::kReading:
        if (!ok) return Finish();
        Take();
        if (!stalls_) return Read();
        phase_ = Phase::kStalled;
        if (breaking_off_) FinishIfStalled();
        return;
      case Phase::kStalled:
        return;
      case Phase::kFinishing:
        done_.Notify();
    }
  }

  // 0 before the first step.
  int64_t reached() const { return reached_.load(std::memory_order_acquire); }
  bool stalls() const { return stalls_; }

  // OK while it is open.
  grpc::Status status() const { return done_.HasBeenNotified() ? status_ : grpc::Status::OK; }
  void BreakOff() {
    breaking_off_ = true;
    context_.TryCancel();
    FinishIfStalled();
  }
  void Wait() const { done_.WaitForNotification(); }

  // After Wait.
  const std::vector<Arrival>& arrivals() const { return arrivals_; }
  const std::string& request_bytes() const { return request_bytes_; }
  const std::vector<std::string>& recorded() const { return recorded_; }

 private:
  enum class Phase { kStarting, kAsking, kReading, kStalled, kFinishing };

  void Read() {
    phase_ = Phase::kReading;
    stream_->Read(&message_, this);
  }

  void Take() {
    streams_.messages_.fetch_add(1, std::memory_order_relaxed);
    streams_.bytes_.fetch_add(static_cast<int64_t>(message_.Length()), std::memory_order_relaxed);
    if (const int64_t sequence = SequenceOf(message_); sequence != 0) {
      arrivals_.push_back({.sequence = sequence, .at = absl::Now()});
      reached_.store(sequence, std::memory_order_release);
    }
    if (records_) recorded_.push_back(BytesOf(message_));
    message_.Clear();
  }

  void Finish() {
    phase_ = Phase::kFinishing;
    stream_->Finish(&status_, this);
  }

  // Only one of two that come to it at once finishes the stream.
  void FinishIfStalled() {
    Phase stalled = Phase::kStalled;
    if (phase_.compare_exchange_strong(stalled, Phase::kFinishing)) stream_->Finish(&status_, this);
  }

  WatchStreams& streams_;
  grpc::GenericStub stub_;
  const std::string request_bytes_;
  const bool stalls_;
  const bool records_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer message_;
  std::atomic<Phase> phase_ = Phase::kStarting;
  std::atomic<bool> breaking_off_ = false;
  std::atomic<int64_t> reached_ = 0;
  std::vector<Arrival> arrivals_;
  std::vector<std::string> recorded_;
  grpc::Status status_;
  absl::Notification done_;
};

WatchStreams::WatchStreams(const WatchStreamsOptions& options) {
  for (int i = 0; i < kQueues; ++i) {
    grpc::CompletionQueue& queue = *queues_.emplace_back(std::make_unique<grpc::CompletionQueue>());
    threads_.emplace_back([&queue] { Serve(queue); });
  }
  const auto kinds = static_cast<int>(options.requests.size());
  std::shared_ptr<grpc::Channel> shared;
  for (int i = 0; i < options.streams; ++i) {
    const int connection = i / options.streams_per_connection;
    if (i % options.streams_per_connection == 0) shared = OpenConnection(options.server, i, false);
    // Every n-th.
    const bool stalls = (i + 1) * static_cast<int64_t>(options.stalled) / options.streams !=
                        i * static_cast<int64_t>(options.stalled) / options.streams;
    readers_.push_back(std::make_unique<Reader>(*this, stalls ? OpenConnection(options.server, i, true) : shared,
                                                *queues_[connection % kQueues], options.requests[i % kinds], stalls,
                                                /*records=*/i < kinds));
  }
}

WatchStreams::~WatchStreams() {
  Close();
  for (const auto& queue : queues_) queue->Shutdown();
  for (std::thread& thread : threads_) thread.join();
}

void WatchStreams::Serve(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  while (queue.Next(&tag, &ok)) static_cast<Reader*>(tag)->Proceed(ok);
}

void WatchStreams::WaitUntilBegun() const { WaitUntilReached(1); }

void WatchStreams::WaitUntilReached(int64_t sequence) const {
  size_t first = 0;
  const auto all_have = [&] {
    const auto has = [&](const auto& reader) {
      return reader->reached() >= sequence || (reader->stalls() && reader->reached() > 0);
    };
    while (first < readers_.size() && has(readers_[first])) ++first;
    return first == readers_.size();
  };
  WaitFor(absl::StrCat("reaching ", sequence), all_have, [this] { CheckFailure(); });
}

void WatchStreams::CheckFailure() const {
  for (const auto& reader : readers_) {
    if (const grpc::Status status = reader->status(); !status.ok()) {
      throw std::runtime_error("a stream failed: " + status.error_message());
    }
  }
}

void WatchStreams::Close() {
  for (const auto& reader : readers_) reader->BreakOff();
  for (const auto& reader : readers_) reader->Wait();
}

std::vector<std::vector<Arrival>> WatchStreams::Arrivals() const {
  std::vector<std::vector<Arrival>> arrivals;
  for (const auto& reader : readers_) {
    if (!reader->stalls()) arrivals.push_back(reader->arrivals());
  }
  return arrivals;
}

Recording WatchStreams::Recorded() const {
  Recording recording;
  for (const auto& reader : readers_) {
    if (!reader->recorded().empty()) recording[reader->request_bytes()] = reader->recorded();
  }
  return recording;
}

}  // namespace nianbao::bench
