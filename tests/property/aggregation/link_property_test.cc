#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include "libs/proof/check_link.h"
#include "libs/status/error.h"
#include "services/aggregation/domain/query/link_roots.h"
#include "tests/property/aggregation/history.h"
#include "tests/property/aggregation/proven_cells.h"
#include "tests/unit/services/aggregation/linked.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::CellsOf;
using nianbao::testing::History;

constexpr uint64_t kSeeds = 60;
constexpr int kRounds = 25;

// A history in which a node is sealed, things happen, and it is sealed again.
class Scene {
 public:
  explicit Scene(uint64_t seed) : random_(seed), history_(seed) {
    for (int i = 0; i < 40; ++i) history_.Happen();
    totals_.Begin(0, history_.log().token().log_id());
    totals_.ServeFrom(0, 0);
  }

  void SealTwice() {
    const History::SealedNode node = history_.Seal();
    const History then = history_;
    if (random_() % 4 == 0) history_.Unseal();
    for (uint64_t happens = random_() % 10; happens > 0; --happens) history_.Happen();
    history_.Seal(node);
    ASSERT_TRUE(totals_.Apply(0, history_.log().After(totals_.position(0)->sequence())).ok());

    v1::LinkRootsRequest request;
    request.set_node("organs/" + node.id);
    request.set_year(node.year);
    *request.mutable_since() = then.log().token();
    request.set_algorithm(random_() % 2 == 0 ? v1::DIGEST_ALGORITHM_SM3 : v1::DIGEST_ALGORITHM_SHA256);
    const auto response = LinkRoots(totals_, trees_, absl::ZeroDuration(), request);
    if (response.ok()) {
      ExpectLink(node, then, nianbao::testing::WithEvents(response->link(), history_.log()));
    } else {
      EXPECT_EQ(status::ReasonOf(response.status()), "LIST_CHANGED") << response.status();
      EXPECT_NE(then.Shape(node.id), history_.Shape(node.id));
      ++refused_;
    }
  }

  int linked() const { return linked_; }
  int moved() const { return moved_; }
  int refused() const { return refused_; }

 private:
  void ExpectLink(const History::SealedNode& node, const History& then, const v1::RootLink& link) {
    const auto proven = proof::CheckLink(link);
    ASSERT_TRUE(proven.ok()) << proven.status();
    EXPECT_EQ(then.Subtree(node.id), history_.Subtree(node.id));
    EXPECT_EQ(CellsOf(link.from().sums()), then.Total(node.id, node.year).cells);
    EXPECT_EQ(CellsOf(link.to().sums()), history_.Total(node.id, node.year).cells);
    std::set<std::string> moved;
    for (const int place : proven->moved) moved.insert(link.nodes(place).after().node());
    std::set<std::string> others;
    for (const std::string& organ : then.Subtree(node.id)) {
      if (then.OwnFigures(organ, node.year) != history_.OwnFigures(organ, node.year)) others.insert("organs/" + organ);
    }
    EXPECT_EQ(moved, others);
    for (const std::string& organ : proven->elsewhere) {
      const std::vector<std::string> inside = then.Subtree(node.id);
      EXPECT_EQ(std::count(inside.begin(), inside.end(), organ.substr(7)), 0) << organ;
    }
    ++linked_;
    if (!moved.empty()) ++moved_;
    ExpectNoOtherEvents(link);
  }

  // An event left out, put in twice, swapped with the next, or altered.
  void ExpectNoOtherEvents(const v1::RootLink& link) {
    const int event = static_cast<int>(random_() % static_cast<uint64_t>(link.events_size()));
    v1::RootLink other = link;
    other.mutable_events()->DeleteSubrange(event, 1);
    EXPECT_FALSE(proof::CheckLink(other).ok());
    other = link;
    other.add_events(link.events(event));
    EXPECT_FALSE(proof::CheckLink(other).ok());
    if (event > 0) {
      other = link;
      other.mutable_events()->SwapElements(event - 1, event);
      EXPECT_FALSE(proof::CheckLink(other).ok());
    }
    other = link;
    std::string& bytes = *other.mutable_events(event);
    bytes[random_() % bytes.size()] ^= 1;
    EXPECT_FALSE(proof::CheckLink(other).ok());
  }

  std::mt19937_64 random_;
  History history_;
  LiveTotals totals_;
  SealedTrees trees_{nullptr, /*nodes_max=*/30};
  int linked_ = 0;
  int moved_ = 0;
  int refused_ = 0;
};

TEST(Links, OfTwoSealsHoldUnlessTheListChangedAndAreOfTheEventsBetween) {
  int linked = 0;
  int moved = 0;
  int refused = 0;
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    for (int round = 0; round < kRounds && !HasFailure(); ++round) scene.SealTwice();
    linked += scene.linked();
    moved += scene.moved();
    refused += scene.refused();
  }
  EXPECT_GT(linked, 100);
  EXPECT_GT(moved, 50);
  EXPECT_GT(refused, 50);
}

}  // namespace
}  // namespace nianbao::aggregation
