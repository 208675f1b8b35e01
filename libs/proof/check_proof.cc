#include "libs/proof/check_proof.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "libs/proof/coverage_fault.h"
#include "libs/proof/figures.h"
#include "libs/proof/hash.h"
#include "libs/proof/node_digest.h"
#include "libs/proof/proof_fault.h"
#include "libs/status/try.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::Coverage;
using aggregation::v1::Proof;
using aggregation::v1::ProofChild;
using aggregation::v1::ProofNode;
using aggregation::v1::SignedRoot;

constexpr size_t kFigures = std::tuple_size_v<Figures>;

absl::Status CheckName(const std::string& place, const std::string& name) {
  if (!name.empty()) return absl::OkStatus();
  return Malformed(place, "got nothing, want a name", "没有写明");
}

absl::Status CheckDigestSize(const std::string& place, const std::string& digest) {
  if (digest.size() == Hash::kDigestSize) return absl::OkStatus();
  return Malformed(place, absl::StrCat("got ", digest.size(), " bytes, want ", Hash::kDigestSize), "摘要应为 32 字节");
}

absl::Status CheckFigures(const std::string& place, const std::string& node, absl::Span<const int64_t> figures) {
  if (figures.size() != kFigures) {
    return Malformed(place, absl::StrCat("got ", figures.size(), " figures, want ", kFigures), "应有 200 个数字");
  }
  const int negative = FirstNegative(figures);
  return negative == kNoCell ? absl::OkStatus() : Negative(place, node, negative);
}

// Where figures that are all 0 are left out, so that a proof can be written in one way only.
absl::Status CheckFiguresUnlessZero(const std::string& place, const std::string& node,
                                    absl::Span<const int64_t> figures) {
  if (figures.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(CheckFigures(place, node, figures));
  if (!IsZero(figures)) return absl::OkStatus();
  return Malformed(place, "got 200 times 0, want nothing", "全部为 0 时应留空");
}

absl::Status CheckCoverage(const std::string& place, const std::string& node, const Coverage& coverage) {
  const std::string fault = CoverageFault(coverage);
  return fault.empty() ? absl::OkStatus() : CoverageWrong(place, node, fault);
}

absl::Status CheckRoot(const SignedRoot& root) {
  if (HashFor(root.algorithm()) == nullptr) {
    return Malformed("root.algorithm", absl::StrCat("got ", root.algorithm(), ", want SM3 or SHA256"),
                     "不认识这种摘要算法");
  }
  RETURN_IF_ERROR(CheckName("root.node", root.node()));
  RETURN_IF_ERROR(CheckName("root.position.log_id", root.position().log_id()));
  if (root.year() < 1)
    return Malformed("root.year", absl::StrCat("got ", root.year(), ", want a year"), "没有写明年度");
  if (root.position().sequence() < 1) {
    return Malformed("root.position.sequence", absl::StrCat("got ", root.position().sequence(), ", want 1 or more"),
                     "没有写明封存事件的序号");
  }
  RETURN_IF_ERROR(CheckDigestSize("root.position.digest", root.position().digest()));
  RETURN_IF_ERROR(CheckDigestSize("root.digest", root.digest()));
  RETURN_IF_ERROR(CheckFigures("root.sums", root.node(), root.sums()));
  return CheckCoverage("root.coverage", root.node(), root.coverage());
}

absl::Status CheckChildren(const std::string& place, const ProofNode& node) {
  for (int i = 0; i < node.children_size(); ++i) {
    const ProofChild& child = node.children(i);
    const std::string at = absl::StrCat(place, ".children[", i, "]");
    RETURN_IF_ERROR(CheckName(absl::StrCat(at, ".node"), child.node()));
    if (i > 0 && child.node() <= node.children(i - 1).node()) {
      return Malformed(
          absl::StrCat(at, ".node"),
          absl::StrCat("got ", child.node(), " after ", node.children(i - 1).node(), ", want each once and by name"),
          "下级应按名称排列，且每个只出现一次");
    }
    RETURN_IF_ERROR(CheckDigestSize(absl::StrCat(at, ".digest"), child.digest()));
    RETURN_IF_ERROR(CheckFiguresUnlessZero(absl::StrCat(at, ".sums"), child.node(), child.sums()));
  }
  return absl::OkStatus();
}

absl::Status CheckNode(const std::string& place, const ProofNode& node) {
  RETURN_IF_ERROR(CheckName(absl::StrCat(place, ".node"), node.node()));
  RETURN_IF_ERROR(CheckFiguresUnlessZero(absl::StrCat(place, ".own"), node.node(), node.own()));
  RETURN_IF_ERROR(CheckCoverage(absl::StrCat(place, ".coverage"), node.node(), node.coverage()));
  return CheckChildren(place, node);
}

// What the node and all below it add up to.
absl::Status AddUp(const std::string& place, const ProofNode& node, Figures& sums) {
  int overflow = AddTo(sums, node.own());
  for (int i = 0; overflow == kNoCell && i < node.children_size(); ++i) overflow = AddTo(sums, node.children(i).sums());
  return overflow == kNoCell ? absl::OkStatus() : Overflow(place, node.node(), overflow);
}

// What is said of a node by what stands above it: the root of the first, the child's entry of the others.
struct Claim {
  std::string place;
  absl::Span<const int64_t> sums;
  absl::string_view digest;
};

absl::Status CheckSums(const std::string& place, const ProofNode& node, const Claim& claim) {
  Figures sums{};
  RETURN_IF_ERROR(AddUp(place, node, sums));
  for (size_t i = 0; i < kFigures; ++i) {
    if (sums[i] != (claim.sums.empty() ? 0 : claim.sums[i])) {
      return SumWrong(absl::StrCat(claim.place, ".sums"), node.node(), static_cast<int>(i));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDigest(const SignedRoot& root, const ProofNode& node, const Claim& claim) {
  std::vector<DigestedChild> children;
  for (const ProofChild& child : node.children()) {
    children.push_back({.node = child.node(), .digest = child.digest(), .sums = child.sums()});
  }
  const TreeId tree = {.algorithm = root.algorithm(), .year = root.year(), .position = root.position()};
  const std::string digest =
      NodeDigest(*HashFor(root.algorithm()), tree, node.node(), node.own(), node.coverage(), children);
  return digest == claim.digest ? absl::OkStatus() : DigestWrong(absl::StrCat(claim.place, ".digest"), node.node());
}

absl::Status CheckSubject(const Proof& proof, const Subject& subject) {
  const std::string& organ = proof.path().rbegin()->node();
  if (!subject.organ.empty() && organ != subject.organ) return OfAnother("path", organ, subject.organ);
  if (!subject.node.empty() && proof.root().node() != subject.node) {
    return OfAnother("root.node", proof.root().node(), subject.node);
  }
  if (subject.year != 0 && proof.root().year() != subject.year) {
    return OfAnother("root.year", absl::StrCat(proof.root().year()), absl::StrCat(subject.year));
  }
  return absl::OkStatus();
}

absl::Status CheckTop(const SignedRoot& root, const ProofNode& top) {
  if (top.node() != root.node()) {
    return Malformed("path[0].node", absl::StrCat("got ", top.node(), ", want ", root.node(), ", the node of the root"),
                     "路径应从封存的节点开始");
  }
  const std::string more = CoverageFault(root.coverage(), top.coverage());
  const std::string less = CoverageFault(top.coverage(), root.coverage());
  if (!more.empty() || !less.empty()) {
    return CoverageWrong("root.coverage", root.node(), absl::StrCat("path[0]: ", more.empty() ? less : more));
  }
  return absl::OkStatus();
}

// The entry of the next node of the path among the children of the one above it.
absl::StatusOr<Claim> ClaimOf(const Proof& proof, int step) {
  const ProofNode& above = proof.path(step - 1);
  const std::string& name = proof.path(step).node();
  const auto child = std::find_if(above.children().begin(), above.children().end(),
                                  [&](const ProofChild& child) { return child.node() == name; });
  const std::string place = absl::StrCat("path[", step, "]");
  if (child == above.children().end()) {
    return Malformed(absl::StrCat(place, ".node"), absl::StrCat("got ", name, ", want a child of ", above.node()),
                     "路径上的每个节点都应是前一个节点的直接下级");
  }
  const std::string fault = CoverageFault(above.coverage(), proof.path(step).coverage());
  if (!fault.empty()) return CoverageWrong(absl::StrCat(place, ".coverage"), name, fault);
  return Claim{.place = absl::StrCat("path[", step - 1, "].children[", child - above.children().begin(), "]"),
               .sums = child->sums(),
               .digest = child->digest()};
}

}  // namespace

absl::Status CheckProof(const Proof& proof, const Subject& subject) {
  const SignedRoot& root = proof.root();
  RETURN_IF_ERROR(CheckRoot(root));
  if (proof.path().empty()) return Malformed("path", "got nothing, want at least the sealed node", "没有路径");
  RETURN_IF_ERROR(CheckTop(root, proof.path(0)));
  Claim claim = {.place = "root", .sums = root.sums(), .digest = root.digest()};
  for (int step = 0; step < proof.path_size(); ++step) {
    const std::string place = absl::StrCat("path[", step, "]");
    RETURN_IF_ERROR(CheckNode(place, proof.path(step)));
    if (step > 0) {
      ASSIGN_OR_RETURN(claim, ClaimOf(proof, step));
    }
    RETURN_IF_ERROR(CheckSums(place, proof.path(step), claim));
    RETURN_IF_ERROR(CheckDigest(root, proof.path(step), claim));
  }
  return CheckSubject(proof, subject);
}

}  // namespace nianbao::proof
