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
  EXPECT_EQ(Hex(tree, "organs/b"), "6366967d72157719c81cb756a650c1ec9d0f56ae3b30646474e006ac26f75834");
  EXPECT_EQ(Hex(tree, "organs/c"), "a3c86bb758cfe54e08d0a16281b69f4d735abaf81a9936ad7cee10adac50bb37");
  EXPECT_EQ(Hex(tree, "organs/a"), "b2b8feb61b7bcdcf4715c02707271aed444a4eebd7e6107ef1ff6df06a348dfb");
  EXPECT_EQ(HexOfSigned(DIGEST_ALGORITHM_SM3), "5bd73a6790ad6bbe4bf4f303282de9fc538bcd76114528eef4810efed65f3e1f");
}

TEST(NodeDigest, IsTheOneOfTheExampleWithSha256) {
  const SumTree tree = Example(DIGEST_ALGORITHM_SHA256);
  EXPECT_EQ(Hex(tree, "organs/b"), "7349333f110c37f8a44ef92f978e97ed300db2ebc6863bbf833081ab10cf6db5");
  EXPECT_EQ(Hex(tree, "organs/c"), "c7cccecd280e08d4e9e081f96f582af5fa63156ddcac9c356455a82952eb3639");
  EXPECT_EQ(Hex(tree, "organs/a"), "82db983f75968a50c059ca1c5087e3766047e75a8e717e73fcdf90be3bd1999d");
  EXPECT_EQ(HexOfSigned(DIGEST_ALGORITHM_SHA256), "6aeeb99a4bc3873ec97b696646b769e523e9f696c3540c98486cbd1cb5a7812f");
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
