#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <thread>
#include <vector>

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
  explicit Suite(const LogBuilder& log, absl::Duration patience = absl::Seconds(60)) : events(log) {
    std::vector<std::unique_ptr<rpc::HostedService>> services;
    services.push_back(
        MakeAggregationService({.sources = {{.submission = [this] { return rpc::OpenChannel(events.address()); }}},
                                .read_patience = patience,
                                .watch_patience = patience}));
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

  FakeEventService events;
  std::unique_ptr<rpc::Server> server;
  std::unique_ptr<Stub> stub;
};

LogBuilder District() {
  LogBuilder log;
  log.Organ("district", "").Organ("town", "district").Organ("bureau", "district");
  return log.Accept("bureau", 2024, 1, {{kReceived, 5}});
}

TEST(AggregationService, GetsATotalThatReflectsTheEventAskedFor) {
  LogBuilder log = District();
  Suite suite(log);
  suite.events.Serve(log.Accept("town", 2024, 1, {{kReceived, 2}}));
  const auto got = suite.Get("organs/district", 5);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->aggregate().totals().requests().received().natural_person(), 7);
  EXPECT_EQ(got->aggregate().coverage().accepted(), 2);
  EXPECT_EQ(got->aggregate().coverage().expected(), 3);
  EXPECT_EQ(got->aggregate().position().sources(0).SerializeAsString(), log.token().SerializeAsString());
}

TEST(AggregationService, ListsChildrenByName) {
  Suite suite(District());
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
  LogBuilder log = District();
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
  Suite suite(District());
  EXPECT_EQ(status::ReasonOf(suite.Get("organs/stranger").status()), "ORGAN_UNKNOWN");
  EXPECT_EQ(status::ReasonOf(suite.Get("stranger").status()), "FIELD_INVALID");
}

TEST(AggregationService, SaysWhenItHasNotCaughtUpWithinItsPatience) {
  Suite suite(District(), absl::Milliseconds(10));
  const absl::Status late = suite.Get("organs/district", 99).status();
  EXPECT_EQ(late.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status::ReasonOf(late), "NOT_CAUGHT_UP");
}

TEST(AggregationService, AnswersWhileManyReadsWaitForALaterEvent) {
  constexpr int kReads = 12;
  LogBuilder log = District();
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
  LogBuilder log = District();
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
  LogBuilder log = District();
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
  Suite suite(District());
  v1::WatchAggregatesRequest request;
  request.add_nodes("organs/stranger");
  request.set_year(2024);
  grpc::ClientContext context;
  const auto reader = suite.stub->WatchAggregates(&context, request);
  v1::WatchAggregatesResponse told;
  EXPECT_FALSE(reader->Read(&told));
  EXPECT_EQ(status::ReasonOf(rpc::FromGrpc(reader->Finish())), "ORGAN_UNKNOWN");
}

}  // namespace
}  // namespace nianbao::aggregation
