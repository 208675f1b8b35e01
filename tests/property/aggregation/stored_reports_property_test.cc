// Totals, streamed and rebuilt, beside SQL over the reports that the stores hold.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <string>

#include "services/aggregation/domain/engine.h"
#include "tests/property/aggregation/random_office.h"
#include "tests/property/aggregation/sql_totals.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::RandomOffice;
using nianbao::testing::SqlTotals;

constexpr uint64_t kSeeds = 12;
constexpr int kLength = 160;
constexpr char kMount[] = "organs/a0";

// A nation's office and a province's, whose tree hangs below the nation's; and the totals of both.
class Scene {
 public:
  explicit Scene(uint64_t seed) : random_(seed), nation_("a", seed), province_("b", seed + 1000) { Restart(); }

  void Step() {
    (random_() % 2 == 0 ? nation_ : province_).Happen();
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
        sql.Add(nation_, year, tree == v1::TREE_TODAY);
        sql.Add(province_, year, tree == v1::TREE_TODAY, kMount);
        ExpectSame(*streamed_, *rebuilt, {.year = year, .tree = tree}, sql.Totals());
      }
    }
  }

 private:
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
      EXPECT_EQ(total.counts.expected, stored.expected);
      EXPECT_EQ(total.counts.accepted, stored.accepted);
      for (int cell = 0; cell < form::CellVector::kSize; ++cell) {
        const auto found = stored.cells.find(cell);
        const SqlTotals::Cell want = found == stored.cells.end() ? SqlTotals::Cell{} : found->second;
        const SqlTotals::Cell got = {total.cells[cell], total.blank[cell], total.not_applicable[cell]};
        ASSERT_EQ(got, want) << "cell " << cell << ": got " << got.sum << ", want " << want.sum;
      }
    }
  }

  std::mt19937_64 random_;
  RandomOffice nation_;
  RandomOffice province_;
  std::unique_ptr<Engine> streamed_;
};

TEST(StoredReports, SummedBySqlAreTheTotalsStreamedAndRebuilt) {
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    for (int i = 1; i <= kLength && !HasFailure(); ++i) {
      scene.Step();
      if (i % 40 == 0) scene.ExpectTotalsOfTheStoredReports();
    }
  }
}

}  // namespace
}  // namespace nianbao::aggregation
