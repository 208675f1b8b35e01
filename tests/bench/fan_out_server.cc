// The rival of watch streams: a bare server that sends recorded messages to all its streams at a beat.
#include <grpcpp/server_builder.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "tests/bench/bytes_of.h"
#include "tests/bench/recording.h"
#include "tests/bench/rival_server.h"

namespace nianbao::bench {
namespace {

using Messages = std::vector<grpc::ByteBuffer>;

constexpr auto kBeat = std::chrono::milliseconds(200);

class FanOut;

class FanOutStream final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  FanOutStream(FanOut& fan_out, const Messages& messages);

  // The message of a beat, unless that of an earlier one is still being written.
  void Send(size_t beat) {
    {
      const std::lock_guard lock(mutex_);
      if (writing_ || ended_) return;
      writing_ = true;
    }
    StartWrite(&messages_[1 + beat % (messages_.size() - 1)]);
  }

  void OnWriteDone(bool ok) override {
    {
      const std::lock_guard lock(mutex_);
      writing_ = false;
      if (ok && !ended_) return;
      ended_ = true;
    }
    Finish(grpc::Status::CANCELLED);
  }

  void OnCancel() override {
    {
      const std::lock_guard lock(mutex_);
      if (std::exchange(ended_, true) || writing_) return;
    }
    Finish(grpc::Status::CANCELLED);
  }

  void OnDone() override;

 private:
  FanOut& fan_out_;
  const Messages& messages_;
  // Whoever lets go last deletes it.
  std::shared_ptr<FanOutStream> self_{this};
  std::mutex mutex_;
  bool writing_ = true;
  bool ended_ = false;
};

// The open streams, and the thread that sends.
class FanOut {
 public:
  FanOut() : thread_([this] { Run(); }) {}
  ~FanOut() {
    stopping_ = true;
    thread_.join();
  }

  void Add(std::shared_ptr<FanOutStream> stream) {
    const std::lock_guard lock(mutex_);
    streams_.insert(std::move(stream));
  }
  void Remove(const std::shared_ptr<FanOutStream>& stream) {
    const std::lock_guard lock(mutex_);
    streams_.erase(stream);
  }

 private:
  void Run() {
    auto next = std::chrono::steady_clock::now();
    for (size_t beat = 0; !stopping_; ++beat) {
      std::vector<std::shared_ptr<FanOutStream>> streams;
      {
        const std::lock_guard lock(mutex_);
        streams.assign(streams_.begin(), streams_.end());
      }
      for (const auto& stream : streams) stream->Send(beat);
      next = std::max(next + kBeat, std::chrono::steady_clock::now());
      std::this_thread::sleep_until(next);
    }
  }

  std::mutex mutex_;
  std::unordered_set<std::shared_ptr<FanOutStream>> streams_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

FanOutStream::FanOutStream(FanOut& fan_out, const Messages& messages) : fan_out_(fan_out), messages_(messages) {
  fan_out_.Add(self_);
  StartWrite(&messages_.front());
}

void FanOutStream::OnDone() {
  fan_out_.Remove(self_);
  const std::shared_ptr<FanOutStream> self = std::move(self_);
}

class Refused final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  Refused() { Finish({grpc::StatusCode::NOT_FOUND, "nothing is recorded for this request"}); }
  void OnDone() override { delete this; }
};

using aggregation::v1::AggregationService;

class FanOutService final
    : public AggregationService::WithRawCallbackMethod_WatchAggregates<AggregationService::Service> {
 public:
  explicit FanOutService(const Recording& recording) {
    for (const auto& [request, messages] : recording) {
      if (messages.size() < 2) throw std::runtime_error("nothing was recorded after the first message");
      for (const std::string& message : messages) {
        const grpc::Slice slice(message);
        messages_[request].emplace_back(&slice, 1);
      }
    }
  }

  grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchAggregates(grpc::CallbackServerContext*,
                                                              const grpc::ByteBuffer* request) override {
    const auto found = messages_.find(BytesOf(*request));
    if (found == messages_.end()) return new Refused;
    return new FanOutStream(fan_out_, found->second);
  }

 private:
  std::map<std::string, Messages> messages_;
  FanOut fan_out_;
};

int Run(int argc, char** argv) {
  CLI::App app("Sends what watch_load recorded to every stream at a beat.", "fan_out_server");
  std::string listen;
  std::string recording;
  app.add_option("--listen", listen, "HOST:PORT")->required();
  app.add_option("--recording", recording, "file that watch_load wrote")->required();
  CLI11_PARSE(app, argc, argv);
  return ServeUntilStopped("fan_out_server", listen, [&](grpc::ServerBuilder& builder) {
    auto service = std::make_shared<FanOutService>(ReadRecording(recording));
    builder.RegisterService(service.get());
    return service;
  });
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "fan_out_server: " << error.what() << "\n";
    return 1;
  }
}
