#include "libs/proof/node_check.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/proof/coverage_fault.h"
#include "libs/proof/figures.h"
#include "libs/proof/hash.h"
#include "libs/proof/node_digest.h"
#include "libs/proof/proof_fault.h"
#include "libs/status/try.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::Coverage;
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
    return Malformed(place, absl::StrCat("got ", figures.size(), " figures, want ", kFigures),
                     absl::StrCat("应有 ", kFigures, " 个数字"));
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
  return Malformed(place, absl::StrCat("got ", kFigures, " times 0, want nothing"), "全部为 0 时应留空");
}

absl::Status CheckCoverage(const std::string& place, const std::string& node, const Coverage& coverage) {
  const std::string fault = CoverageFault(coverage);
  return fault.empty() ? absl::OkStatus() : CoverageWrong(place, node, fault);
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

// What a summary stands for is added nowhere else.
absl::Status CheckScope(const std::string& place, const ProofNode& node) {
  if (node.scope() == form::v1::SCOPE_OWN) return absl::OkStatus();
  if (node.scope() != form::v1::SCOPE_UNSPECIFIED && node.scope() != form::v1::SCOPE_ROLL_UP) {
    return Malformed(absl::StrCat(place, ".scope"), absl::StrCat("got ", node.scope(), ", want OWN, ROLL_UP or none"),
                     "不认识这种报告范围");
  }
  const bool children_add = std::any_of(node.children().begin(), node.children().end(),
                                        [](const ProofChild& child) { return !child.sums().empty(); });
  if (!children_add && (node.own().empty() || node.scope() == form::v1::SCOPE_ROLL_UP)) return absl::OkStatus();
  return Malformed(absl::StrCat(place, ".scope"), "got figures beside the summary that stands for them, want none",
                   "由汇总报告代报的机关，不应另有数字计入合计");
}

absl::Status CheckShape(const std::string& place, const ProofNode& node) {
  RETURN_IF_ERROR(CheckName(absl::StrCat(place, ".node"), node.node()));
  RETURN_IF_ERROR(CheckFiguresUnlessZero(absl::StrCat(place, ".own"), node.node(), node.own()));
  RETURN_IF_ERROR(CheckCoverage(absl::StrCat(place, ".coverage"), node.node(), node.coverage()));
  RETURN_IF_ERROR(CheckChildren(place, node));
  return CheckScope(place, node);
}

// What the node and all below it add up to.
absl::Status AddUp(const std::string& place, const ProofNode& node, Figures& sums) {
  int overflow = AddTo(sums, node.own());
  for (int i = 0; overflow == kNoCell && i < node.children_size(); ++i) overflow = AddTo(sums, node.children(i).sums());
  return overflow == kNoCell ? absl::OkStatus() : Overflow(place, node.node(), overflow);
}

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
  const std::string digest = NodeDigest(*HashFor(root.algorithm()), tree,
                                        {.name = node.node(),
                                         .sealed_at = node.node() == root.node() ? root.position().sequence() : 0,
                                         .scope = node.scope(),
                                         .own = node.own(),
                                         .coverage = node.coverage(),
                                         .children = children});
  return digest == claim.digest ? absl::OkStatus() : DigestWrong(absl::StrCat(claim.place, ".digest"), node.node());
}

}  // namespace

absl::Status CheckRoot(const std::string& place, const SignedRoot& root) {
  const auto at = [&](const char* field) { return absl::StrCat(place, ".", field); };
  if (HashFor(root.algorithm()) == nullptr) {
    return Malformed(at("algorithm"), absl::StrCat("got ", root.algorithm(), ", want SM3 or SHA256"),
                     "不认识这种摘要算法");
  }
  RETURN_IF_ERROR(CheckName(at("node"), root.node()));
  RETURN_IF_ERROR(CheckName(at("position.log_id"), root.position().log_id()));
  if (root.year() < 1) return Malformed(at("year"), absl::StrCat("got ", root.year(), ", want a year"), "没有写明年度");
  if (root.position().sequence() < 1) {
    return Malformed(at("position.sequence"), absl::StrCat("got ", root.position().sequence(), ", want 1 or more"),
                     "没有写明封存事件的序号");
  }
  RETURN_IF_ERROR(CheckDigestSize(at("position.digest"), root.position().digest()));
  RETURN_IF_ERROR(CheckDigestSize(at("digest"), root.digest()));
  RETURN_IF_ERROR(CheckFigures(at("sums"), root.node(), root.sums()));
  return CheckCoverage(at("coverage"), root.node(), root.coverage());
}

Claim ClaimOf(const std::string& place, const SignedRoot& root) {
  return {.place = place, .sums = root.sums(), .digest = root.digest()};
}

Claim ClaimOf(const std::string& place, const ProofNode& node, int child) {
  return {.place = absl::StrCat(place, ".children[", child, "]"),
          .sums = node.children(child).sums(),
          .digest = node.children(child).digest()};
}

absl::Status CheckTop(const std::string& root_place, const SignedRoot& root, const std::string& place,
                      const ProofNode& node) {
  if (node.node() != root.node()) {
    return Malformed(absl::StrCat(place, ".node"),
                     absl::StrCat("got ", node.node(), ", want ", root.node(), ", the node of the root"),
                     "路径应从封存的节点开始");
  }
  const std::string more = CoverageFault(root.coverage(), node.coverage());
  const std::string less = CoverageFault(node.coverage(), root.coverage());
  if (!more.empty() || !less.empty()) {
    return CoverageWrong(absl::StrCat(root_place, ".coverage"), root.node(),
                         absl::StrCat(place, ": ", more.empty() ? less : more));
  }
  return absl::OkStatus();
}

absl::Status CheckNode(const std::string& place, const SignedRoot& root, const ProofNode& node, const Claim& claim) {
  RETURN_IF_ERROR(CheckShape(place, node));
  RETURN_IF_ERROR(CheckSums(place, node, claim));
  return CheckDigest(root, node, claim);
}

int ChildNamed(const ProofNode& node, absl::string_view name) {
  const auto child = std::find_if(node.children().begin(), node.children().end(),
                                  [&](const ProofChild& child) { return child.node() == name; });
  return child == node.children().end() ? -1 : static_cast<int>(child - node.children().begin());
}

}  // namespace nianbao::proof
