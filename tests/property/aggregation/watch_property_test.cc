#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <random>

#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "services/aggregation/domain/watch/watch_cursor.h"
#include "tests/property/aggregation/history.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::History;
using nianbao::testing::kLastYear;
using nianbao::testing::NaiveTotal;

constexpr uint64_t kSeeds = 40;
constexpr int kLength = 200;

// A reader that knows only what the stream told it.
class Reader {
 public:
  void Take(const v1::WatchAggregatesResponse& told) {
    EXPECT_EQ(told.position().sources_size(), 1);
    EXPECT_GE(told.position().sources(0).sequence(), token_.sequence()) << "the stream went back";
    for (const v1::Aggregate& snapshot : told.snapshots()) {
      auto& cells = cells_[snapshot.node()];
      cells.clear();
      for (const form::Cell& cell : form::Catalogue::Get().cells()) {
        if (const int64_t value = form::GetFigure(cell, snapshot.totals()).value(); value != 0)
          cells[cell.code] = value;
      }
      coverage_[snapshot.node()] = snapshot.coverage();
    }
    for (const v1::AggregateDelta& delta : told.deltas()) {
      auto& cells = cells_[delta.node()];
      for (const v1::CellTotal& cell : delta.cells()) {
        if (cell.value() == 0) {
          cells.erase(cell.cell());
        } else {
          cells[cell.cell()] = cell.value();
        }
      }
      coverage_[delta.node()] = delta.coverage();
    }
    token_ = told.position().sources(0);
  }

  void ExpectKnows(const std::string& id, const NaiveTotal& naive) {
    EXPECT_EQ(cells_["organs/" + id], naive.cells) << id;
    EXPECT_EQ(coverage_["organs/" + id].expected(), naive.expected) << id;
    EXPECT_EQ(coverage_["organs/" + id].accepted(), naive.accepted) << id;
    EXPECT_EQ(coverage_["organs/" + id].submitted(), naive.submitted) << id;
    EXPECT_EQ(coverage_["organs/" + id].returned(), naive.returned) << id;
    EXPECT_EQ(coverage_["organs/" + id].published(), naive.published) << id;
  }

  const submission::v1::EventToken& token() const { return token_; }

 private:
  std::map<std::string, std::map<std::string, int64_t>> cells_;
  std::map<std::string, v1::Coverage> coverage_;
  submission::v1::EventToken token_;
};

// The totals, one stream of them, and what may befall either.
class Scene {
 public:
  explicit Scene(uint64_t seed) : random_(seed), history_(seed) {
    for (int i = 0; i < 20; ++i) history_.Happen();
    for (const std::string& id : history_.organs()) request_.add_nodes("organs/" + id);
    request_.set_year(kLastYear);
    earlier_ = history_;
    Restart();
    Reconnect();
    CatchUp();
    Read();
  }

  void Step() {
    history_.Happen();
    if (random_() % 3 == 0) CatchUp(random_() % 8);
    if (random_() % 60 == 0) Restart();
    if (random_() % 40 == 0) earlier_ = history_;
    if (random_() % 80 == 0) Rewrite();
    if (random_() % 20 == 0) Reconnect();
    if (random_() % 2 == 0) Read();
  }

  void Read() {
    const auto told = cursor_->Next();
    ASSERT_TRUE(told.ok()) << told.status();
    if (told->has_value()) reader_.Take(**told);
  }

  // Feeds the totals, with as many events as there are, or with the next few.
  void CatchUp(size_t events_max = std::numeric_limits<size_t>::max()) {
    submission::v1::WatchEventsResponse batch = history_.log().After(totals_.position(0)->sequence());
    const int taken = static_cast<int>(std::min(events_max, static_cast<size_t>(batch.records_size())));
    batch.mutable_records()->DeleteSubrange(taken, batch.records_size() - taken);
    ASSERT_TRUE(totals_.Apply(0, batch).ok());
    totals_.ServeFrom(0, 0);
  }

  // Lets things happen until there is more than the reader has been told of a log that was rewritten since.
  void OutgrowTheReader() {
    while (history_.log().token().sequence() <= reader_.token().sequence()) history_.Happen();
  }

  void ExpectReaderKnowsAll() {
    EXPECT_EQ(reader_.token().SerializeAsString(), history_.log().token().SerializeAsString());
    for (const std::string& node : request_.nodes()) {
      const std::string id = node.substr(node.find('/') + 1);
      reader_.ExpectKnows(id, history_.Total(id, kLastYear));
    }
  }

 private:
  // The totals are lost; CatchUp brings them back bit by bit.
  void Restart() { totals_.Begin(0, history_.log().token().log_id()); }
  // The log goes back to an earlier point under its name, and takes another course from there.
  void Rewrite() {
    history_ = earlier_;
    history_.Diverge(random_());
    Restart();
  }
  // The stream breaks; the reader comes back with its token.
  void Reconnect() {
    if (reader_.token().sequence() > 0) {
      request_.mutable_resume_token()->clear_sources();
      *request_.mutable_resume_token()->add_sources() = reader_.token();
    }
    cursor_ = std::make_unique<WatchCursor>(totals_, request_, absl::InfiniteDuration());
  }

  std::mt19937_64 random_;
  History history_;
  History earlier_{0};
  LiveTotals totals_;
  v1::WatchAggregatesRequest request_;
  std::unique_ptr<WatchCursor> cursor_;
  Reader reader_;
};

TEST(Watch, AReaderThatAppliesWhatItIsToldKnowsTheTotals) {
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    for (int i = 0; i < kLength && !HasFailure(); ++i) scene.Step();
    scene.OutgrowTheReader();
    scene.CatchUp();
    scene.Read();
    scene.ExpectReaderKnowsAll();
  }
}

}  // namespace
}  // namespace nianbao::aggregation
