#include "clients/cli/fetch_link.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/digest/sm3.h"
#include "libs/rpc/client_call.h"
#include "libs/status/error.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using submission::v1::Event;

constexpr int kMegabyte = 1 << 20;

// The bytes that a link keeps of it are so many.
Event EventOf(int64_t sequence, size_t bytes) {
  Event event;
  event.set_sequence(sequence);
  event.set_request_id(std::string(bytes, 'x'));
  const size_t over = digest::CanonicalBytes(event).size() - bytes;
  event.set_request_id(std::string(bytes - over, 'x'));
  EXPECT_EQ(digest::CanonicalBytes(event).size(), bytes);
  return event;
}

// Has a seal before the first event, and one that is the last.
class SealedLog final : public aggregation::v1::AggregationService::Service,
                        public submission::v1::EventService::Service {
 public:
  explicit SealedLog(std::vector<Event> events) : events_(std::move(events)) {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(static_cast<aggregation::v1::AggregationService::Service*>(this));
    builder.RegisterService(static_cast<submission::v1::EventService::Service*>(this));
    server_ = builder.BuildAndStart();
    channel_ = rpc::OpenChannel("127.0.0.1:" + std::to_string(port));
  }

  absl::StatusOr<aggregation::v1::RootLink> Fetch() const { return FetchLink(channel_, channel_, {}, {}); }
  int pages() const { return pages_; }

 private:
  grpc::Status LinkRoots(grpc::ServerContext*, const aggregation::v1::LinkRootsRequest*,
                         aggregation::v1::LinkRootsResponse* response) override {
    auto& to = *response->mutable_link()->mutable_to();
    to.mutable_position()->set_sequence(static_cast<int64_t>(events_.size()));
    return grpc::Status::OK;
  }

  // One event a page.
  grpc::Status ListEvents(grpc::ServerContext*, const submission::v1::ListEventsRequest* request,
                          submission::v1::ListEventsResponse* response) override {
    ++pages_;
    const int64_t after = request->after().sequence();
    *response->add_records()->mutable_event() = events_.at(static_cast<size_t>(after));
    response->mutable_token()->set_sequence(after + 1);
    return grpc::Status::OK;
  }

  const std::vector<Event> events_;
  int pages_ = 0;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

std::vector<Event> Megabytes(int count) {
  std::vector<Event> events;
  for (int i = 1; i <= count; ++i) events.push_back(EventOf(i, kMegabyte));
  return events;
}

TEST(FetchLink, KeepsAsManyBytesOfEventsAsAFileHolds) {
  const SealedLog log(Megabytes(6));
  const auto link = log.Fetch();
  ASSERT_TRUE(link.ok()) << link.status();
  EXPECT_EQ(link->events_size(), 6);
}

TEST(FetchLink, RefusesOneByteMoreAndAsksForNoOthers) {
  std::vector<Event> events = Megabytes(10);
  events[5] = EventOf(6, kMegabyte + 1);
  const SealedLog log(events);
  const absl::Status refused = log.Fetch().status();
  EXPECT_EQ(status::ReasonOf(refused), "LINK_TOO_LONG") << refused;
  EXPECT_EQ(log.pages(), 6);
}

}  // namespace
}  // namespace nianbao::cli
