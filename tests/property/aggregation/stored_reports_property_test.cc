// Totals, streamed and rebuilt, beside SQL over the reports that the stores hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "libs/proof/sum_tree.h"
#include "services/aggregation/domain/engine.h"
#include "services/aggregation/domain/proof/sealed_node.h"
#include "services/aggregation/domain/render_aggregate.h"
#include "tests/property/aggregation/random_office.h"
#include "tests/property/aggregation/sql_totals.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::RandomOffice;
using nianbao::testing::SqlTotals;

constexpr uint64_t kSeeds = 12;
constexpr int kLength = 160;
constexpr char kMount[] = "organs/a0";
// The day on which the clock of an office stands.
constexpr char kToday[] = "2025-01-15";

SqlTotals::Stored StoredIn(RandomOffice& office) { return {office.store(), office.Records(), kToday}; }

// A nation's office and a province's, whose tree hangs below the nation's; and the totals of both.
class Scene {
 public:
  explicit Scene(uint64_t seed) : random_(seed), nation_("a", seed), province_("b", seed + 1000) { Restart(); }

  void Step() {
    RandomOffice& office = random_() % 2 == 0 ? nation_ : province_;
    office.Happen();
    if (office.sealed().has_value()) KeepSeal(office, *office.sealed());
    // Events come late, some of them twice; sums are asked for in between, so that there is something to move.
    if (random_() % 3 == 0) Feed(*streamed_, static_cast<int>(random_() % 2), 1 + random_() % 9);
    if (random_() % 5 == 0) Touch();
    if (random_() % 60 == 0) Restart();
  }

  void ExpectTotalsOfTheStoredReports() {
    CatchUp(*streamed_);
    const auto rebuilt = Begun();
    CatchUp(*rebuilt);
    for (const int year : RandomOffice::kYears) {
      for (const v1::Tree tree : {v1::TREE_YEAR, v1::TREE_TODAY}) {
        SCOPED_TRACE(std::to_string(year) + " " + v1::Tree_Name(tree));
        SqlTotals sql;
        sql.Add(StoredIn(nation_), year, tree == v1::TREE_TODAY);
        sql.Add(StoredIn(province_), year, tree == v1::TREE_TODAY, kMount);
        ExpectSame(*streamed_, *rebuilt, {.year = year, .tree = tree}, sql.Totals());
      }
    }
    for (const RandomOffice* const office : {&nation_, &province_}) {
      for (const RandomOffice::Sealed& seal : office->seals()) {
        ExpectDigests(*streamed_, seal);
        ExpectDigests(*rebuilt, seal);
      }
    }
  }

  int digests() const { return digests_; }

 private:
  // The node and all below it, out of the reports that were stored when it was sealed.
  void KeepSeal(RandomOffice& office, const RandomOffice::Sealed& seal) {
    SqlTotals sql;
    sql.Add(StoredIn(office), seal.year, /*today=*/false);
    stored_[{seal.token.log_id(), seal.token.sequence()}] = sql.NodesBelow(seal.node);
  }

  // Whatever became of the reports and of the roster since.
  void ExpectDigests(const Engine& engine, const RandomOffice::Sealed& seal) {
    SCOPED_TRACE(seal.node + " sealed for " + std::to_string(seal.year));
    const std::vector<proof::SumNode>& stored = stored_.at({seal.token.log_id(), seal.token.sequence()});
    const int node = engine.Find(seal.node).value();
    for (const auto algorithm : {v1::DIGEST_ALGORITHM_SM3, v1::DIGEST_ALGORITHM_SHA256}) {
      const auto id = SealOf(engine.facts(), seal.year, node, algorithm);
      ASSERT_TRUE(id.has_value());
      EXPECT_EQ(id->position.SerializeAsString(), seal.token.SerializeAsString());
      const std::vector<proof::SumNode> proven = NodesAtSeal(engine, node, *id);
      if (proven.empty()) {
        EXPECT_TRUE(std::any_of(stored.begin(), stored.end(), [](const proof::SumNode& stood) {
          return stood.name == kMount;
        })) << "only a node above another log has no digest";
        continue;
      }
      const auto tree = proof::SumTree::Make(*id, proven);
      const auto wanted = proof::SumTree::Make(*id, stored);
      ASSERT_TRUE(tree.ok() && wanted.ok()) << tree.status() << wanted.status();
      EXPECT_EQ(tree->Root().SerializeAsString(), wanted->Root().SerializeAsString());
      ++digests_;
    }
  }

  std::unique_ptr<Engine> Begun() {
    auto engine = std::make_unique<Engine>(std::vector<std::string>{"", kMount});
    engine->Begin(0, nation_.log_id());
    engine->Begin(1, province_.log_id());
    return engine;
  }

  void Restart() { streamed_ = Begun(); }

  void Touch() {
    for (const int year : RandomOffice::kYears) {
      streamed_->Totals({.year = year});
      streamed_->Totals({.year = year, .tree = v1::TREE_TODAY});
    }
  }

  void CatchUp(Engine& engine) {
    for (int source = 0; source < 2; ++source) Feed(engine, source, 1'000'000);
  }

  // The next events, after some that came before.
  void Feed(Engine& engine, int source, size_t count) {
    const auto records = (source == 0 ? nation_ : province_).Records();
    const auto reached = static_cast<size_t>(engine.facts().Log(source)->position().sequence());
    const size_t begin = reached - std::min<size_t>(reached, random_() % 4);
    for (size_t i = begin; i < std::min(records.size(), reached + count); ++i) {
      const absl::Status applied = engine.Apply(source, records[i]);
      ASSERT_TRUE(applied.ok()) << applied;
    }
  }

  static void ExpectSame(const Engine& streamed, const Engine& rebuilt, const ViewKey& key,
                         const std::map<std::string, SqlTotals::Node>& sql) {
    for (const auto& [name, stored] : sql) {
      SCOPED_TRACE(name);
      const auto organ = streamed.Find(name);
      ASSERT_TRUE(organ.ok()) << organ.status();
      const NodeTotal total = streamed.Totals(key)->Total(*organ).value();
      EXPECT_EQ(total, rebuilt.Totals(key)->Total(rebuilt.Find(name).value()).value());
      EXPECT_EQ(RenderCoverage(total.counts).ShortDebugString(), stored.coverage.ShortDebugString());
      for (int cell = 0; cell < form::CellVector::kSize; ++cell) {
        const auto found = stored.cells.find(cell);
        const SqlTotals::Cell want = found == stored.cells.end() ? SqlTotals::Cell{} : found->second;
        const SqlTotals::Cell got = {total.cells[cell], total.blank[cell], total.not_applicable[cell],
                                     total.unresolved[cell]};
        ASSERT_EQ(got, want) << "cell " << cell << ": got " << got.sum << ", want " << want.sum;
      }
    }
  }

  std::mt19937_64 random_;
  RandomOffice nation_;
  RandomOffice province_;
  std::unique_ptr<Engine> streamed_;
  // By log and sequence of the event that sealed it.
  std::map<std::pair<std::string, int64_t>, std::vector<proof::SumNode>> stored_;
  int digests_ = 0;
};

TEST(StoredReports, SummedBySqlAreTheTotalsAndTheDigestsStreamedAndRebuilt) {
  int digests = 0;
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    for (int i = 1; i <= kLength && !HasFailure(); ++i) {
      scene.Step();
      if (i % 40 == 0) scene.ExpectTotalsOfTheStoredReports();
    }
    digests += scene.digests();
  }
  EXPECT_GT(digests, 100) << "digests that were compared";
}

}  // namespace
}  // namespace nianbao::aggregation
