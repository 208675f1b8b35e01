#include "tests/unit/services/aggregation/watch/followed.h"

#include <gtest/gtest.h>

namespace nianbao::aggregation {

using nianbao::testing::LogBuilder;

Followed::Followed(const LogBuilder& begun, absl::Duration patience)
    : log(begun), hubs(totals, {.patience = patience, .memory = kMemory, .clock = [this] { return now; }}) {
  totals.Begin(0, log.token().log_id());
  totals.ServeFrom(0, 0);
  CatchUp();
}

void Followed::CatchUp() {
  EXPECT_TRUE(totals.Apply(0, log.After(totals.position(0)->sequence())).ok());
  Beat();
}

void Followed::Beat(absl::Duration pause) {
  now += pause;
  hubs.Look();
}

LogBuilder District() {
  LogBuilder log;
  log.Organ("district", "").Organ("bureau", "district").Organ("town", "district");
  return log;
}

v1::WatchAggregatesRequest Watch(const std::vector<std::string>& ids) {
  v1::WatchAggregatesRequest request;
  for (const std::string& id : ids) request.add_nodes("organs/" + id);
  request.set_year(2024);
  return request;
}

v1::WatchAggregatesRequest Resume(const std::vector<std::string>& ids, const submission::v1::EventToken& token) {
  v1::WatchAggregatesRequest request = Watch(ids);
  *request.mutable_resume_token()->add_sources() = token;
  return request;
}

v1::WatchAggregatesResponse Parsed(const std::string& bytes) {
  v1::WatchAggregatesResponse message;
  EXPECT_TRUE(message.ParseFromString(bytes));
  return message;
}

std::shared_ptr<const std::string> MustTellBytes(Watcher& watcher) {
  const auto told = watcher.Next();
  EXPECT_TRUE(told.ok()) << told.status();
  EXPECT_TRUE(told.ok() && *told != nullptr) << "nothing told";
  return told.ok() && *told != nullptr ? *told : std::make_shared<const std::string>();
}

v1::WatchAggregatesResponse MustTell(Watcher& watcher) { return Parsed(*MustTellBytes(watcher)); }

void ExpectSilence(Watcher& watcher) {
  const auto told = watcher.Next();
  EXPECT_TRUE(told.ok()) << told.status();
  EXPECT_FALSE(told.ok() && *told != nullptr) << Parsed(**told).DebugString();
}

v1::Aggregate FirstSnapshot(const v1::WatchAggregatesResponse& told) {
  EXPECT_FALSE(told.snapshots().empty()) << told.ShortDebugString();
  return told.snapshots().empty() ? v1::Aggregate() : told.snapshots(0);
}

v1::AggregateDelta FirstDelta(const v1::WatchAggregatesResponse& told) {
  EXPECT_FALSE(told.deltas().empty()) << told.ShortDebugString();
  return told.deltas().empty() ? v1::AggregateDelta() : told.deltas(0);
}

v1::CellTotal FirstCell(const v1::WatchAggregatesResponse& told) {
  const v1::AggregateDelta delta = FirstDelta(told);
  EXPECT_FALSE(delta.cells().empty()) << told.ShortDebugString();
  return delta.cells().empty() ? v1::CellTotal() : delta.cells(0);
}

int64_t SequenceOf(const v1::WatchAggregatesResponse& told) {
  EXPECT_EQ(told.position().sources_size(), 1) << told.ShortDebugString();
  return told.position().sources_size() == 1 ? told.position().sources(0).sequence() : -1;
}

std::vector<std::string> SnapshotNodes(const v1::WatchAggregatesResponse& told) {
  std::vector<std::string> nodes;
  for (const v1::Aggregate& snapshot : told.snapshots()) nodes.push_back(snapshot.node());
  return nodes;
}

}  // namespace nianbao::aggregation
