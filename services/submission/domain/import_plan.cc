#include "services/submission/domain/import_plan.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "services/submission/domain/organ_check.h"
#include "services/submission/domain/roster_check.h"

namespace nianbao::submission {
namespace {

using directory::v1::ImportOrgansRequest;
using directory::v1::OrganResult;
using organ::v1::Organ;

// What an import says of an organ, whenever it holds and whatever led to it.
Organ Particulars(const Organ& organ) {
  Organ particulars = organ;
  particulars.clear_from_day();
  particulars.clear_successors();
  particulars.clear_predecessors();
  particulars.clear_changes();
  return particulars;
}

bool SameParticulars(const Organ& a, const Organ& b) {
  return digest::CanonicalBytes(Particulars(a)) == digest::CanonicalBytes(Particulars(b));
}

// Whether all that is known of an organ is one statement without a day, which a better one may replace.
bool HasNoHistory(const OrganVersions& versions) {
  return versions.size() == 1 && versions.begin()->second.changes().empty();
}

std::optional<RosterFault> FaultOfHistory(const Organ& organ, const OrganVersions& versions) {
  if (organ.from_day().empty()) {
    if (HasNoHistory(versions)) return std::nullopt;
    return RosterFault{"from_day", absl::StrCat("got nothing, want a day, since ", organ.name(), " has a history"),
                       absl::StrCat(organ.title(), " 已有变更记录，请写明生效日，或用 nianbao roster change 录入变更")};
  }
  if (const auto later = versions.upper_bound(organ.from_day()); later != versions.end()) {
    return RosterFault{
        "from_day",
        absl::StrCat("got ", organ.from_day(), ", want no day before ", later->first, ", when the organ was changed"),
        absl::StrCat(organ.title(), " 在 ", later->first, " 已有变更，不能再导入更早的情况")};
  }
  const Organ& standing = VersionOn(versions, organ.from_day());
  if (standing.from_day() == organ.from_day() && !standing.changes().empty()) {
    return RosterFault{
        "from_day", absl::StrCat("got ", organ.from_day(), ", the day of a change that was entered"),
        absl::StrCat(organ.title(), " 在 ", organ.from_day(), " 的变更是录入的，请用 nianbao roster change 更正")};
  }
  if (standing.absent()) {
    return RosterFault{"from_day", absl::StrCat("got ", organ.from_day(), ", when the organ does not exist any more"),
                       absl::StrCat(organ.title(), " 当时已撤销，新设的机关请另用标识")};
  }
  return std::nullopt;
}

std::optional<RosterFault> FaultOfOwnFields(const Organ& organ) {
  if (!organ.absent() && organ.successors().empty() && organ.predecessors().empty() && organ.changes().empty()) {
    return std::nullopt;
  }
  return RosterFault{"changes", "got absent, successors, predecessors or changes, want none of them",
                     absl::StrCat(organ.title(), " 的设立、撤销和沿革不能导入，请用 nianbao roster change 录入")};
}

// Parents before children, so that whoever follows the log knows a parent before its children.
std::vector<const Organ*> InTreeOrder(const ImportOrgansRequest& request, const Roster& incoming) {
  std::vector<const Organ*> ordered;
  for (const Organ& organ : request.organs()) {
    if (organ.parent().empty() || incoming.Find(organ.parent()) != nullptr) continue;
    const std::vector<const Organ*> below = incoming.Subtree(organ.name());
    ordered.insert(ordered.end(), below.begin(), below.end());
  }
  const std::vector<const Organ*> tops = incoming.Subtree("");
  ordered.insert(ordered.end(), tops.begin(), tops.end());
  return ordered;
}

class Planner {
 public:
  Planner(const ImportOrgansRequest& request, const RosterHistory& history, absl::string_view today)
      : request_(request),
        history_(history),
        today_(today),
        plan_{.draft = RosterDraft(history), .answer = {}, .errors = {}} {}

  ImportPlan Plan() && {
    for (int row = 0; row < request_.organs_size(); ++row) ExamineRow(row);
    PutChanged();
    for (const PlaceFault& place : CheckPlaces(plan_.draft)) Refuse(rows_.at(place.organ), place.fault);
    Count();
    return std::move(plan_);
  }

 private:
  void ExamineRow(int row) {
    const Organ& organ = request_.organs(row);
    OrganResult& result = *plan_.answer.add_results();
    result.set_organ(organ.name());
    result.set_outcome(OutcomeOf(organ));
    OrganFaults faults = CheckOrgan(organ, Origin::kImported);
    if (!faults.error.has_value()) faults.error = FaultOfOwnFields(organ);
    const bool first = rows_.emplace(organ.name(), row).second;
    if (!faults.error.has_value() && !first) {
      faults.error = RosterFault{"name", absl::StrCat("got \"", organ.name(), "\" twice, want it once"),
                                 absl::StrCat(organ.title(), "（", organ.name(), "）在本次导入中重复出现")};
    }
    const OrganVersions* const versions = history_.VersionsOf(organ.name());
    if (!faults.error.has_value() && versions != nullptr && result.outcome() == OrganResult::OUTCOME_CHANGED) {
      faults.error = FaultOfHistory(organ, *versions);
    }
    for (const RosterFault& warning : faults.warnings) Remark(row, finding::v1::SEVERITY_WARNING, warning);
    if (faults.error.has_value()) Refuse(row, *faults.error);
  }

  OrganResult::Outcome OutcomeOf(const Organ& organ) const {
    const Organ* const standing = history_.At(organ.name(), organ.from_day().empty() ? today_ : organ.from_day());
    if (standing == nullptr) return OrganResult::OUTCOME_ADDED;
    return SameParticulars(*standing, organ) ? OrganResult::OUTCOME_UNCHANGED : OrganResult::OUTCOME_CHANGED;
  }

  // Organs with faults are put too, so that those below them are not found without a parent.
  void PutChanged() {
    const Roster incoming({request_.organs().begin(), request_.organs().end()}, 0);
    for (const Organ* const organ : InTreeOrder(request_, incoming)) Put(*organ);
    // Those on a cycle, which no walk down the tree meets.
    for (const Organ& organ : request_.organs()) Put(organ);
    for (const std::string& name : plan_.draft.touched()) {
      const Organ& organ = request_.organs(rows_.at(name));
      for (const RosterFault& doubt : DoubtsOfPlace(organ, plan_.draft)) {
        Remark(rows_.at(name), finding::v1::SEVERITY_WARNING, doubt);
      }
    }
  }

  void Put(const Organ& organ) {
    const int row = rows_.at(organ.name());
    if (plan_.answer.results(row).outcome() == OrganResult::OUTCOME_UNCHANGED) return;
    if (put_.insert(organ.name()).second) plan_.draft.Put(request_.organs(row));
  }

  void Remark(int row, finding::v1::Severity severity, const RosterFault& fault) {
    directory::v1::RosterRemark& remark = *plan_.answer.mutable_results(row)->add_remarks();
    remark.set_severity(severity);
    remark.set_field(fault.field);
    remark.set_text(fault.chinese);
  }

  void Refuse(int row, const RosterFault& fault) {
    // One error for each organ is enough.
    if (refused_.emplace(row, fault).second) Remark(row, finding::v1::SEVERITY_ERROR, fault);
  }

  void Count() {
    directory::v1::ImportOrgansResponse& answer = plan_.answer;
    for (const auto& [row, fault] : refused_) {
      plan_.errors.Add(absl::StrCat("organs[", row, "].", fault.field), fault.description, fault.chinese);
    }
    for (int row = 0; row < answer.results_size(); ++row) {
      OrganResult& result = *answer.mutable_results(row);
      if (refused_.contains(row)) result.set_outcome(OrganResult::OUTCOME_REFUSED);
      switch (result.outcome()) {
        case OrganResult::OUTCOME_ADDED:
          answer.set_added_count(answer.added_count() + 1);
          break;
        case OrganResult::OUTCOME_CHANGED:
          answer.set_changed_count(answer.changed_count() + 1);
          break;
        case OrganResult::OUTCOME_REFUSED:
          answer.set_refused_count(answer.refused_count() + 1);
          break;
        default:
          answer.set_unchanged_count(answer.unchanged_count() + 1);
      }
    }
  }

  const ImportOrgansRequest& request_;
  const RosterHistory& history_;
  const absl::string_view today_;
  ImportPlan plan_;
  // The row of each organ; the first of several.
  absl::flat_hash_map<std::string, int> rows_;
  std::set<std::string> put_;
  std::map<int, RosterFault> refused_;
};

}  // namespace

ImportPlan PlanImport(const ImportOrgansRequest& request, const RosterHistory& history, absl::string_view today) {
  return Planner(request, history, today).Plan();
}

}  // namespace nianbao::submission
