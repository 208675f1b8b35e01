#include "services/submission/domain/filing_status.h"

#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "libs/status/try.h"
#include "services/submission/domain/deadlines.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/without_reports.h"

namespace nianbao::submission {
namespace {

using directory::v1::FilingStatus;
using FilingsByName = absl::flat_hash_map<std::string, v1::Filing>;

// Those of a subtree of today.
absl::StatusOr<FilingsByName> ReadFilings(const StoreReader& store, absl::string_view node, int32_t year) {
  ASSIGN_OR_RETURN(
      std::vector<v1::Filing> filings,
      store.ListFilings({.node = std::string(node), .year = year, .limit = std::numeric_limits<int>::max()}));
  FilingsByName by_name;
  for (v1::Filing& filing : filings) {
    RemoveReportsAndFindings(filing);
    std::string name = filing.name();
    by_name.emplace(std::move(name), std::move(filing));
  }
  return by_name;
}

bool StandsWithin(const Roster& roster, const std::string& organ, absl::string_view node) {
  if (node.empty()) return true;
  for (const organ::v1::Organ* at = roster.Find(organ); at != nullptr; at = roster.Find(at->parent())) {
    if (at->name() == node) return true;
  }
  return false;
}

// Finds the filings of the organs of a subtree of the year's tree, some of which stand elsewhere today.
class FilingsOfYear {
 public:
  static absl::StatusOr<FilingsOfYear> Read(const StoreReader& store, absl::string_view node, int32_t year) {
    ASSIGN_OR_RETURN(FilingsByName filings, ReadFilings(store, node, year));
    ASSIGN_OR_RETURN(std::shared_ptr<const Roster> today, store.ReadRoster());
    return FilingsOfYear(store, std::string(node), std::move(filings), std::move(today));
  }

  absl::StatusOr<std::optional<v1::Filing>> Find(const std::string& organ, const std::string& name) const {
    if (const auto it = filings_.find(name); it != filings_.end()) return it->second;
    if (StandsWithin(*today_, organ, node_)) return std::nullopt;
    ASSIGN_OR_RETURN(std::optional<FilingSnapshot> snapshot, store_.FindFiling(name));
    if (!snapshot.has_value()) return std::nullopt;
    RemoveReportsAndFindings(snapshot->filing);
    return std::move(snapshot->filing);
  }

 private:
  FilingsOfYear(const StoreReader& store, std::string node, FilingsByName filings, std::shared_ptr<const Roster> today)
      : store_(store), node_(std::move(node)), filings_(std::move(filings)), today_(std::move(today)) {}

  const StoreReader& store_;
  std::string node_;
  FilingsByName filings_;
  std::shared_ptr<const Roster> today_;
};

// What was put down when the revision that counts was submitted; that of a correction is that of the report it
// corrects.
FilingStatus::Timeliness TimelinessOf(const FilingStatus& status, absl::string_view today) {
  const v1::Filing& filing = status.filing();
  if (!IsFiled(status) && !IsReturned(status)) {
    return today > status.due_day() ? FilingStatus::TIMELINESS_OVERDUE : FilingStatus::TIMELINESS_PENDING;
  }
  const v1::Revision& revision = filing.has_effective_revision() ? filing.effective_revision() : filing.open_revision();
  switch (revision.timeliness()) {
    case v1::Revision::TIMELINESS_ON_TIME:
      return FilingStatus::TIMELINESS_ON_TIME;
    case v1::Revision::TIMELINESS_LATE:
      return FilingStatus::TIMELINESS_LATE;
    default:
      return FilingStatus::TIMELINESS_UNSPECIFIED;
  }
}

}  // namespace

absl::StatusOr<std::vector<FilingStatus>> ReadStatuses(const StoreReader& store, const YearRoster& reporters,
                                                       absl::string_view node, int32_t year, absl::string_view today) {
  ASSIGN_OR_RETURN(const FilingsOfYear filings, FilingsOfYear::Read(store, node, year));
  ASSIGN_OR_RETURN(const std::vector<organ::v1::Deadline> set, store.ListDeadlines(year));
  const Deadlines deadlines(year, set);
  std::vector<FilingStatus> statuses;
  for (const ExpectedFiling& expected : reporters.OfSubtree(node)) {
    FilingStatus& status = statuses.emplace_back();
    *status.mutable_organ() = *expected.organ;
    status.set_scope(expected.scope);
    const std::string& organ = expected.organ->name();
    ASSIGN_OR_RETURN(std::optional<v1::Filing> filing, filings.Find(organ, FilingName({organ, year, expected.scope})));
    if (filing.has_value()) *status.mutable_filing() = *std::move(filing);
    status.set_due_day(status.filing().has_deadline()
                           ? status.filing().deadline().due_date()
                           : deadlines.DueDay(reporters.tree(), *expected.organ, expected.scope));
    status.set_overdue(!IsFiled(status) && today > status.due_day());
    status.set_timeliness(TimelinessOf(status, today));
  }
  return statuses;
}

bool IsFiled(const FilingStatus& status) {
  return status.filing().has_effective_revision() ||
         status.filing().open_revision().state() == v1::Revision::STATE_SUBMITTED;
}

bool IsReturned(const FilingStatus& status) {
  return !status.filing().has_effective_revision() &&
         status.filing().open_revision().state() == v1::Revision::STATE_RETURNED;
}

void Count(const FilingStatus& status, directory::v1::FilingCounts& counts) {
  counts.set_expected(counts.expected() + 1);
  if (IsFiled(status)) counts.set_filed(counts.filed() + 1);
  if (status.timeliness() == FilingStatus::TIMELINESS_ON_TIME) counts.set_on_time(counts.on_time() + 1);
  if (status.timeliness() == FilingStatus::TIMELINESS_LATE) counts.set_late(counts.late() + 1);
  if (IsReturned(status)) counts.set_returned(counts.returned() + 1);
  if (status.filing().has_effective_revision()) counts.set_accepted(counts.accepted() + 1);
  if (status.overdue()) counts.set_overdue(counts.overdue() + 1);
}

}  // namespace nianbao::submission
