#include "tests/bench/unary_load.h"

#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/async_unary_call.h>
#include <grpcpp/support/byte_buffer.h>

#include <optional>
#include <stdexcept>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/bench/bytes_of.h"

namespace nianbao::bench {
namespace {

// A place for one call at a time.
class Lane {
 public:
  void Start(grpc::GenericStub& stub, const std::string& method, size_t number, const grpc::ByteBuffer& request,
             grpc::CompletionQueue& queue) {
    number_ = number;
    response_.Clear();
    context_.emplace();
    call_ = stub.PrepareUnaryCall(&*context_, method, request, &queue);
    call_->StartCall();
    call_->Finish(&response_, &status_, this);
  }

  size_t number() const { return number_; }
  const grpc::Status& status() const { return status_; }
  const grpc::ByteBuffer& response() const { return response_; }

 private:
  size_t number_ = 0;
  std::optional<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientAsyncResponseReader<grpc::ByteBuffer>> call_;
  grpc::ByteBuffer response_;
  grpc::Status status_;
};

// Forgets what is under way when it goes.
class Queue {
 public:
  ~Queue() {
    queue_.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) {
    }
  }

  grpc::CompletionQueue& get() { return queue_; }

  Lane& Next() {
    void* tag = nullptr;
    bool ok = false;
    if (!queue_.Next(&tag, &ok)) throw std::logic_error("no call is under way");
    return *static_cast<Lane*>(tag);
  }

 private:
  grpc::CompletionQueue queue_;
};

}  // namespace

UnaryLoad LoadUnary(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                    const std::vector<std::string>& requests, int in_flight, double seconds) {
  grpc::GenericStub stub(channel);
  std::vector<grpc::ByteBuffer> messages;
  for (const std::string& request : requests) {
    const grpc::Slice slice(request);
    messages.emplace_back(&slice, 1);
  }
  UnaryLoad load;
  load.first.resize(requests.size());
  std::vector<Lane> lanes(static_cast<size_t>(in_flight));
  Queue queue;
  size_t sent = 0;
  const auto start = [&](Lane& lane) {
    const size_t number = sent++ % messages.size();
    lane.Start(stub, method, number, messages[number], queue.get());
  };
  const auto take = [&] {
    Lane& lane = queue.Next();
    if (!lane.status().ok()) throw std::runtime_error("a call failed: " + lane.status().error_message());
    std::string& first = load.first[lane.number()];
    if (first.empty()) first = BytesOf(lane.response());
    if (lane.response().Length() != first.size()) throw std::runtime_error("an answer differs in size from the first");
    ++load.answers_in_all;
    return &lane;
  };
  // One by one, since a server may have to make ready for each.
  for (size_t i = 0; i < messages.size(); ++i) {
    start(lanes.front());
    take();
  }
  for (Lane& lane : lanes) start(lane);
  const auto load_for = [&](double time) {
    const absl::Time began = absl::Now();
    const absl::Time until = began + absl::Seconds(time);
    const int64_t before = load.answers_in_all;
    while (absl::Now() < until) start(*take());
    load.answers = load.answers_in_all - before;
    load.seconds = absl::ToDoubleSeconds(absl::Now() - began);
  };
  load_for(seconds / 5);
  load_for(seconds);
  for (int i = 0; i < in_flight; ++i) take();
  return load;
}

}  // namespace nianbao::bench
