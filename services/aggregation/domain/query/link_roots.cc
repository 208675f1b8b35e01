#include "services/aggregation/domain/query/link_roots.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "libs/proof/hash.h"
#include "libs/proof/link_trees.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/proof/not_sealed.h"
#include "services/aggregation/domain/proof/sealed.h"
#include "services/aggregation/domain/proof/sealed_node.h"
#include "services/aggregation/domain/query/request_check.h"

namespace nianbao::aggregation {
namespace {

absl::Status Check(const v1::LinkRootsRequest& request) {
  RequestCheck check = CheckSelection(request);
  if (request.since().sequence() < 1 || request.since().log_id().empty()) {
    check.Fault("since", "got no position, want that of an earlier seal", "请写明前一次封存的位置（见当时取得的证明）");
  }
  if (request.algorithm() != v1::DIGEST_ALGORITHM_UNSPECIFIED && proof::HashFor(request.algorithm()) == nullptr) {
    check.Fault("algorithm", absl::StrCat("got ", request.algorithm(), ", want SM3 or SHA256"),
                "不认识这种摘要算法，应为 SM3 或 SHA-256");
  }
  return check.Result();
}

absl::Status NotOfThisLog() {
  return status::Error(absl::StatusCode::kFailedPrecondition, "LOG_CHANGED",
                       "since: got a position of another log, or of a history that was rewritten")
      .Chinese(
          "前一次封存的位置不属于现有的事件日志（可能已从备份恢复）。恢复前后的合计不能衔接，"
          "请用 nianbao verify aggregate 重算现在的合计。");
}

absl::Status NotEarlier(int64_t sequence) {
  RequestCheck check;
  check.Fault("since", absl::StrCat("got event ", sequence, ", the seal that stands, want an earlier one"),
              absl::StrCat("第 ", sequence, " 号事件就是现在的封存，没有需要衔接的变动"));
  return check.Result();
}

// Of which organs something became of a report of the year: with the scope of the report.
using Reports = absl::flat_hash_set<std::pair<std::string, form::v1::Scope>>;

Reports ReportedBetween(const Facts& facts, int year, int source, int64_t after, int64_t until) {
  Reports reports;
  for (int organ = 0; organ < facts.organs().size(); ++organ) {
    if (facts.SourceOf(organ) != source) continue;
    for (const form::v1::Scope scope : {form::v1::SCOPE_OWN, form::v1::SCOPE_ROLL_UP}) {
      if (facts.Reports(year, scope).ChangedWithin(organ, after, until))
        reports.emplace(facts.organs().name(organ), scope);
    }
  }
  return reports;
}

// The two seals, and what was reported between them.
struct Ends {
  Sealed from;
  Sealed to;
  Reports reports;
};

absl::StatusOr<Ends> Find(const Engine& engine, const SealedTrees& trees, const v1::LinkRootsRequest& request) {
  const Facts& facts = engine.facts();
  ASSIGN_OR_RETURN(const int node, engine.Find(request.node()));
  const bool open = request.algorithm() == v1::DIGEST_ALGORITHM_UNSPECIFIED;
  std::optional<proof::TreeId> seal =
      SealOf(facts, request.year(), node, open ? v1::DIGEST_ALGORITHM_SM3 : request.algorithm());
  if (!seal.has_value()) return NotSealed(request.node(), request.year());
  const int source = facts.SourceOf(node);
  if (!facts.Log(source)->Contains(request.since())) return NotOfThisLog();
  const int64_t since = request.since().sequence();
  if (!facts.WasSealedBy(since, request.year(), node)) return NotSealedBy(since, request.node(), request.year());
  if (since == seal->position.sequence()) return NotEarlier(since);
  proof::TreeId earlier = *seal;
  earlier.position = request.since();
  Ends ends;
  ends.reports = ReportedBetween(facts, request.year(), source, since, seal->position.sequence());
  ends.from = LookUp(engine, trees, node, std::move(earlier));
  ends.to = LookUp(engine, trees, node, *std::move(seal));
  if (ends.from.is_of_several_logs() || ends.to.is_of_several_logs()) {
    return SealedInOneLogOnly(request.node(), request.year());
  }
  return ends;
}

}  // namespace

absl::StatusOr<v1::LinkRootsResponse> LinkRoots(const LiveTotals& totals, SealedTrees& trees, absl::Duration patience,
                                                const v1::LinkRootsRequest& request) {
  RETURN_IF_ERROR(Check(request));
  Ends ends;
  const auto read = [&](const Engine& engine, int64_t) -> absl::Status {
    ASSIGN_OR_RETURN(ends, Find(engine, trees, request));
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(totals.Read({.min_sequence = request.min_sequence()}, patience, read));
  // Digests are made when the totals may move again.
  ASSIGN_OR_RETURN(const auto from, MakeSealed(std::move(ends.from), trees));
  ASSIGN_OR_RETURN(const auto to, MakeSealed(std::move(ends.to), trees));
  const auto reported = [&](absl::string_view organ, form::v1::Scope scope) {
    return ends.reports.contains({std::string(organ), scope});
  };
  v1::LinkRootsResponse response;
  ASSIGN_OR_RETURN(*response.mutable_link(), proof::LinkTrees(from->sums, to->sums, reported));
  *response.mutable_link()->mutable_from() = from->root;
  *response.mutable_link()->mutable_to() = to->root;
  return response;
}

}  // namespace nianbao::aggregation
