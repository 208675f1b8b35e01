// What the questions about totals answer, after any history.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "absl/numeric/int128.h"
#include "libs/form/catalogue.h"
#include "services/aggregation/domain/query/explain_cell.h"
#include "services/aggregation/domain/query/explain_change.h"
#include "services/aggregation/domain/query/get_distribution.h"
#include "services/aggregation/domain/query/list_child_aggregates.h"
#include "services/aggregation/domain/query/list_missing.h"
#include "services/aggregation/domain/query/measure.h"
#include "services/aggregation/domain/query/rank_child_aggregates.h"
#include "tests/property/aggregation/history.h"
#include "tests/unit/services/aggregation/served.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::About;
using nianbao::testing::Figures;
using nianbao::testing::History;
using nianbao::testing::kFirstYear;
using nianbao::testing::kLastYear;
using nianbao::testing::NaiveTotal;
using nianbao::testing::PositionOf;
using nianbao::testing::Served;

constexpr uint64_t kSeeds = 40;
constexpr int kLength = 200;

// A history, and how it was now and then.
class Scene {
 public:
  explicit Scene(uint64_t seed) : random_(seed), history_(seed), served_(history_.log()) {
    for (int i = 0; i < kLength; ++i) {
      history_.Happen();
      if (i % 40 == 0) moments_.push_back(history_);
      if (Pick(5) == 0) served_.Take(history_.log());
    }
    moments_.push_back(history_);
    served_.Take(history_.log());
  }

  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint64_t>(count)); }
  std::string PickOrgan() {
    const std::vector<std::string> organs = history_.organs();
    return organs[Pick(static_cast<int>(organs.size()))];
  }
  int PickYear() { return kFirstYear + Pick(kLastYear - kFirstYear + 1); }
  v1::Tree PickTree() { return Pick(2) == 0 ? v1::TREE_YEAR : v1::TREE_TODAY; }
  // One in which a report below the node holds a number, if there is any.
  std::string PickCell(const std::string& id, int year) {
    const NaiveTotal total = history_.Total(id, year);
    if (total.cells.empty() || Pick(10) == 0) return form::Catalogue::Get().cells()[Pick(200)].code;
    return std::next(total.cells.begin(), Pick(static_cast<int>(total.cells.size())))->first;
  }

  const History& history() const { return history_; }
  const std::vector<History>& moments() const { return moments_; }
  const Served& served() const { return served_; }

 private:
  std::mt19937_64 random_;
  History history_;
  std::vector<History> moments_;
  Served served_;
};

void ForManyScenes(void (*check)(Scene&)) {
  for (uint64_t seed = 1; seed <= kSeeds && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    for (int i = 0; i < 20 && !::testing::Test::HasFailure(); ++i) check(scene);
  }
}

int64_t ValueAt(const Figures& cells, const std::string& cell) {
  const auto found = cells.find(cell);
  return found == cells.end() ? 0 : found->second;
}

void SharesAddUp(Scene& scene) {
  const std::string id = scene.PickOrgan();
  const int year = scene.PickYear();
  const History& then = scene.moments()[scene.Pick(static_cast<int>(scene.moments().size()))];
  const std::vector<std::string> organs_then = then.organs();
  if (std::find(organs_then.begin(), organs_then.end(), id) == organs_then.end()) return;
  auto request = About<v1::ExplainCellRequest>(id, year);
  request.set_cell(scene.PickCell(id, year));
  request.set_tree(scene.PickTree());
  *request.mutable_as_of() = PositionOf(then.log());
  request.set_page_size(1 + scene.Pick(4));
  int64_t sum = 0;
  int count = 0;
  std::set<std::string> organs;
  std::pair<int64_t, std::string> before = {std::numeric_limits<int64_t>::max(), ""};
  v1::ExplainCellResponse page;
  do {
    page = scene.served().Ask(ExplainCell, request);
    for (const v1::CellShare& share : page.shares()) {
      EXPECT_NE(share.value(), 0);
      EXPECT_TRUE(organs.insert(share.organ()).second) << share.organ() << " twice";
      EXPECT_TRUE(share.value() < before.first || (share.value() == before.first && share.organ() > before.second));
      before = {share.value(), share.organ()};
      sum += share.value();
      ++count;
      EXPECT_EQ(share.running_total(), sum);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && !::testing::Test::HasFailure());
  EXPECT_EQ(sum, page.total());
  EXPECT_EQ(count, page.total_size());
  EXPECT_EQ(sum, ValueAt(then.Total(id, year).cells, request.cell())) << id << " " << year << " " << request.cell();
}

TEST(Queries, TheSharesOfACellAddUpToIt) { ForManyScenes(SharesAddUp); }

void ExpectCoverage(const v1::Coverage& coverage, const NaiveTotal& naive) {
  EXPECT_EQ(coverage.expected(), naive.expected);
  EXPECT_EQ(coverage.accepted(), naive.accepted);
  EXPECT_EQ(coverage.submitted(), naive.submitted);
  EXPECT_EQ(coverage.returned(), naive.returned);
  EXPECT_EQ(coverage.published(), naive.published);
}

void ExpectFits(const v1::FilingMovement& movement) {
  using Movement = v1::FilingMovement;
  const bool had = movement.revision_before() > 0;
  const bool has = movement.revision_after() > 0;
  switch (movement.kind()) {
    case Movement::KIND_ACCEPTED:
    case Movement::KIND_MOVED_IN:
      EXPECT_TRUE(!had && has) << movement.ShortDebugString();
      break;
    case Movement::KIND_REVOKED:
    case Movement::KIND_MOVED_OUT:
      EXPECT_TRUE(had && !has) << movement.ShortDebugString();
      break;
    case Movement::KIND_CORRECTED:
      EXPECT_TRUE(had && has) << movement.ShortDebugString();
      break;
    default:
      EXPECT_TRUE(movement.cells().empty()) << movement.ShortDebugString();
      EXPECT_EQ(movement.revision_before(), movement.revision_after());
  }
}

void MovementsAddUp(Scene& scene) {
  const int from = scene.Pick(static_cast<int>(scene.moments().size()));
  const int to = from + scene.Pick(static_cast<int>(scene.moments().size()) - from);
  const History& before = scene.moments()[from];
  const History& after = scene.moments()[to];
  const std::vector<std::string> organs = before.organs();
  const std::string id = organs[scene.Pick(static_cast<int>(organs.size()))];
  const int year = scene.PickYear();
  auto request = About<v1::ExplainChangeRequest>(id, year);
  request.set_tree(scene.PickTree());
  *request.mutable_from() = PositionOf(before.log());
  *request.mutable_to() = PositionOf(after.log());
  request.set_page_size(1 + scene.Pick(4));
  if (scene.Pick(3) == 0) request.add_cells(scene.PickCell(id, year));
  std::map<std::string, int64_t> moved;
  std::string last;
  v1::ExplainChangeResponse page;
  do {
    page = scene.served().Ask(ExplainChange, request);
    for (const v1::FilingMovement& movement : page.movements()) {
      EXPECT_GT(movement.organ(), last);
      last = movement.organ();
      ExpectFits(movement);
      for (const v1::CellChange& change : movement.cells()) moved[change.cell()] += change.after() - change.before();
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && !::testing::Test::HasFailure());
  const NaiveTotal was = before.Total(id, year);
  const NaiveTotal is = after.Total(id, year);
  ExpectCoverage(page.coverage_before(), was);
  ExpectCoverage(page.coverage_after(), is);
  std::map<std::string, int64_t> told;
  for (const v1::CellChange& change : page.cells()) {
    EXPECT_EQ(change.before(), ValueAt(was.cells, change.cell()));
    EXPECT_EQ(change.after(), ValueAt(is.cells, change.cell()));
    told[change.cell()] = change.after() - change.before();
  }
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (!request.cells().empty() && request.cells(0) != cell.code) continue;
    const int64_t difference = ValueAt(is.cells, cell.code) - ValueAt(was.cells, cell.code);
    EXPECT_EQ(moved[cell.code], difference) << id << " " << year << " " << cell.code;
    EXPECT_EQ(told[cell.code], difference) << id << " " << year << " " << cell.code;
  }
}

TEST(Queries, TheMovementsOfATotalAddUpToItsChange) { ForManyScenes(MovementsAddUp); }

void RankingIsInOrder(Scene& scene) {
  const std::string id = scene.PickOrgan();
  const int year = scene.PickYear();
  const bool of_cell = scene.Pick(2) == 0;
  auto request = About<v1::RankChildAggregatesRequest>(id, year);
  request.set_measure(of_cell ? scene.PickCell(id, year) : "natural_person_share");
  request.set_ascending(scene.Pick(2) == 0);
  const auto ranked = scene.served().Ask(RankChildAggregates, request);
  const auto children = scene.served().Ask(ListChildAggregates, About<v1::ListChildAggregatesRequest>(id, year));
  ASSERT_EQ(ranked.nodes_size(), children.aggregates_size());
  const auto before = [&](const v1::RankedNode& a, const v1::RankedNode& b) {
    const auto order = [](const v1::RankedNode& x, const v1::RankedNode& y) {
      return absl::int128(x.value().numerator()) * y.value().denominator() <
             absl::int128(y.value().numerator()) * x.value().denominator();
    };
    return request.ascending() ? order(a, b) : order(b, a);
  };
  for (const v1::RankedNode& node : ranked.nodes()) {
    const NaiveTotal naive = scene.history().Total(node.title(), year);
    if (of_cell) {
      EXPECT_EQ(node.value().numerator(), ValueAt(naive.cells, request.measure()));
      EXPECT_EQ(node.value().denominator(), 1);
    } else {
      EXPECT_EQ(node.value().numerator(), ValueAt(naive.cells, "requests.received.natural_person"));
      EXPECT_EQ(node.value().denominator(), ValueAt(naive.cells, "requests.received.total"));
    }
    EXPECT_EQ(node.place() == 0, naive.accepted == 0 || node.value().denominator() == 0);
    if (node.place() == 0) continue;
    const auto better = std::count_if(ranked.nodes().begin(), ranked.nodes().end(), [&](const v1::RankedNode& other) {
      return other.place() > 0 && before(other, node);
    });
    EXPECT_EQ(node.place(), better + 1) << node.ShortDebugString();
  }
  const auto in_order = [](const v1::RankedNode& a, const v1::RankedNode& b) {
    const int last = std::numeric_limits<int>::max();
    const auto key = [&](const v1::RankedNode& node) {
      return std::pair(node.place() == 0 ? last : node.place(), node.node());
    };
    return key(a) < key(b);
  };
  EXPECT_TRUE(std::is_sorted(ranked.nodes().begin(), ranked.nodes().end(), in_order));
}

TEST(Queries, ARankingPutsEachNodeBehindThoseThatAreBetter) { ForManyScenes(RankingIsInOrder); }

void DistributionIsThatOfTheNumbers(Scene& scene) {
  const std::string id = scene.PickOrgan();
  const int year = scene.PickYear();
  auto request = About<v1::GetDistributionRequest>(id, year);
  request.set_cell(scene.PickCell(id, year));
  const auto spread = scene.served().Ask(GetDistribution, request);
  const std::vector<int64_t> numbers = scene.history().Numbers(id, year, request.cell());
  const auto count = static_cast<int>(numbers.size());
  ASSERT_EQ(spread.count(), count);
  EXPECT_EQ(spread.zeros(), std::count(numbers.begin(), numbers.end(), 0));
  EXPECT_EQ(spread.sum(), ValueAt(scene.history().Total(id, year).cells, request.cell()));
  EXPECT_EQ(spread.quantiles_size(), count == 0 ? 0 : 6);
  if (count == 0) return;
  EXPECT_EQ(spread.min(), *std::min_element(numbers.begin(), numbers.end()));
  EXPECT_EQ(spread.max(), *std::max_element(numbers.begin(), numbers.end()));
  for (const v1::Quantile& quantile : spread.quantiles()) {
    const auto within = [&](int64_t value) {
      const auto not_above = std::count_if(numbers.begin(), numbers.end(), [&](int64_t n) { return n <= value; });
      return not_above * 100 >= int64_t{quantile.percent()} * count;
    };
    EXPECT_TRUE(std::count(numbers.begin(), numbers.end(), quantile.value()) > 0 && within(quantile.value()));
    for (const int64_t number : numbers)
      EXPECT_FALSE(number < quantile.value() && within(number)) << quantile.percent();
  }
}

TEST(Queries, ADistributionIsThatOfTheNumbers) { ForManyScenes(DistributionIsThatOfTheNumbers); }

void MissingAreThoseNotAccepted(Scene& scene) {
  const std::string id = scene.PickOrgan();
  const int year = scene.PickYear();
  auto request = About<v1::ListMissingRequest>(id, year);
  request.set_page_size(1 + scene.Pick(4));
  std::map<submission::v1::Revision::State, int> states;
  std::string last;
  v1::ListMissingResponse page;
  do {
    page = scene.served().Ask(ListMissing, request);
    for (const v1::MissingReport& report : page.reports()) {
      EXPECT_GT(report.organ(), last);
      last = report.organ();
      ++states[report.state()];
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && !::testing::Test::HasFailure());
  const NaiveTotal naive = scene.history().Total(id, year);
  EXPECT_EQ(page.total_size(), naive.expected - naive.accepted);
  EXPECT_EQ(states[submission::v1::Revision::STATE_SUBMITTED], naive.submitted);
  EXPECT_EQ(states[submission::v1::Revision::STATE_RETURNED], naive.returned);
  EXPECT_EQ(states[submission::v1::Revision::STATE_UNSPECIFIED],
            naive.expected - naive.accepted - naive.submitted - naive.returned);
}

TEST(Queries, ThoseMissingAreTheExpectedThatAreNotAccepted) { ForManyScenes(MissingAreThoseNotAccepted); }

}  // namespace
}  // namespace nianbao::aggregation
