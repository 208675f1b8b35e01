// Watches one key of etcd with many streams, writes it at a beat, and prints what etcd took to tell them.
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/client_callback.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "etcd.grpc.pb.h"
#include "libs/rpc/deadlock_search.h"
#include "tests/bench/server_process.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;

constexpr char kKey[] = "organs/nation";
constexpr absl::Duration kPatience = absl::Seconds(60);
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(5);

struct Options {
  std::string server;
  int process = 0;
  int streams = 0;
  int streams_per_connection = 0;
  int value_bytes = 0;
  double beat_ms = 0;
  double warm_seconds = 0;
  double seconds = 0;
};

// A stream that watches the key.
class Watcher final : public grpc::ClientBidiReactor<etcdserverpb::WatchRequest, etcdserverpb::WatchResponse> {
 public:
  explicit Watcher(const std::shared_ptr<grpc::Channel>& channel) : stub_(etcdserverpb::Watch::NewStub(channel)) {
    request_.mutable_create_request()->set_key(kKey);
    stub_->async()->Watch(&context_, this);
    StartWrite(&request_);
    StartRead(&response_);
    StartCall();
  }
  ~Watcher() override {
    context_.TryCancel();
    done_.WaitForNotification();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    for (const etcdserverpb::Event& event : response_.events()) {
      bytes_ += static_cast<int64_t>(event.kv().value().size());
      ++told_;
      revision_ = event.kv().mod_revision();
    }
    if (response_.created()) created_ = true;
    StartRead(&response_);
  }
  void OnDone(const grpc::Status& status) override { done_.Notify(); }

  bool has_begun() const { return created_; }
  bool has_ended() const { return done_.HasBeenNotified(); }
  // Of the last change that it was told of.
  int64_t revision() const { return revision_; }
  int64_t told() const { return told_; }
  int64_t bytes() const { return bytes_; }

 private:
  const std::unique_ptr<etcdserverpb::Watch::Stub> stub_;
  grpc::ClientContext context_;
  etcdserverpb::WatchRequest request_;
  etcdserverpb::WatchResponse response_;
  std::atomic<bool> created_ = false;
  std::atomic<int64_t> revision_ = 0;
  std::atomic<int64_t> told_ = 0;
  std::atomic<int64_t> bytes_ = 0;
  absl::Notification done_;
};

class Load {
 public:
  explicit Load(const Options& options) : options_(options) {
    for (int i = 0; i < options.streams; ++i) {
      if (i % options.streams_per_connection == 0) channels_.push_back(OpenConnection(i));
      watchers_.push_back(std::make_unique<Watcher>(channels_.back()));
    }
    kv_ = etcdserverpb::KV::NewStub(channels_.front());
  }

  json Run() {
    WaitFor("beginning", [](const Watcher& watcher) { return watcher.has_begun(); });
    Continue(options_.warm_seconds);
    const double cpu = ProcessorSeconds(options_.process);
    const double own_cpu = ProcessorSeconds(getpid());
    const int64_t told = Sum(&Watcher::told);
    const int64_t bytes = Sum(&Watcher::bytes);
    const absl::Time began = absl::Now();
    const int64_t written = Continue(options_.seconds);
    const json result = {{"seconds", absl::ToDoubleSeconds(absl::Now() - began)},
                         {"cpu_s", ProcessorSeconds(options_.process) - cpu},
                         {"load_cpu_s", ProcessorSeconds(getpid()) - own_cpu},
                         {"deliveries", Sum(&Watcher::told) - told},
                         {"bytes", Sum(&Watcher::bytes) - bytes}};
    if (result["deliveries"] != written * options_.streams ||
        result["bytes"] != written * options_.streams * options_.value_bytes) {
      throw std::runtime_error("etcd did not tell every stream of every change");
    }
    return result;
  }

 private:
  // Channels with different arguments do not share a connection.
  std::shared_ptr<grpc::Channel> OpenConnection(int number) const {
    grpc::ChannelArguments arguments;
    arguments.SetInt("nianbao.bench.connection", number);
    return grpc::CreateCustomChannel(options_.server, grpc::InsecureChannelCredentials(), arguments);
  }

  // Writes the key at the beat, and waits until all were told of the last change. Returns how often it was written.
  int64_t Continue(double seconds) {
    const absl::Time until = absl::Now() + absl::Seconds(seconds);
    int64_t written = 0;
    int64_t revision = 0;
    for (absl::Time next = absl::Now(); next < until; next += absl::Milliseconds(options_.beat_ms)) {
      absl::SleepFor(next - absl::Now());
      revision = Write();
      ++written;
    }
    absl::SleepFor(until - absl::Now());
    WaitFor("telling", [&](const Watcher& watcher) { return watcher.revision() >= revision; });
    return written;
  }

  int64_t Write() {
    etcdserverpb::PutRequest request;
    request.set_key(kKey);
    request.set_value(std::string(static_cast<size_t>(options_.value_bytes), static_cast<char>('a' + writes_++ % 26)));
    grpc::ClientContext context;
    etcdserverpb::PutResponse response;
    const grpc::Status status = kv_->Put(&context, request, &response);
    if (!status.ok()) throw std::runtime_error("etcd refuses to write: " + status.error_message());
    return response.header().revision();
  }

  void WaitFor(const std::string& what, const std::function<bool(const Watcher&)>& is_so) const {
    const absl::Time give_up = absl::Now() + kPatience;
    const auto all = [&] {
      return std::all_of(watchers_.begin(), watchers_.end(), [&](const auto& watcher) { return is_so(*watcher); });
    };
    while (!all()) {
      if (std::any_of(watchers_.begin(), watchers_.end(), [](const auto& watcher) { return watcher->has_ended(); })) {
        throw std::runtime_error("a stream ended");
      }
      if (absl::Now() > give_up) throw std::runtime_error(what + " took too long");
      absl::SleepFor(kBetweenLooks);
    }
  }

  int64_t Sum(int64_t (Watcher::*count)() const) const {
    int64_t sum = 0;
    for (const auto& watcher : watchers_) sum += ((*watcher).*count)();
    return sum;
  }

  const Options& options_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;
  std::vector<std::unique_ptr<Watcher>> watchers_;
  std::unique_ptr<etcdserverpb::KV::Stub> kv_;
  int64_t writes_ = 0;
};

int Run(int argc, char** argv) {
  CLI::App app("Watches a key of etcd with many streams. Prints what it took as JSON.", "etcd_load");
  Options options;
  app.add_option("--server", options.server, "HOST:PORT of etcd")->required();
  app.add_option("--process", options.process, "its process, on this machine")->required();
  app.add_option("--streams", options.streams, "how many to open")->required()->check(CLI::Range(1, 20'000));
  app.add_option("--streams-per-connection", options.streams_per_connection, "how many share a connection")->required();
  app.add_option("--value-bytes", options.value_bytes, "size of what is written")->required();
  app.add_option("--beat-ms", options.beat_ms, "from one write to the next")->required();
  app.add_option("--warm-seconds", options.warm_seconds, "time before it is measured")->required();
  app.add_option("--seconds", options.seconds, "time to measure")->required();
  CLI11_PARSE(app, argc, argv);
  // As in watch_load.
  rpc::LeaveOutDeadlockSearch();
  std::cout << Load(options).Run() << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "etcd_load: " << error.what() << "\n";
    return 1;
  }
}
