#include "services/aggregation/domain/engine.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/chain.h"
#include "services/aggregation/domain/subtree.h"

namespace nianbao::aggregation {
namespace {

absl::Status SumOverflow(const Node& node, int year, const form::Cell& cell) {
  return status::Error(
             absl::StatusCode::kOutOfRange, "SUM_OVERFLOW",
             absl::StrCat("totals.", cell.code, ": the sum of ", node.name, " for ", year, " does not fit 64 bits"))
      .Meta("node", node.name)
      .Meta("year", absl::StrCat(year))
      .Meta("cell", cell.code)
      .Chinese(absl::StrCat(node.title, " ", year, " 年“", cell.printed_name(),
                            "”的合计超出可表示的范围，请检查下级报告中是否有明显过大的数字。"));
}

absl::StatusOr<NodeTotal> TotalOf(const Node& node, int year) {
  const Contribution sum = SubtreeContribution(node, year);
  NodeTotal total{.node = node.name, .title = node.title, .year = year};
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const absl::int128 value = sum.sums[cell.index];
    if (value > std::numeric_limits<int64_t>::max() || value < std::numeric_limits<int64_t>::min()) {
      return SumOverflow(node, year, cell);
    }
    total.cells[cell.index] = static_cast<int64_t>(value);
  }
  total.coverage = {.expected = node.owing + sum.accepted_beyond_duty,
                    .accepted = sum.accepted,
                    .submitted = sum.submitted,
                    .returned = sum.returned,
                    .published = sum.published,
                    .backloaded = sum.backloaded};
  total.coverage.missing = total.coverage.expected - sum.accepted - sum.submitted - sum.returned;
  return total;
}

}  // namespace

Engine::Engine(const std::string& log_id) : position_(Beginning(log_id)) {}

absl::Status Engine::Apply(const submission::v1::EventRecord& record) {
  if (record.event().sequence() <= position_.sequence()) return absl::OkStatus();
  ASSIGN_OR_RETURN(submission::v1::EventToken next, Advance(position_, record));
  RETURN_IF_ERROR(ApplyChange(record.event()));
  position_ = std::move(next);
  return absl::OkStatus();
}

absl::Status Engine::ApplyChange(const submission::v1::Event& event) {
  switch (event.change_case()) {
    case submission::v1::Event::kOrgan:
      ApplyOrgan(event.organ(), event.sequence());
      return absl::OkStatus();
    case submission::v1::Event::kFiling:
      // A roll-up is compared with the sum of its subtree, never added to it.
      if (event.filing().scope() != form::v1::SCOPE_OWN) return absl::OkStatus();
      return ApplyFiling(event.filing(), event.sequence());
    // Totals do not depend on what the rules say, on when a report is due, on locks, nor on a kind of event that a
    // newer submission service writes.
    case submission::v1::Event::kRulebook:
    case submission::v1::Event::kVerdict:
    case submission::v1::Event::kFilingDeadline:
    case submission::v1::Event::kYearLock:
    case submission::v1::Event::kReporter:
    case submission::v1::Event::kDeadline:
    case submission::v1::Event::kCalendar:
    case submission::v1::Event::CHANGE_NOT_SET:
      break;
  }
  return absl::OkStatus();
}

absl::Status Engine::ApplyFiling(const submission::v1::FilingChange& change, int64_t sequence) {
  Node* const node = tree_.Find(change.organ());
  if (node == nullptr || !node->known) {
    return status::Error(absl::StatusCode::kDataLoss, "FEED_CORRUPT",
                         absl::StrCat("event.filing.organ: got ", change.organ(), ", want one of an earlier event"))
        .Meta("sequence", absl::StrCat(sequence))
        .Chinese(absl::StrCat("事件日志第 ", sequence, " 条涉及未登记的机关 ", change.organ(),
                              "，汇总已暂停，请联系运维人员。"));
  }
  OwnFiling& filing = node->own[change.year()];
  const Contribution before = filing.ContributionWhen(node->owes_own);
  RETURN_IF_ERROR(filing.Apply(change));
  Contribution delta = filing.ContributionWhen(node->owes_own);
  delta -= before;
  if (delta != Contribution{}) Spread(*node, change.year(), delta, sequence);
  return absl::OkStatus();
}

void Engine::ApplyOrgan(const organ::v1::Organ& organ, int64_t sequence) {
  const Node* const known = tree_.Find(organ.name());
  const bool owed = known != nullptr && known->owes_own;
  Node& node = tree_.Put(organ);
  node.changed_at = sequence;
  if (node.owes_own != owed) {
    SpreadOwing(node, node.owes_own ? 1 : -1, sequence);
    for (const auto& [year, filing] : node.own) {
      Contribution delta = filing.ContributionWhen(node.owes_own);
      delta -= filing.ContributionWhen(owed);
      Spread(node, year, delta, sequence);
    }
  }
  while (const auto move = tree_.NextMove()) {
    TakeOut(*move->node, sequence);
    tree_.Make(*move);
    PutIn(*move->node, sequence);
  }
}

absl::StatusOr<const Node*> Engine::Known(absl::string_view name) const {
  const Node* const node = tree_.Find(name);
  if (node != nullptr && node->known) return node;
  return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN",
                       absl::StrCat("node: got ", name, ", want an organ of the roster"))
      .Meta("organ", name)
      .Chinese(absl::StrCat("名册中没有机关 ", name, "，请核对名称，或先将其导入名册。"));
}

absl::StatusOr<NodeTotal> Engine::Total(absl::string_view node, int year) const {
  ASSIGN_OR_RETURN(const Node* const known, Known(node));
  return TotalOf(*known, year);
}

absl::StatusOr<std::vector<NodeTotal>> Engine::ChildTotals(absl::string_view node, int year) const {
  ASSIGN_OR_RETURN(const Node* const known, Known(node));
  std::vector<NodeTotal> totals;
  totals.reserve(known->children.size());
  for (const auto& [name, child] : known->children) {
    ASSIGN_OR_RETURN(NodeTotal total, TotalOf(*child, year));
    totals.push_back(std::move(total));
  }
  return totals;
}

absl::StatusOr<int64_t> Engine::ChangedAt(absl::string_view node) const {
  ASSIGN_OR_RETURN(const Node* const known, Known(node));
  return known->changed_at;
}

}  // namespace nianbao::aggregation
