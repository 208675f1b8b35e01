#include "libs/proof/check_proof.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "libs/proof/coverage_fault.h"
#include "libs/proof/node_check.h"
#include "libs/proof/proof_fault.h"
#include "libs/status/try.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::Proof;
using aggregation::v1::ProofNode;
using aggregation::v1::SignedRoot;

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

// The entry of the next node of the path among the children of the one above it.
absl::StatusOr<Claim> ClaimOfStep(const Proof& proof, int step) {
  const ProofNode& above = proof.path(step - 1);
  const std::string& name = proof.path(step).node();
  const std::string place = absl::StrCat("path[", step, "]");
  const int child = ChildNamed(above, name);
  if (child < 0) {
    return Malformed(absl::StrCat(place, ".node"), absl::StrCat("got ", name, ", want a child of ", above.node()),
                     "路径上的每个节点都应是前一个节点的直接下级");
  }
  const std::string fault = CoverageFault(above.coverage(), proof.path(step).coverage());
  if (!fault.empty()) return CoverageWrong(absl::StrCat(place, ".coverage"), name, fault);
  return ClaimOf(absl::StrCat("path[", step - 1, "]"), above, child);
}

}  // namespace

absl::Status CheckProof(const Proof& proof, const Subject& subject) {
  const SignedRoot& root = proof.root();
  RETURN_IF_ERROR(CheckRoot("root", root));
  if (proof.path().empty()) return Malformed("path", "got nothing, want at least the sealed node", "没有路径");
  RETURN_IF_ERROR(CheckTop("root", root, "path[0]", proof.path(0)));
  Claim claim = ClaimOf("root", root);
  for (int step = 0; step < proof.path_size(); ++step) {
    if (step > 0) {
      ASSIGN_OR_RETURN(claim, ClaimOfStep(proof, step));
    }
    RETURN_IF_ERROR(CheckNode(absl::StrCat("path[", step, "]"), root, proof.path(step), claim));
  }
  return CheckSubject(proof, subject);
}

}  // namespace nianbao::proof
