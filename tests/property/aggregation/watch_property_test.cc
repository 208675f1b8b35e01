#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <utility>

#include "libs/form/catalogue.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "tests/property/aggregation/history.h"
#include "tests/property/aggregation/watch_reader.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::History;
using nianbao::testing::kFirstYear;
using nianbao::testing::kLastYear;
using nianbao::testing::NaiveTotal;

constexpr uint64_t kSeeds = 40;
constexpr int kLength = 200;

// A reader with its stream.
struct Stream {
  explicit Stream(v1::WatchAggregatesRequest request) : request(std::move(request)) {}

  v1::WatchAggregatesRequest request;
  std::optional<Watcher> watcher{};
  WatchReader reader{};
};

// The totals, streams of them, and what may befall either.
class Scene {
 public:
  explicit Scene(uint64_t seed) : random_(seed), history_(seed) {
    for (int i = 0; i < 20; ++i) history_.Happen();
    earlier_ = history_;
    Restart();
    CatchUp();
  }

  Stream& Open(const v1::WatchAggregatesRequest& request) {
    streams_.emplace_back(request);
    Reconnect(streams_.back());
    Read(streams_.back());
    return streams_.back();
  }

  // A random choice of what to watch.
  v1::WatchAggregatesRequest RandomRequest() {
    v1::WatchAggregatesRequest request;
    const std::vector<std::string> organs = history_.organs();
    for (const std::string& id : organs) {
      if (Happens(3) || (id == organs.back() && request.nodes().empty())) request.add_nodes("organs/" + id);
    }
    request.set_year(kLastYear);
    if (Happens(2)) request.add_years(kFirstYear);
    if (Happens(2)) request.set_depth(static_cast<int>(random_() % 4));
    if (Happens(2)) {
      for (const form::Cell& cell : form::Catalogue::Get().cells()) {
        if (Happens(4)) request.add_cells(cell.code);
      }
    }
    if (Happens(3)) request.set_tree(v1::TREE_TODAY);
    return request;
  }

  // All organs there are.
  v1::WatchAggregatesRequest WholeRequest() {
    v1::WatchAggregatesRequest request;
    for (const std::string& id : history_.organs()) request.add_nodes("organs/" + id);
    request.set_year(kLastYear);
    return request;
  }

  void Step(bool rewrites = true) {
    history_.Happen();
    if (Happens(3)) CatchUp(random_() % 8);
    if (Happens(60)) Restart();
    if (Happens(40)) earlier_ = history_;
    if (rewrites && Happens(80)) Rewrite();
    now_ += absl::Milliseconds(200);
    if (Happens(2)) hubs_.Look();
    for (Stream& stream : streams_) {
      if (Happens(20)) Reconnect(stream);
      if (Happens(2)) Read(stream);
    }
  }

  void Read(Stream& stream) {
    const auto told = stream.watcher->Next();
    ASSERT_TRUE(told.ok()) << told.status();
    if (*told == nullptr) return;
    v1::WatchAggregatesResponse message;
    ASSERT_TRUE(message.ParseFromString(**told));
    EXPECT_EQ(stream.reader.Take(message), "");
  }

  // The stream breaks; the reader comes back with its token.
  void Reconnect(Stream& stream) {
    if (stream.reader.token().sequence() > 0) {
      stream.request.mutable_resume_token()->clear_sources();
      *stream.request.mutable_resume_token()->add_sources() = stream.reader.token();
    }
    stream.watcher.emplace(hubs_.Watch(stream.request));
  }

  // Feeds the totals, with as many events as there are, or with the next few.
  void CatchUp(size_t events_max = std::numeric_limits<size_t>::max()) {
    submission::v1::WatchEventsResponse batch = history_.log().After(totals_.position(0)->sequence());
    const int taken = static_cast<int>(std::min(events_max, static_cast<size_t>(batch.records_size())));
    batch.mutable_records()->DeleteSubrange(taken, batch.records_size() - taken);
    ASSERT_TRUE(totals_.Apply(0, batch).ok());
    totals_.ServeFrom(0, 0);
  }

  // Lets things happen until there is more than any reader has been told of a log that was rewritten since, and tells
  // it to all.
  void CatchUpWithAll() {
    for (const Stream& stream : streams_) {
      while (history_.log().token().sequence() <= stream.reader.token().sequence()) history_.Happen();
    }
    CatchUp();
    now_ += absl::Seconds(6);
    hubs_.Look();
    for (Stream& stream : streams_) Read(stream);
  }

  void ExpectKnowsAll(const Stream& stream) {
    EXPECT_EQ(stream.reader.token().SerializeAsString(), history_.log().token().SerializeAsString());
    EXPECT_EQ(stream.reader.knows(), WhatThereIs(stream.request));
  }

  // The history kept the plain way agrees with what the reader knows.
  void ExpectKnowsTheHistory(const Stream& stream) {
    for (const auto& [place, known] : stream.reader.knows()) {
      const NaiveTotal naive = history_.Total(place.first.substr(place.first.find('/') + 1), place.second);
      EXPECT_EQ(known.cells, naive.cells) << place.first;
      v1::Coverage coverage;
      ASSERT_TRUE(coverage.ParseFromString(known.coverage));
      EXPECT_EQ(coverage.expected(), naive.expected) << place.first;
      EXPECT_EQ(coverage.accepted(), naive.accepted) << place.first;
      EXPECT_EQ(coverage.submitted(), naive.submitted) << place.first;
      EXPECT_EQ(coverage.returned(), naive.returned) << place.first;
      EXPECT_EQ(coverage.published(), naive.published) << place.first;
    }
  }

  std::deque<Stream>& streams() { return streams_; }

 private:
  bool Happens(uint64_t once_in) { return random_() % once_in == 0; }

  // What a reader of the request should know, asked from the totals of a new engine.
  Knowledge WhatThereIs(const v1::WatchAggregatesRequest& request) const {
    LiveTotals totals;
    totals.Begin(0, history_.log().token().log_id());
    totals.ServeFrom(0, 0);
    EXPECT_TRUE(totals.Apply(0, history_.log().After(0)).ok());
    Knowledge knowledge;
    const auto read = [&](const Engine& engine, int64_t) -> absl::Status {
      knowledge = aggregation::WhatThereIs(engine, request);
      return absl::OkStatus();
    };
    EXPECT_TRUE(totals.Read({}, absl::ZeroDuration(), read).ok());
    return knowledge;
  }

  // The totals are lost; CatchUp brings them back bit by bit.
  void Restart() { totals_.Begin(0, history_.log().token().log_id()); }
  // The log goes back to an earlier point under its name, and takes another course from there.
  void Rewrite() {
    history_ = earlier_;
    history_.Diverge(random_());
    Restart();
  }

  std::mt19937_64 random_;
  History history_;
  History earlier_{0};
  LiveTotals totals_;
  absl::Time now_ = absl::UnixEpoch();
  WatchHubs hubs_{totals_,
                  {.patience = absl::InfiniteDuration(), .memory = absl::Seconds(2), .clock = [this] { return now_; }}};
  // Streams keep their place.
  std::deque<Stream> streams_;
};

TEST(Watch, AReaderThatAppliesWhatItIsToldKnowsTheTotals) {
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    const Stream& stream = scene.Open(scene.WholeRequest());
    for (int i = 0; i < kLength && !HasFailure(); ++i) scene.Step();
    scene.CatchUpWithAll();
    scene.ExpectKnowsAll(stream);
    scene.ExpectKnowsTheHistory(stream);
  }
}

TEST(Watch, SoDoesAReaderOfSubtreesYearsAndCells) {
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    for (int i = 0; i < 4; ++i) scene.Open(scene.RandomRequest());
    for (int i = 0; i < kLength && !HasFailure(); ++i) scene.Step();
    scene.CatchUpWithAll();
    for (const Stream& stream : scene.streams()) scene.ExpectKnowsAll(stream);
  }
}

TEST(Watch, ReadersAtTheSamePositionKnowTheSame) {
  int compared = 0;
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    const v1::WatchAggregatesRequest request = scene.RandomRequest();
    const Stream& one = scene.Open(request);
    const Stream& other = scene.Open(request);
    for (int i = 0; i < kLength && !HasFailure(); ++i) {
      scene.Step();
      if (one.reader.token().SerializeAsString() != other.reader.token().SerializeAsString()) continue;
      EXPECT_EQ(one.reader.knows(), other.reader.knows());
      ++compared;
    }
  }
  EXPECT_GT(compared, 1000);
}

TEST(Watch, AReaderThatBrokeAThousandTimesKnowsWhatOneKnowsThatNeverBroke) {
  Scene scene(1);
  const v1::WatchAggregatesRequest request = scene.RandomRequest();
  Stream& steady = scene.Open(request);
  Stream& broken = scene.Open(request);
  for (int i = 0; i < 1000 && !HasFailure(); ++i) {
    scene.Step(/*rewrites=*/false);
    scene.Reconnect(broken);
    scene.Read(broken);
  }
  scene.CatchUpWithAll();
  EXPECT_EQ(steady.reader.token().SerializeAsString(), broken.reader.token().SerializeAsString());
  EXPECT_EQ(steady.reader.knows(), broken.reader.knows());
}

}  // namespace
}  // namespace nianbao::aggregation
