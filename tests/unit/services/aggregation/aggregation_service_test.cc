#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "libs/form/catalogue.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/server.h"
#include "libs/status/error.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "services/aggregation/service.h"
#include "tests/unit/services/aggregation/fake_event_service.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::FakeEventService;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using Stub = v1::AggregationService::Stub;

// The service behind a real socket, fed by an event service behind another.
struct Suite {
  explicit Suite(const LogBuilder& log, absl::Duration patience = absl::Seconds(60),
                 absl::Duration reader_patience = absl::InfiniteDuration(),
                 absl::Duration watch_beat = absl::Milliseconds(10))
      : events(log) {
    std::vector<std::unique_ptr<rpc::HostedService>> services;
    services.push_back(
        MakeAggregationService({.sources = {{.submission = [this] { return rpc::OpenChannel(events.address()); }}},
                                .read_patience = patience,
                                .watch_patience = patience,
                                .watch_beat = watch_beat,
                                .reader_patience = reader_patience,
                                .clock = [this] { return absl::Now() + absl::Seconds(ahead.load()); }}));
    server = rpc::Server::Listen("127.0.0.1:0", std::move(services)).value();
    server->StartServices();
    stub = v1::AggregationService::NewStub(rpc::OpenChannel(server->address()));
  }

  absl::StatusOr<v1::GetAggregateResponse> Get(const std::string& node, int64_t min_sequence = 0) {
    v1::GetAggregateRequest request;
    request.set_node(node);
    request.set_year(2024);
    request.set_min_sequence(min_sequence);
    return rpc::CallUnary(*stub, &Stub::GetAggregate, request, {.timeout = absl::Seconds(60)});
  }

  // By how many seconds the service's clock is ahead.
  std::atomic<int> ahead = 0;
  FakeEventService events;
  std::unique_ptr<rpc::Server> server;
  std::unique_ptr<Stub> stub;
};

LogBuilder ReportedDistrict() {
  LogBuilder log;
  log.Organ("district", "").Organ("town", "district").Organ("bureau", "district");
  return log.Accept("bureau", 2024, 1, {{kReceived, 5}});
}

TEST(AggregationService, GetsATotalThatReflectsTheEventAskedFor) {
  LogBuilder log = ReportedDistrict();
  Suite suite(log);
  suite.events.Serve(log.Accept("town", 2024, 1, {{kReceived, 2}}));
  const auto got = suite.Get("organs/district", 5);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->aggregate().totals().requests().received().natural_person(), 7);
  EXPECT_EQ(got->aggregate().coverage().accepted(), 2);
  EXPECT_EQ(got->aggregate().coverage().expected(), 3);
  EXPECT_EQ(got->aggregate().position().sources(0).SerializeAsString(), log.token().SerializeAsString());
}

TEST(AggregationService, IsReadyOnceTheLogHasBeenRead) {
  Suite suite(ReportedDistrict(), absl::ZeroDuration());
  absl::Notification ready;
  suite.server->WhenReady([&] { ready.Notify(); });
  ready.WaitForNotification();
  EXPECT_TRUE(suite.Get("organs/district").ok());
}

TEST(AggregationService, IsNotReadyWhileThereIsNoLogToRead) {
  std::vector<std::unique_ptr<rpc::HostedService>> services;
  services.push_back(
      MakeAggregationService({.sources = {{.submission = [] { return rpc::OpenChannel("127.0.0.1:1"); }}},
                              .read_patience = absl::ZeroDuration()}));
  const auto server = rpc::Server::Listen("127.0.0.1:0", std::move(services)).value();
  server->StartServices();
  bool ready = false;
  server->WhenReady([&] { ready = true; });
  const auto stub = v1::AggregationService::NewStub(rpc::OpenChannel(server->address()));
  v1::GetAggregateRequest request;
  request.set_node("organs/district");
  request.set_year(2024);
  EXPECT_EQ(status::ReasonOf(rpc::CallUnary(*stub, &Stub::GetAggregate, request).status()), "NOT_CAUGHT_UP");
  EXPECT_FALSE(ready);
}

TEST(AggregationService, ListsChildrenByName) {
  Suite suite(ReportedDistrict());
  v1::ListChildAggregatesRequest request;
  request.set_node("organs/district");
  request.set_year(2024);
  const auto listed = rpc::CallUnary(*suite.stub, &Stub::ListChildAggregates, request);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->aggregates_size(), 2);
  EXPECT_EQ(listed->aggregates(0).node(), "organs/bureau");
  EXPECT_EQ(listed->aggregates(1).node(), "organs/town");
}

template <typename Request>
Request AboutTheDistrict() {
  Request request;
  if constexpr (requires { request.set_node(""); }) request.set_node("organs/district");
  if constexpr (requires { request.set_year(0); }) request.set_year(2024);
  if constexpr (requires { request.set_cell(""); }) request.set_cell(kReceived);
  return request;
}

TEST(AggregationService, AnswersEveryQuestion) {
  LogBuilder log = ReportedDistrict();
  Suite suite(log.Accept("district", 2024, 1, {{kReceived, 6}}, form::v1::SCOPE_ROLL_UP));
  const auto ask = [&](auto method, const auto& request) {
    auto answer = rpc::CallUnary(*suite.stub, method, request, {.timeout = absl::Seconds(60)});
    EXPECT_TRUE(answer.ok()) << answer.status();
    return *std::move(answer);
  };
  v1::CompareAggregatesRequest years;
  years.add_nodes("organs/district");
  years.add_years(2024);
  EXPECT_EQ(ask(&Stub::CompareAggregates, years).rows_size(), 1);
  EXPECT_EQ(ask(&Stub::CompareRollUp, AboutTheDistrict<v1::CompareRollUpRequest>()).differences_size(), 1);
  auto ranking = AboutTheDistrict<v1::RankChildAggregatesRequest>();
  ranking.set_measure(kReceived);
  EXPECT_EQ(ask(&Stub::RankChildAggregates, ranking).nodes(0).title(), "bureau");
  EXPECT_EQ(ask(&Stub::GetDistribution, AboutTheDistrict<v1::GetDistributionRequest>()).max(), 5);
  EXPECT_GT(ask(&Stub::ListIndicators, v1::ListIndicatorsRequest()).indicators_size(), 0);
  EXPECT_EQ(ask(&Stub::ListMissing, AboutTheDistrict<v1::ListMissingRequest>()).total_size(), 2);
  EXPECT_EQ(ask(&Stub::ExplainCell, AboutTheDistrict<v1::ExplainCellRequest>()).total(), 5);
  auto change = AboutTheDistrict<v1::ExplainChangeRequest>();
  *change.mutable_from()->add_sources() = log.token();
  EXPECT_EQ(ask(&Stub::ExplainChange, change).movements_size(), 0);
}

TEST(AggregationService, RefusesWithAReason) {
  Suite suite(ReportedDistrict());
  EXPECT_EQ(status::ReasonOf(suite.Get("organs/stranger").status()), "ORGAN_UNKNOWN");
  EXPECT_EQ(status::ReasonOf(suite.Get("stranger").status()), "FIELD_INVALID");
}

TEST(AggregationService, SaysWhenItHasNotCaughtUpWithinItsPatience) {
  Suite suite(ReportedDistrict(), absl::Milliseconds(10));
  const absl::Status late = suite.Get("organs/district", 99).status();
  EXPECT_EQ(late.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status::ReasonOf(late), "NOT_CAUGHT_UP");
}

TEST(AggregationService, AnswersWhileManyReadsWaitForALaterEvent) {
  constexpr int kReads = 12;
  LogBuilder log = ReportedDistrict();
  Suite suite(log);
  ASSERT_TRUE(suite.Get("organs/district").ok());
  absl::Mutex mutex;
  std::map<std::string, int> ends;
  std::vector<std::thread> reads;
  for (int i = 0; i < kReads; ++i) {
    reads.emplace_back([&] {
      const std::string reason = status::ReasonOf(suite.Get("organs/district", 5).status());
      absl::MutexLock lock(&mutex);
      ++ends[reason];
    });
  }
  {
    absl::MutexLock lock(&mutex);
    const auto refused = [&] { return ends["NOT_CAUGHT_UP"] == kReads - 4; };
    EXPECT_TRUE(mutex.AwaitWithTimeout(absl::Condition(&refused), absl::Seconds(30)));
  }
  EXPECT_TRUE(suite.Get("organs/district").ok());
  suite.events.Serve(log.Accept("town", 2024, 1, {{kReceived, 2}}));
  for (std::thread& read : reads) read.join();
  EXPECT_EQ(ends[""], 4);
}

TEST(AggregationService, EndsAStreamThatStaysAheadOfTheLog) {
  LogBuilder log = ReportedDistrict();
  Suite suite(log, absl::Milliseconds(50));
  v1::WatchAggregatesRequest request;
  request.add_nodes("organs/district");
  request.set_year(2024);
  *request.mutable_resume_token()->add_sources() = log.token();
  request.mutable_resume_token()->mutable_sources(0)->set_sequence(99);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(60)));
  const auto reader = suite.stub->WatchAggregates(&context, request);
  v1::WatchAggregatesResponse told;
  EXPECT_FALSE(reader->Read(&told));
  EXPECT_EQ(status::ReasonOf(rpc::FromGrpc(reader->Finish())), "NOT_CAUGHT_UP");
}

TEST(AggregationService, StreamsASnapshotThenChangesAndEndsWhenItDrains) {
  LogBuilder log = ReportedDistrict();
  Suite suite(log);
  v1::WatchAggregatesRequest request;
  request.add_nodes("organs/district");
  request.set_year(2024);
  grpc::ClientContext context;
  const auto reader = suite.stub->WatchAggregates(&context, request);
  v1::WatchAggregatesResponse told;
  ASSERT_TRUE(reader->Read(&told));
  EXPECT_EQ(told.snapshots_size(), 1);
  suite.events.Serve(log.Accept("town", 2024, 1, {{kReceived, 2}}));
  ASSERT_TRUE(reader->Read(&told));
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(told.deltas(0).cells(0).value(), 7);
  EXPECT_EQ(told.position().sources(0).sequence(), 5);
  suite.server->Drain(absl::Seconds(60));
  EXPECT_FALSE(reader->Read(&told));
  EXPECT_EQ(status::ReasonOf(rpc::FromGrpc(reader->Finish())), "SHUTTING_DOWN");
}

TEST(AggregationService, EndsAStreamOfAnUnknownNodeWithAReason) {
  Suite suite(ReportedDistrict());
  v1::WatchAggregatesRequest request;
  request.add_nodes("organs/stranger");
  request.set_year(2024);
  grpc::ClientContext context;
  const auto reader = suite.stub->WatchAggregates(&context, request);
  v1::WatchAggregatesResponse told;
  EXPECT_FALSE(reader->Read(&told));
  EXPECT_EQ(status::ReasonOf(rpc::FromGrpc(reader->Finish())), "ORGAN_UNKNOWN");
}

v1::WatchAggregatesRequest Watch(const std::string& node) {
  v1::WatchAggregatesRequest request;
  request.add_nodes(node);
  request.set_year(2024);
  return request;
}

TEST(AggregationService, TellsThePositionWhenNothingWatchedChanged) {
  LogBuilder log = ReportedDistrict();
  Suite suite(log);
  grpc::ClientContext context;
  const auto reader = suite.stub->WatchAggregates(&context, Watch("organs/town"));
  v1::WatchAggregatesResponse told;
  ASSERT_TRUE(reader->Read(&told));
  suite.events.Serve(log.Accept("bureau", 2024, 2, {{kReceived, 2}}));
  suite.ahead = 5;
  ASSERT_TRUE(reader->Read(&told));
  EXPECT_EQ(told.snapshots_size() + told.deltas_size(), 0);
  EXPECT_EQ(told.position().sources(0).sequence(), 5);
  context.TryCancel();
}

// A node with so many below it that their totals do not fit what gRPC holds for a reader that takes nothing.
LogBuilder Province() {
  nianbao::testing::Figures full;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) full[cell.code] = int64_t{1} << 50;
  LogBuilder log;
  log.Organ("province", "");
  for (int i = 0; i < 1000; ++i) {
    const std::string id = "county-" + std::to_string(i);
    log.Organ(id, "province");
    for (const int year : {2021, 2022, 2023, 2024}) log.Accept(id, year, 1, full);
  }
  return log;
}

v1::WatchAggregatesRequest WatchAllOf(const std::string& node) {
  v1::WatchAggregatesRequest request = Watch(node);
  for (const int year : {2021, 2022, 2023}) request.add_years(year);
  request.set_depth(1);
  return request;
}

TEST(AggregationService, SendsThePartsOfAStepOneAfterTheOther) {
  // No beat comes to help.
  Suite suite(Province(), absl::Seconds(60), absl::InfiniteDuration(), /*watch_beat=*/absl::Hours(24));
  ASSERT_TRUE(suite.Get("organs/province").ok());
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Minutes(5)));
  const auto reader = suite.stub->WatchAggregates(&context, WatchAllOf("organs/province"));
  v1::WatchAggregatesResponse told;
  int parts = 0;
  while (!told.has_position()) {
    ASSERT_TRUE(reader->Read(&told));
    ++parts;
  }
  EXPECT_GT(parts, 1);
  context.TryCancel();
}

// A reader whose channel holds no more than 64 KB for it, however fast the network is.
std::unique_ptr<Stub> NarrowStub(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  return v1::AggregationService::NewStub(
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
}

TEST(AggregationService, EndsAStreamWhoseReaderTakesNothing) {
  constexpr absl::Duration kPatience = absl::Seconds(1);
  LogBuilder log = Province();
  Suite suite(log, absl::Seconds(60), kPatience);
  ASSERT_TRUE(suite.Get("organs/province").ok());
  grpc::ClientContext stuck_context;
  const auto narrow_stub = NarrowStub(suite.server->address());
  const auto stuck = narrow_stub->WatchAggregates(&stuck_context, WatchAllOf("organs/province"));
  grpc::ClientContext context;
  const auto reader = suite.stub->WatchAggregates(&context, Watch("organs/county-7"));
  v1::WatchAggregatesResponse told;
  ASSERT_TRUE(reader->Read(&told));
  // It comes with the first message, whose rest is stuck.
  stuck->WaitForInitialMetadata();
  const absl::Time late = absl::Now() + 2 * kPatience;
  // Streams are looked after at a beat, and each of these changes takes one to be told.
  int beats_after = 0;
  for (int revision = 2; beats_after < 2; ++revision) {
    if (absl::Now() > late) ++beats_after;
    suite.events.Serve(log.Accept("county-7", 2024, revision, {{kReceived, revision}}));
    ASSERT_TRUE(reader->Read(&told));
  }
  context.TryCancel();
  while (stuck->Read(&told)) EXPECT_FALSE(told.has_position());
  const absl::Status end = rpc::FromGrpc(stuck->Finish());
  EXPECT_EQ(end.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(status::ReasonOf(end), "READER_STUCK");
}

TEST(AggregationService, AReaderThatTakesNothingDelaysNobodyAndGetsTheLatestInTheEnd) {
  LogBuilder log = Province();
  Suite suite(log);
  ASSERT_TRUE(suite.Get("organs/province").ok());
  grpc::ClientContext slow_context;
  const auto narrow_stub = NarrowStub(suite.server->address());
  const auto slow = narrow_stub->WatchAggregates(&slow_context, WatchAllOf("organs/province"));
  slow->WaitForInitialMetadata();
  grpc::ClientContext context;
  const auto reader = suite.stub->WatchAggregates(&context, Watch("organs/county-7"));
  v1::WatchAggregatesResponse told;
  ASSERT_TRUE(reader->Read(&told));
  for (int revision = 2; revision <= 20; ++revision) {
    suite.events.Serve(log.Accept("county-7", 2024, revision, {{kReceived, revision}}));
    ASSERT_TRUE(reader->Read(&told));
    ASSERT_EQ(told.deltas_size(), 1);
    EXPECT_EQ(told.position().sources(0).SerializeAsString(), log.token().SerializeAsString());
  }
  int steps = 0;
  do {
    ASSERT_TRUE(slow->Read(&told));
    if (told.has_position()) ++steps;
  } while (!told.has_position() || told.position().sources(0).sequence() < log.token().sequence());
  EXPECT_LE(steps, 2);
  context.TryCancel();
  slow_context.TryCancel();
}

TEST(AggregationService, RefusesBytesThatAreNoRequestToWatch) {
  Suite suite(ReportedDistrict());
  const auto channel = rpc::OpenChannel(suite.server->address());
  grpc::ClientContext context;
  const grpc::Slice garbage("\xff\xff\xff");
  const grpc::ByteBuffer request(&garbage, 1);
  const std::unique_ptr<grpc::ClientReader<grpc::ByteBuffer>> reader(
      grpc::internal::ClientReaderFactory<grpc::ByteBuffer>::Create(
          channel.get(),
          grpc::internal::RpcMethod("/nianbao.aggregation.v1.AggregationService/WatchAggregates",
                                    grpc::internal::RpcMethod::SERVER_STREAMING),
          &context, request));
  EXPECT_EQ(status::ReasonOf(rpc::FromGrpc(reader->Finish())), "FIELD_INVALID");
}

}  // namespace
}  // namespace nianbao::aggregation
