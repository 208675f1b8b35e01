// The bytes of docs/proofs.md, by its example: whoever writes a verifier by that page must reach the same digests.
#include "libs/proof/node_digest.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "libs/proof/canonical_bytes.h"
#include "libs/proof/signed_root.h"
#include "libs/proof/sum_tree.h"
#include "tests/unit/libs/proof/sample_tree.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::DIGEST_ALGORITHM_SHA256;
using aggregation::v1::DIGEST_ALGORITHM_SM3;
using aggregation::v1::DigestAlgorithm;

SumTree Example(DigestAlgorithm algorithm) {
  std::vector<SumNode> nodes = {
      {.name = "organs/a"},
      {.name = "organs/b", .above = 0, .own = FiguresOf({{0, 5}, {199, 258}})},
      {.name = "organs/c", .above = 0},
  };
  nodes[0].coverage.set_expected(2);
  nodes[0].coverage.set_accepted(1);
  nodes[0].coverage.set_missing(1);
  nodes[1].coverage.set_expected(1);
  nodes[1].coverage.set_accepted(1);
  nodes[2].coverage.set_expected(1);
  nodes[2].coverage.set_missing(1);
  return SumTree::Make(SampleId(algorithm), std::move(nodes)).value();
}

std::string Hex(const SumTree& tree, const std::string& name) {
  return absl::BytesToHexString(tree.digest(tree.Find(name)));
}

std::string HexOfSigned(DigestAlgorithm algorithm) {
  return absl::BytesToHexString(HashFor(algorithm)->DigestOf(SignedBytes(Example(algorithm).Root())));
}

TEST(NodeDigest, IsTheOneOfTheExampleWithSm3) {
  const SumTree tree = Example(DIGEST_ALGORITHM_SM3);
  EXPECT_EQ(Hex(tree, "organs/b"), "b954fbe9946417002a2da0f0cdfdc17fcf0fabbb7d2b1dd5c91de816a59fa93a");
  EXPECT_EQ(Hex(tree, "organs/c"), "84f4ccc6d930cc150080e6d6f8130f9a9a0e843f5f6d196034d270c45b963fce");
  EXPECT_EQ(Hex(tree, "organs/a"), "6e285e59684198035a55111905563cc257140402dc111ccaf1fbb298a810ca4e");
  EXPECT_EQ(HexOfSigned(DIGEST_ALGORITHM_SM3), "29d4fe19ad55b85e58dfcefc9aae61842818265154d360a65560beb4cc0b1b22");
}

TEST(NodeDigest, IsTheOneOfTheExampleWithSha256) {
  const SumTree tree = Example(DIGEST_ALGORITHM_SHA256);
  EXPECT_EQ(Hex(tree, "organs/b"), "b40f0a6827014f8601d1f3b7911e8c89117016098ca199a8da1a0df49f3b16b3");
  EXPECT_EQ(Hex(tree, "organs/c"), "4508ef33b2d37b838ed956c255b61fc4fd54b35dc9d81f285a5f95a8fbbcdd77");
  EXPECT_EQ(Hex(tree, "organs/a"), "02757ebf07c8233bd9c30fab8abef1598f8e3a29b560612a04d914d3de341e35");
  EXPECT_EQ(HexOfSigned(DIGEST_ALGORITHM_SHA256), "f6e10c52ad670bf4020b934fe6ab9c69c2904850801747e05d3bdb5fa873b7db");
}

TEST(NodeDigest, IsMadeByNamedAlgorithmsOnly) {
  EXPECT_EQ(HashFor(aggregation::v1::DIGEST_ALGORITHM_UNSPECIFIED), nullptr);
  EXPECT_EQ(HashFor(static_cast<DigestAlgorithm>(77)), nullptr);
}

TEST(CanonicalBytes, WriteIntegersInEightBytesTheMostSignificantFirst) {
  CanonicalBytes bytes;
  bytes.Integer(258).Integer(-2).Text("ab");
  EXPECT_EQ(absl::BytesToHexString(bytes.bytes()), "0000000000000102fffffffffffffffe00000000000000026162");
}

}  // namespace
}  // namespace nianbao::proof
