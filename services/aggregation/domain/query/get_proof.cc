#include "services/aggregation/domain/query/get_proof.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/proof/hash.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/proof/not_sealed.h"
#include "services/aggregation/domain/proof/sealed.h"
#include "services/aggregation/domain/proof/sealed_node.h"
#include "services/aggregation/domain/query/request_check.h"

namespace nianbao::aggregation {
namespace {

absl::Status Check(const v1::GetProofRequest& request) {
  RequestCheck check;
  check.Organ("organ", request.organ()).Year("year", request.year()).MinSequence(request.min_sequence());
  if (!request.node().empty()) check.Organ("node", request.node());
  if (request.algorithm() != v1::DIGEST_ALGORITHM_UNSPECIFIED && proof::HashFor(request.algorithm()) == nullptr) {
    check.Fault("algorithm", absl::StrCat("got ", request.algorithm(), ", want SM3 or SHA256"),
                "不认识这种摘要算法，应为 SM3 或 SHA-256");
  }
  return check.Result();
}

absl::Status NotWithin(const v1::GetProofRequest& request) {
  RequestCheck check;
  check.Fault("organ",
              absl::StrCat("got ", request.organ(), ", want one at or below ", request.node(), " when it was sealed"),
              absl::StrCat(request.node(), " 封存时，", request.organ(), " 不在它的 ", request.year(),
                           " 年度报送名单之内，请核对机关和节点"));
  return check.Result();
}

bool Holds(const Sealed& sealed, const std::string& organ) {
  if (sealed.made != nullptr) return sealed.made->sums.Find(organ) != proof::kNoNode;
  return std::any_of(sealed.nodes.begin(), sealed.nodes.end(),
                     [&](const proof::SumNode& node) { return node.name == organ; });
}

class ProofSearch {
 public:
  ProofSearch(const Engine& engine, const SealedTrees& trees, const v1::GetProofRequest& request)
      : engine_(engine), trees_(trees), request_(request) {}

  absl::StatusOr<Sealed> Find() const {
    ASSIGN_OR_RETURN(const int organ, engine_.Find(request_.organ()));
    if (request_.node().empty()) return FindHighest(organ);
    ASSIGN_OR_RETURN(const int node, engine_.Find(request_.node()));
    return FindAt(node);
  }

 private:
  absl::StatusOr<Sealed> FindAt(int node) const {
    std::optional<proof::TreeId> seal = Seal(node);
    if (!seal.has_value()) return NotSealed(request_.node(), request_.year());
    Sealed sealed = LookUp(engine_, trees_, node, *std::move(seal));
    if (sealed.is_of_several_logs()) return SealedInOneLogOnly(request_.node(), request_.year());
    if (!Holds(sealed, request_.organ())) return NotWithin(request_);
    return sealed;
  }

  absl::StatusOr<Sealed> FindHighest(int organ) const {
    const std::shared_ptr<const View> view = engine_.Totals({.year = request_.year()});
    std::vector<int> upwards;
    for (int node = organ; node != kNoOrgan; node = view->Parent(node)) upwards.push_back(node);
    for (auto node = upwards.rbegin(); node != upwards.rend(); ++node) {
      std::optional<proof::TreeId> seal = Seal(*node);
      if (!seal.has_value()) continue;
      Sealed sealed = LookUp(engine_, trees_, *node, *std::move(seal));
      // A node may be sealed above the organ that was not when it was sealed.
      if (Holds(sealed, request_.organ())) return sealed;
    }
    return NothingAboveSealed(request_.organ(), request_.year());
  }

  std::optional<proof::TreeId> Seal(int node) const {
    const bool open = request_.algorithm() == v1::DIGEST_ALGORITHM_UNSPECIFIED;
    return SealOf(engine_.facts(), request_.year(), node, open ? v1::DIGEST_ALGORITHM_SM3 : request_.algorithm());
  }

  const Engine& engine_;
  const SealedTrees& trees_;
  const v1::GetProofRequest& request_;
};

}  // namespace

absl::StatusOr<v1::GetProofResponse> GetProof(const LiveTotals& totals, SealedTrees& trees, absl::Duration patience,
                                              const v1::GetProofRequest& request) {
  RETURN_IF_ERROR(Check(request));
  Sealed sealed;
  const auto read = [&](const Engine& engine, int64_t) -> absl::Status {
    ASSIGN_OR_RETURN(sealed, ProofSearch(engine, trees, request).Find());
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(totals.Read({.min_sequence = request.min_sequence()}, patience, read));
  // Digests are made when the totals may move again.
  ASSIGN_OR_RETURN(const auto tree, MakeSealed(std::move(sealed), trees));
  v1::GetProofResponse response;
  *response.mutable_proof()->mutable_root() = tree->root;
  for (v1::ProofNode& step : tree->sums.PathTo(tree->sums.Find(request.organ()))) {
    *response.mutable_proof()->add_path() = std::move(step);
  }
  return response;
}

}  // namespace nianbao::aggregation
