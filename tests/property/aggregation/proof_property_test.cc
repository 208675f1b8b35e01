#include <gtest/gtest.h>

#include <map>
#include <random>

#include "libs/proof/check_proof.h"
#include "libs/status/error.h"
#include "services/aggregation/domain/query/get_proof.h"
#include "tests/property/aggregation/history.h"
#include "tests/property/aggregation/proven_cells.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::CellsOf;
using nianbao::testing::History;
using nianbao::testing::NaiveTotal;

constexpr uint64_t kSeeds = 25;
constexpr int kLength = 150;

// A history in which nodes are sealed and opened, and for each seal that stands what was true when it was put.
class Scene {
 public:
  explicit Scene(uint64_t seed) : random_(seed), history_(seed) {
    for (int i = 0; i < 20; ++i) history_.Happen();
  }

  void Step() {
    history_.Happen();
    if (random_() % 12 == 0) {
      const auto sealed = history_.Seal();
      seals_.insert_or_assign({sealed.id, sealed.year}, history_);
    }
    if (random_() % 40 == 0) {
      const auto opened = history_.Unseal();
      seals_.erase({opened.id, opened.year});
    }
  }

  void ExpectProofsOfAllThatIsSealed() {
    totals_.Begin(0, history_.log().token().log_id());
    totals_.ServeFrom(0, 0);
    ASSERT_TRUE(totals_.Apply(0, history_.log().After(0)).ok());
    for (const std::string& id : history_.organs()) {
      for (int year = nianbao::testing::kFirstYear; year <= nianbao::testing::kLastYear; ++year) {
        const auto sealed = seals_.find({id, year});
        if (sealed == seals_.end()) {
          EXPECT_EQ(status::ReasonOf(Ask(id, id, year, v1::DIGEST_ALGORITHM_SM3).status()), "NOT_SEALED");
        } else {
          ExpectProofs(id, year, sealed->second);
        }
      }
    }
  }

 private:
  absl::StatusOr<v1::GetProofResponse> Ask(const std::string& organ, const std::string& node, int year,
                                           v1::DigestAlgorithm algorithm) {
    v1::GetProofRequest request;
    request.set_organ("organs/" + organ);
    request.set_node("organs/" + node);
    request.set_year(year);
    request.set_algorithm(algorithm);
    return GetProof(totals_, trees_, absl::ZeroDuration(), request);
  }

  void ExpectProofs(const std::string& node, int year, const History& then) {
    const NaiveTotal total = then.Total(node, year);
    for (const std::string& organ : then.Subtree(node)) {
      for (const auto algorithm : {v1::DIGEST_ALGORITHM_SM3, v1::DIGEST_ALGORITHM_SHA256}) {
        SCOPED_TRACE(organ + " in " + node + " " + std::to_string(year));
        const auto response = Ask(organ, node, year, algorithm);
        ASSERT_TRUE(response.ok()) << response.status();
        const v1::Proof& proof = response->proof();
        EXPECT_TRUE(proof::CheckProof(proof).ok()) << proof::CheckProof(proof);
        EXPECT_EQ(proof.root().position().SerializeAsString(), then.log().token().SerializeAsString());
        EXPECT_EQ(CellsOf(proof.root().sums()), total.cells);
        EXPECT_EQ(proof.root().coverage().expected(), total.expected);
        EXPECT_EQ(proof.root().coverage().accepted(), total.accepted);
        EXPECT_EQ(proof.root().coverage().published(), total.published);
        EXPECT_EQ(proof.path().rbegin()->node(), "organs/" + organ);
        EXPECT_EQ(CellsOf(proof.path().rbegin()->own()), then.OwnFigures(organ, year));
      }
    }
  }

  std::mt19937_64 random_;
  History history_;
  std::map<std::pair<std::string, int>, History> seals_;
  LiveTotals totals_;
  SealedTrees trees_{nullptr, /*nodes_max=*/30};
};

TEST(Proofs, OfEveryOrganOfASealedNodeHoldAndAreOfTheMomentOfTheSeal) {
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Scene scene(seed);
    for (int i = 0; i < kLength; ++i) scene.Step();
    scene.ExpectProofsOfAllThatIsSealed();
  }
}

}  // namespace
}  // namespace nianbao::aggregation
