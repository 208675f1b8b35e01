#include "services/submission/domain/amend_roster.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/reporter_write.h"
#include "services/submission/domain/roster_fault.h"
#include "services/submission/domain/scope_duty.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/year_field.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

using directory::v1::AmendRosterRequest;
using directory::v1::AmendRosterResponse;
using directory::v1::RosterAmendment;
using organ::v1::ExpectedReporter;
using organ::v1::Organ;

constexpr int kAmendmentsMax = 1000;

absl::Status CheckFields(const AmendRosterRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  FieldErrors errors;
  CheckText("reason", "调整理由", request.reason(), Need::kRequired, errors);
  CheckCount("amendments", "调整事项", request.amendments_size(), kAmendmentsMax, errors);
  if (request.amendments().empty()) errors.Add("amendments", "got none, want at least one", "没有写明要调整什么");
  for (int i = 0; i < request.amendments_size(); ++i) {
    const auto action = request.amendments(i).action();
    if (RosterAmendment::Action_IsValid(action) && action != RosterAmendment::ACTION_UNSPECIFIED) continue;
    errors.Add(absl::StrCat("amendments[", i, "].action"), "got none, want what is done", "没有写明怎样调整");
  }
  return errors.ToStatus();
}

absl::Status NotFrozen(int32_t year) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "ROSTER_NOT_FROZEN",
                       absl::StrCat("year: got ", year, ", want one whose list is frozen"))
      .Meta("year", absl::StrCat(year))
      .Chinese(absl::StrCat(
          year, " 年度的报送名单尚未固定，现在可直接变更名册；固定后（nianbao roster freeze）才需修改名单。"));
}

// The list with the amendments made so far.
class AmendedList {
 public:
  AmendedList(const FrozenRoster& frozen, int32_t year, std::string reason)
      : frozen_(frozen), year_(year), reason_(std::move(reason)) {}

  // nullptr for an organ that is not on it.
  const ExpectedReporter* Find(const std::string& organ) const {
    const auto it = changed_.find(organ);
    if (it == changed_.end()) return frozen_.Find(organ);
    return it->second.removed() ? nullptr : &it->second;
  }

  bool StandsAboveOthers(const std::string& organ) const {
    for (const Organ* const child : frozen_.tree().Children(organ)) {
      if (Find(child->name()) != nullptr) return true;
    }
    for (const auto& [name, line] : changed_) {
      if (!line.removed() && line.organ().parent() == organ) return true;
    }
    return false;
  }

  void Put(ExpectedReporter line) {
    line.set_year(year_);
    line.set_reason(reason_);
    std::string name = line.organ().name();
    changed_.insert_or_assign(std::move(name), std::move(line));
  }

  std::vector<ExpectedReporter> Changed() const {
    std::vector<ExpectedReporter> lines;
    for (const auto& [name, line] : changed_) lines.push_back(line);
    return lines;
  }

 private:
  const FrozenRoster& frozen_;
  const int32_t year_;
  const std::string reason_;
  std::map<std::string, ExpectedReporter> changed_;
};

RosterFault NotOnTheList(const std::string& organ) {
  return {"organ", absl::StrCat("got ", organ, ", want one on the list"), absl::StrCat(organ, " 不在名单上")};
}

std::optional<RosterFault> Add(const Organ& organ, AmendedList& list) {
  if (list.Find(organ.name()) != nullptr) {
    return RosterFault{"organ", absl::StrCat("got ", organ.name(), ", want one that is not on the list yet"),
                       absl::StrCat(organ.title(), " 已在名单上")};
  }
  if (organ.absent()) {
    return RosterFault{"organ", absl::StrCat("got ", organ.name(), ", want one that exists"),
                       absl::StrCat(organ.title(), " 不存在（尚未设立或已撤销）")};
  }
  if (!organ.parent().empty() && list.Find(organ.parent()) == nullptr) {
    return RosterFault{"organ",
                       absl::StrCat("got ", organ.name(), " below ", organ.parent(), ", which is not on the list"),
                       absl::StrCat(organ.title(), " 的上级 ", organ.parent(), " 不在名单上，请先增列上级")};
  }
  ExpectedReporter line;
  *line.mutable_organ() = organ;
  list.Put(std::move(line));
  return std::nullopt;
}

std::optional<RosterFault> Remove(const ExpectedReporter& line, AmendedList& list) {
  if (list.StandsAboveOthers(line.organ().name())) {
    return RosterFault{"organ", absl::StrCat("got ", line.organ().name(), ", want one without others below it"),
                       absl::StrCat(line.organ().title(), " 之下还有机关在名单上，请先移出下级")};
  }
  ExpectedReporter removed = line;
  removed.set_removed(true);
  list.Put(std::move(removed));
  return std::nullopt;
}

std::optional<RosterFault> SetClosed(const ExpectedReporter& line, bool closed, AmendedList& list) {
  if (closed && !Owes(line.organ(), form::v1::SCOPE_ROLL_UP)) {
    return RosterFault{"organ", absl::StrCat("got ", line.organ().name(), ", want one that owes a summary"),
                       absl::StrCat(line.organ().title(), " 不报送汇总年报，不能只报汇总")};
  }
  ExpectedReporter changed = line;
  changed.set_closed(closed);
  list.Put(std::move(changed));
  return std::nullopt;
}

absl::Status Amend(const StoreReader& store, const AmendRosterRequest& request, AmendedList& list) {
  FieldErrors errors;
  for (int i = 0; i < request.amendments_size(); ++i) {
    const RosterAmendment& amendment = request.amendments(i);
    const ExpectedReporter* const line = list.Find(amendment.organ());
    std::optional<RosterFault> fault;
    if (amendment.action() == RosterAmendment::ACTION_ADD) {
      ASSIGN_OR_RETURN(const Organ organ, OrganOfYear(store, amendment.organ(), request.year()));
      fault = Add(organ, list);
    } else if (line == nullptr) {
      fault = NotOnTheList(amendment.organ());
    } else if (amendment.action() == RosterAmendment::ACTION_REMOVE) {
      fault = Remove(*line, list);
    } else {
      fault = SetClosed(*line, amendment.action() == RosterAmendment::ACTION_CLOSE, list);
    }
    if (fault.has_value()) {
      errors.Add(absl::StrCat("amendments[", i, "].", fault->field), fault->description, fault->chinese);
    }
  }
  return errors.ToStatus("ROSTER_INVALID");
}

// The list of a sealed subtree stands: the total that was sealed is one over it.
absl::Status CheckOpen(const YearLocks& locks, const FrozenRoster& before, const std::vector<ExpectedReporter>& lines) {
  for (const ExpectedReporter& line : lines) {
    const bool stood = before.Find(line.organ().name()) != nullptr;
    const std::string& place = stood ? line.organ().name() : line.organ().parent();
    for (const v1::YearLock& lock : locks.locks) {
      if (lock.kind() != v1::YearLock::KIND_SEALED || !IsAtOrBelow(before.tree(), place, lock.node())) continue;
      return YearLocked(lock, line.organ().name());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const AmendRosterRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::shared_ptr<const FrozenRoster> frozen, deps.store.ReadFrozenRoster(request.year()));
  if (frozen == nullptr) return NotFrozen(request.year());
  // Who is added is added as the roster has him.
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, deps.store.ReadRosterHistory());
  AmendedList list(*frozen, request.year(), request.reason());
  RETURN_IF_ERROR(Amend(deps.store, request, list));

  std::vector<ExpectedReporter> lines = list.Changed();
  ASSIGN_OR_RETURN(const YearLocks locks, deps.store.ListYearLocks(request.year()));
  RETURN_IF_ERROR(CheckOpen(locks, *frozen, lines));
  AmendRosterResponse answer;
  int32_t count = static_cast<int32_t>(frozen->size());
  for (const ExpectedReporter& line : lines) {
    *answer.add_reporters() = line;
    const bool stood = frozen->Find(line.organ().name()) != nullptr;
    count += (line.removed() ? 0 : 1) - (stood ? 1 : 0);
  }
  answer.set_organ_count(count);
  Changeset changes =
      WriteReporters({request.year(), std::move(lines), frozen->version(), history->version(), locks.version}, caller,
                     request.request_id(), deps.clock.Now());
  changes.reply = [answer](const v1::EventToken& token) {
    AmendRosterResponse response = answer;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<AmendRosterResponse> AmendRoster(const Deps& deps, const Caller& caller,
                                                const AmendRosterRequest& request) {
  return Once<AmendRosterResponse>(deps.store, caller, "AmendRoster", request,
                                   [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
