#include "libs/proof/sum_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "libs/proof/check_proof.h"
#include "libs/status/error.h"
#include "tests/unit/libs/proof/sample_tree.h"

namespace nianbao::proof {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> NamesOf(const aggregation::v1::ProofNode& node) {
  std::vector<std::string> names;
  for (const auto& child : node.children()) names.push_back(child.node());
  return names;
}

TEST(SumTree, GivesEveryOneOfItsNodesAProofWithEitherHash) {
  for (const auto algorithm : {aggregation::v1::DIGEST_ALGORITHM_SM3, aggregation::v1::DIGEST_ALGORITHM_SHA256}) {
    const SumTree tree = SumTree::Make(SampleId(algorithm), SampleNodes()).value();
    for (const SumNode& node : SampleNodes()) {
      const absl::Status checked = CheckProof(ProofOf(tree, node.name));
      EXPECT_TRUE(checked.ok()) << node.name << " " << checked;
    }
  }
}

TEST(SumTree, SumsWhatStandsBelowAndListsItByName) {
  const SumTree tree = SumTree::Make(SampleId(), SampleNodes()).value();
  const auto proof = ProofOf(tree, "organs/office");
  EXPECT_EQ(proof.root().sums(0), 7);
  EXPECT_EQ(proof.root().sums(1), 4);
  EXPECT_EQ(proof.root().sums(7), 1'250'000);
  ASSERT_EQ(proof.path_size(), 3);
  EXPECT_THAT(NamesOf(proof.path(0)), ::testing::ElementsAre("organs/bureau", "organs/east"));
  EXPECT_THAT(NamesOf(proof.path(1)), ::testing::ElementsAre("organs/office", "organs/station"));
  EXPECT_THAT(proof.path(0).own(), IsEmpty());
  EXPECT_THAT(proof.path(1).children(1).sums(), IsEmpty());
  EXPECT_EQ(proof.path(0).children(1).sums(0), 2);
}

TEST(SumTree, LeavesOutFiguresThatAreAllZero) {
  std::vector<SumNode> nodes = SampleNodes();
  nodes[3].own = FiguresOf({});
  const auto proof = ProofOf(SumTree::Make(SampleId(), nodes).value(), "organs/station");
  EXPECT_THAT(proof.path(2).own(), IsEmpty());
  EXPECT_TRUE(CheckProof(proof).ok());
}

TEST(SumTree, HasNoPlaceForAStranger) {
  EXPECT_EQ(SumTree::Make(SampleId(), SampleNodes())->Find("organs/stranger"), kNoNode);
}

TEST(SumTree, IsNotMadeOfNegativeFigures) {
  std::vector<SumNode> nodes = SampleNodes();
  nodes[2].own = FiguresOf({{0, 5}, {3, -1}});
  const absl::Status negative = SumTree::Make(SampleId(), nodes).status();
  EXPECT_EQ(status::ReasonOf(negative), "FIGURE_NEGATIVE");
  EXPECT_EQ(status::MetaOf(negative, "node"), "organs/bureau");
  EXPECT_EQ(status::MetaOf(negative, "cell"), form::Catalogue::Get().cells()[3].code);
}

TEST(SumTree, IsNotMadeOfSumsBeyond64Bits) {
  std::vector<SumNode> nodes = SampleNodes();
  nodes[2].own = FiguresOf({{0, std::numeric_limits<int64_t>::max()}});
  EXPECT_EQ(status::ReasonOf(SumTree::Make(SampleId(), nodes).status()), "SUM_OVERFLOW");
}

}  // namespace
}  // namespace nianbao::proof
