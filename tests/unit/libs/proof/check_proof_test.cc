#include "libs/proof/check_proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <set>

#include "libs/proof/signed_root.h"
#include "libs/status/error.h"
#include "tests/unit/libs/proof/sample_tree.h"
#include "tests/unit/libs/proof/tamper.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::Proof;
using aggregation::v1::ProofNode;
using google::protobuf::Message;
using ::testing::IsEmpty;

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

const Subject kOffice = {.organ = "organs/office"};

signature::Sm2Key Public() { return signature::Sm2Key::ReadPublic(signature::kPublic).value(); }

// The fields of which at least one tampering is taken for a proof.
std::set<std::string> FieldsThatMayBeTamperedWith(const std::function<absl::Status(const Proof&)>& check) {
  std::set<std::string> passed;
  std::set<std::string> tried;
  ForEachTampering(SampleProof(), [&](const Message& tampered, const std::string& field, const std::string& change) {
    tried.insert(field);
    if (check(static_cast<const Proof&>(tampered)).ok()) passed.insert(field);
  });
  EXPECT_EQ(tried, AllFields(*Proof::descriptor())) << "a field that was never tampered with proves nothing here";
  return passed;
}

// Digests made anew from the end of the path up to the root, by somebody who has no key: what is left to find is what
// does not add up.
void DigestAnew(Proof& proof) {
  std::string below;
  for (int step = proof.path_size() - 1; step >= 0; --step) {
    ProofNode& node = *proof.mutable_path(step);
    std::vector<DigestedChild> children;
    for (auto& child : *node.mutable_children()) {
      if (!below.empty() && child.node() == proof.path(step + 1).node()) child.set_digest(below);
      children.push_back({.node = child.node(), .digest = child.digest(), .sums = child.sums()});
    }
    const TreeId tree = {
        .algorithm = proof.root().algorithm(), .year = proof.root().year(), .position = proof.root().position()};
    below = NodeDigest(*HashFor(tree.algorithm), tree,
                       {.name = node.node(),
                        .sealed_at = step == 0 ? tree.position.sequence() : 0,
                        .scope = node.scope(),
                        .own = node.own(),
                        .coverage = node.coverage(),
                        .children = children});
  }
  proof.mutable_root()->set_digest(below);
}

std::string ReasonAfter(const std::function<void(Proof&)>& change) {
  Proof proof = SampleProof();
  change(proof);
  DigestAnew(proof);
  return status::ReasonOf(CheckProof(proof));
}

TEST(CheckProof, TakesAProof) {
  const Proof proof = SampleProof();
  EXPECT_TRUE(CheckProof(proof).ok()) << CheckProof(proof);
  EXPECT_TRUE(CheckSignature(proof.root(), Public()).ok());
  EXPECT_EQ(ReasonAfter([](Proof&) {}), "");
}

TEST(CheckProof, RefusesAProofOfWhichAnyFieldWasTamperedWith) {
  const signature::Sm2Key key = Public();
  const auto check = [&key](const Proof& proof) {
    const absl::Status checked = CheckProof(proof, kOffice);
    return checked.ok() ? CheckSignature(proof.root(), key) : checked;
  };
  EXPECT_THAT(FieldsThatMayBeTamperedWith(check), IsEmpty());
}

TEST(CheckProof, NeedsTheKeyForNothingButTheSignatureAndTheDigestOfTheLog) {
  EXPECT_EQ(FieldsThatMayBeTamperedWith([](const Proof& proof) { return CheckProof(proof, kOffice); }),
            (std::set<std::string>{"root.signature", "root.position.digest"}));
}

TEST(CheckProof, AddsUpEveryNodeItself) {
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_root()->set_sums(0, 8); }), "PROOF_SUM_WRONG");
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_path(2)->set_own(0, 3); }), "PROOF_SUM_WRONG");
  EXPECT_EQ(ReasonAfter([](Proof& proof) {
              proof.mutable_path(1)->set_own(1, 5);
              proof.mutable_root()->set_sums(1, 5);
            }),
            "PROOF_SUM_WRONG")
      << "the district's own figure, and the total, but not the district's entry";
}

TEST(CheckProof, RefusesNegativeFiguresThoughTheyAddUp) {
  EXPECT_EQ(ReasonAfter([](Proof& proof) {
              proof.mutable_path(0)->mutable_children(0)->set_sums(1, -1);
              proof.mutable_root()->set_sums(1, 3);
            }),
            "FIGURE_NEGATIVE");
  EXPECT_EQ(ReasonAfter([](Proof& proof) {
              proof.mutable_path(2)->set_own(3, -1);
              proof.mutable_path(1)->mutable_children(0)->set_sums(3, -1);
              proof.mutable_path(1)->set_own(3, 1);
            }),
            "FIGURE_NEGATIVE");
}

TEST(CheckProof, RefusesASumThatGoesAroundTheEndOfTheNumbers) {
  const auto overflow = [](Proof& proof) {
    auto& children = *proof.mutable_path(0)->mutable_children();
    children.Mutable(0)->set_sums(5, kMax);
    children.Mutable(1)->set_sums(5, kMax);
    proof.mutable_path(0)->mutable_own()->Resize(200, 0);
    proof.mutable_path(0)->set_own(5, 2);
  };
  EXPECT_EQ(ReasonAfter(overflow), "SUM_OVERFLOW");
}

TEST(CheckProof, RefusesChildrenOutOfOrderOrTwice) {
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_path(0)->mutable_children()->SwapElements(0, 1); }),
            "PROOF_MALFORMED");
  EXPECT_EQ(ReasonAfter([](Proof& proof) {
              // 0 once more changes no sum.
              *proof.mutable_path(1)->add_children() = proof.path(1).children(1);
            }),
            "PROOF_MALFORMED");
}

TEST(CheckProof, RefusesZerosWhereNothingIsToStand) {
  EXPECT_EQ(
      ReasonAfter([](Proof& proof) { proof.mutable_path(1)->mutable_children(1)->mutable_sums()->Resize(200, 0); }),
      "PROOF_MALFORMED");
}

TEST(CheckProof, RefusesFiguresBesideTheSummaryThatStandsForThem) {
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_path(2)->set_scope(form::v1::SCOPE_UNSPECIFIED); }),
            "PROOF_MALFORMED");
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_path(1)->set_scope(form::v1::SCOPE_ROLL_UP); }),
            "PROOF_MALFORMED");
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_path(2)->set_scope(form::v1::SCOPE_ROLL_UP); }), "")
      << "a summary with nothing below it";
}

TEST(CheckProof, RefusesAPathThatLeavesTheTree) {
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_path(2)->set_node("organs/stranger"); }), "PROOF_MALFORMED");
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_path()->DeleteSubrange(1, 1); }), "PROOF_MALFORMED");
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_path()->DeleteSubrange(0, 1); }), "PROOF_MALFORMED");
}

TEST(CheckProof, TakesAPathThatIsCutShortForTheNodeAboveOnly) {
  Proof proof = SampleProof();
  proof.mutable_path()->RemoveLast();
  EXPECT_TRUE(CheckProof(proof).ok());
  EXPECT_TRUE(CheckProof(proof, {.organ = "organs/east", .year = 2024, .node = "organs/city"}).ok());
  for (const Subject& other :
       {kOffice, Subject{.organ = "organs/east", .year = 2023}, Subject{.node = "organs/east"}}) {
    EXPECT_EQ(status::ReasonOf(CheckProof(proof, other)), "PROOF_OF_ANOTHER");
  }
}

TEST(CheckProof, RefusesCountsThatContradictEachOther) {
  const auto both = [](Proof& proof, const std::function<void(aggregation::v1::Coverage&)>& change) {
    change(*proof.mutable_root()->mutable_coverage());
    change(*proof.mutable_path(0)->mutable_coverage());
  };
  EXPECT_EQ(ReasonAfter([&](Proof& proof) { both(proof, [](auto& coverage) { coverage.set_missing(0); }); }),
            "PROOF_COVERAGE_WRONG");
  EXPECT_EQ(ReasonAfter([&](Proof& proof) { both(proof, [](auto& coverage) { coverage.set_published(4); }); }),
            "PROOF_COVERAGE_WRONG");
  EXPECT_EQ(ReasonAfter([&](Proof& proof) {
              both(proof, [](auto& coverage) {
                coverage.set_expected(2);
                coverage.set_accepted(1);
              });
            }),
            "PROOF_COVERAGE_WRONG")
      << "a district with more reports than the city above it";
  EXPECT_EQ(ReasonAfter([](Proof& proof) { proof.mutable_root()->mutable_coverage()->set_published(1); }),
            "PROOF_COVERAGE_WRONG");
}

TEST(CheckProof, NamesThePlace) {
  Proof proof = SampleProof();
  proof.mutable_path(0)->mutable_children(1)->set_sums(7, 3);
  const absl::Status wrong = CheckProof(proof);
  EXPECT_EQ(status::ReasonOf(wrong), "PROOF_SUM_WRONG");
  EXPECT_EQ(status::MetaOf(wrong, "place"), "root.sums");
  EXPECT_EQ(status::MetaOf(wrong, "cell"), form::Catalogue::Get().cells()[7].code);
  EXPECT_NE(status::ChineseOf(wrong), "");
}

}  // namespace
}  // namespace nianbao::proof
