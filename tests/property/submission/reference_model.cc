#include "tests/property/submission/reference_model.h"

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "tests/property/submission/calendar.h"

namespace nianbao::submission {
namespace {

int DayOfDeadline(const Call& call) { return 10 + call.figure % 20; }

std::string LastDay(int year) { return absl::StrCat(year, "-12-31"); }

// Whether an organ that files its own report, or a summary only.
bool OwesSummary(const std::string& organ) {
  return organ == ReferenceModel::kCity || organ == ReferenceModel::kOther || organ == "organs/park";
}
bool OwesOwn(const std::string& organ) { return organ != ReferenceModel::kCity && organ != ReferenceModel::kOther; }

}  // namespace

ReferenceModel::ReferenceModel(int64_t head) : head_(head) {
  const auto add = [&](const std::string& organ, const std::string& parent) {
    roster_.Add(organ, parent, absl::StrCat("试验机关", organ.substr(organ.find('/') + 1)));
  };
  add(kCity, "");
  add(kOther, "");
  for (const Filer& filer : kFilers) add(filer.organ, kCity);
}

// A lock holds filers who are not excepted; a seal holds everybody.
bool ReferenceModel::IsLocked(const Call& call, bool for_filers) const {
  for (const auto& [place, lock] : locks_) {
    if (place.first != call.year || !roster_.IsAtOrBelow(call.organ, place.second, RosterModel::kToday)) continue;
    if (lock.sealed || (for_filers && lock.exception != call.organ)) return true;
  }
  return false;
}

std::set<std::string> ReferenceModel::Objections(const Call& call) const {
  Reasons reasons;
  switch (call.method) {
    case Method::kSaveDraft:
    case Method::kSubmit:
    case Method::kBackload:
    case Method::kExtend:
      ObjectToSaving(call, reasons);
      break;
    case Method::kExplain:
    case Method::kWithdraw:
    case Method::kReturn:
    case Method::kAccept:
    case Method::kPublish:
    case Method::kRevoke:
      ObjectToChange(call, reasons);
      break;
    case Method::kLock:
    case Method::kUnlock:
    case Method::kSeal:
      ObjectToLock(call, reasons);
      break;
    case Method::kGrant:
    case Method::kTakeRole:
      ObjectToGrant(call, reasons);
      break;
    case Method::kSubmitTogether:
      ObjectToItems(call, reasons);
      break;
    case Method::kFreeze:
    case Method::kAmend:
      ObjectToList(call, reasons);
      break;
    case Method::kSetDeadline:
      if (!roster_.Knows(call.node)) reasons.insert("ORGAN_UNKNOWN");
      break;
    case Method::kImportCalendar:
      if (!IsPossible(CalendarOf(call.year + 1, call.figure))) reasons.insert("FIELD_INVALID");
      break;
    case Method::kSetRule:
      ObjectToRule(call, reasons);
      break;
    default:
      return roster_.Objections(call);
  }
  return reasons;
}

void ReferenceModel::ObjectToLock(const Call& call, Reasons& reasons) const {
  const auto lock = locks_.find({call.year, call.node});
  if (call.method == Method::kUnlock) {
    if (lock == locks_.end()) reasons.insert("LOCK_UNKNOWN");
    return;
  }
  if (!call.node.empty() && !roster_.Knows(call.node)) reasons.insert("ORGAN_UNKNOWN");
  if (lock != locks_.end() && lock->second.sealed) reasons.insert("YEAR_LOCKED");
  if (!call.exception.empty() && !roster_.IsAtOrBelow(call.exception, call.node, RosterModel::kToday))
    reasons.insert("FIELD_INVALID");
  if (call.method != Method::kSeal) return;
  if (call.node.empty()) reasons.insert("FIELD_INVALID");
  if (!call.allow_missing && Missing(call.node, call.year) > 0) reasons.insert("SEAL_INCOMPLETE");
}

void ReferenceModel::ObjectToGrant(const Call& call, Reasons& reasons) const {
  const bool stands = grants_.contains({call.subject, call.node});
  if (call.subject == call.actor) reasons.insert("GRANT_TO_SELF");
  if (call.method == Method::kTakeRole) {
    if (!stands) reasons.insert("GRANT_UNKNOWN");
    return;
  }
  if (stands) reasons.insert("GRANT_EXISTS");
  if (!call.node.empty() && !roster_.Knows(call.node)) reasons.insert("ORGAN_UNKNOWN");
}

void ReferenceModel::ObjectToRule(const Call& call, Reasons& reasons) const {
  if (call.rule_changes_seen != rule_changes_) reasons.insert("RULEBOOK_CHANGED");
  const auto it = rules_.find(call.rule);
  if (it == rules_.end()) {
    reasons.insert("RULE_UNKNOWN");
    return;
  }
  const auto status = it->second.is_on ? validation::v1::Rule::STATUS_ACTIVE : validation::v1::Rule::STATUS_OFF;
  const bool same_status = call.status == validation::v1::Rule::STATUS_UNSPECIFIED || call.status == status;
  const bool same_severity = call.severity == finding::v1::SEVERITY_UNSPECIFIED || call.severity == it->second.severity;
  if (same_status && same_severity) reasons.insert("FIELD_INVALID");
}

void ReferenceModel::ObjectToList(const Call& call, Reasons& reasons) const {
  const auto it = lists_.find(call.year);
  if (call.method == Method::kFreeze) {
    if (it != lists_.end()) reasons.insert("ROSTER_FROZEN");
    if (IsSealedAnywhere(call.year)) reasons.insert("YEAR_LOCKED");
    return;
  }
  if (it == lists_.end()) {
    reasons.insert("ROSTER_NOT_FROZEN");
    return;
  }
  const std::map<std::string, Line>& list = it->second;
  const bool is_listed = list.contains(call.organ);
  if (roster_.Knows(call.organ) && IsSealedOnTheList(call.year, is_listed ? call.organ : ParentToList(call))) {
    reasons.insert("YEAR_LOCKED");
  }
  if (call.amendment != Amendment::kAdd) {
    if (!is_listed) reasons.insert("ROSTER_INVALID");
    if (call.amendment == Amendment::kRemove && StandsOnTheListAbove(call.year, call.organ)) {
      reasons.insert("ROSTER_INVALID");
    }
    if (call.amendment == Amendment::kClose && !OwesSummary(call.organ)) reasons.insert("ROSTER_INVALID");
    return;
  }
  if (!roster_.Knows(call.organ)) {
    reasons.insert("ORGAN_UNKNOWN");
    return;
  }
  const bool stands = roster_.Stands(call.organ, LastDay(call.year)) || roster_.Stands(call.organ, RosterModel::kToday);
  if (is_listed || !stands) reasons.insert("ROSTER_INVALID");
  const std::string parent = ParentToList(call);
  if (!parent.empty() && !list.contains(parent)) reasons.insert("ROSTER_INVALID");
}

bool ReferenceModel::IsSealedAnywhere(int year) const {
  for (const auto& [place, lock] : locks_) {
    if (place.first == year && lock.sealed) return true;
  }
  return false;
}

bool ReferenceModel::IsSealedOnTheList(int year, const std::string& organ) const {
  for (const auto& [place, lock] : locks_) {
    if (place.first == year && lock.sealed && IsOnTheListBelow(year, organ, place.second)) return true;
  }
  return false;
}

std::string ReferenceModel::ParentToList(const Call& call) const {
  const std::string last_day = LastDay(call.year);
  return roster_.On(call.organ, roster_.Stands(call.organ, last_day) ? last_day : RosterModel::kToday).parent;
}

bool ReferenceModel::StandsOnTheListAbove(int year, const std::string& organ) const {
  for (const auto& [name, line] : lists_.at(year)) {
    if (line.parent == organ) return true;
  }
  return false;
}

bool ReferenceModel::IsOnTheListBelow(int year, const std::string& organ, const std::string& node) const {
  const std::map<std::string, Line>& list = lists_.at(year);
  if (organ == node) return list.contains(organ);
  const auto line = list.find(organ);
  return line != list.end() && IsOnTheListBelow(year, line->second.parent, node);
}

bool ReferenceModel::IsBelowClosed(int year, const std::string& organ) const {
  const std::map<std::string, Line>& list = lists_.at(year);
  const auto above = list.find(list.at(organ).parent);
  return above != list.end() && (above->second.closed || IsBelowClosed(year, above->first));
}

int ReferenceModel::Missing(const std::string& node, int year) const {
  const auto list = lists_.find(year);
  const bool frozen = list != lists_.end();
  const std::string day = LastDay(year);
  int missing = 0;
  for (const auto& [name, versions] : roster_.organs()) {
    const bool expected =
        frozen ? IsOnTheListBelow(year, name, node) : roster_.Stands(name, day) && roster_.IsAtOrBelow(name, node, day);
    if (!expected || (frozen && IsBelowClosed(year, name))) continue;
    // Nobody files a summary.
    if (OwesSummary(name)) ++missing;
    const bool closed = frozen && list->second.at(name).closed;
    const auto filing = filings_.find(absl::StrCat(name, "/filings/", year, "-own"));
    const bool accepted = filing != filings_.end() && filing->second.effective.has_value();
    if (OwesOwn(name) && !closed && !accepted) ++missing;
  }
  return missing;
}

bool ReferenceModel::IsDayOff(const Call& call) const {
  const int year = call.year + 1;
  const auto it = calendars_.find(year);
  return submission::IsDayOff(it == calendars_.end() ? DeliveredCalendar(year) : CalendarOf(year, it->second),
                              absl::CivilDay(year, 1, DayOfDeadline(call)));
}

void ReferenceModel::Log(const Call& call, int events) {
  head_ += events;
  events_[call.request_id] += events;
}

void ReferenceModel::Apply(const Call& call) {
  switch (call.method) {
    case Method::kLock:
      locks_[{call.year, call.node}] = {.sealed = false, .exception = call.exception};
      return Log(call, 1);
    case Method::kSeal:
      locks_[{call.year, call.node}] = {.sealed = true, .exception = ""};
      return Log(call, 1);
    case Method::kUnlock:
      locks_.erase({call.year, call.node});
      return Log(call, 1);
    case Method::kGrant:
      grants_.insert({call.subject, call.node});
      return Log(call, 1);
    case Method::kTakeRole:
      grants_.erase({call.subject, call.node});
      return Log(call, 1);
    case Method::kSubmitTogether:
      for (const Call& item : call.items) Submit(item);
      Log(call, static_cast<int>(call.items.size()));
      for (const Call& item : call.items) filings_[item.filing()].version = head_;
      return;
    case Method::kFreeze:
    case Method::kAmend:
      return ApplyToList(call);
    case Method::kSetDeadline:
      deadlines_[{call.year, call.node}] = DayOfDeadline(call);
      return Log(call, 1);
    case Method::kImportCalendar:
      calendars_[call.year + 1] = call.figure;
      return Log(call, 1);
    case Method::kSetRule:
      return ApplyToRule(call);
    default:
      if (IsOfOrgans(call.method)) return Log(call, roster_.Apply(call));
      return ApplyToFiling(call);
  }
}

void ReferenceModel::ApplyToList(const Call& call) {
  std::map<std::string, Line>& list = lists_[call.year];
  if (call.method == Method::kFreeze) {
    for (const auto& [name, versions] : roster_.organs()) {
      if (roster_.Stands(name, LastDay(call.year))) list[name].parent = roster_.On(name, LastDay(call.year)).parent;
    }
    return Log(call, static_cast<int>(list.size()));
  }
  if (call.amendment == Amendment::kRemove) {
    list.erase(call.organ);
  } else if (call.amendment == Amendment::kAdd) {
    list[call.organ].parent = ParentToList(call);
  } else {
    list[call.organ].closed = call.amendment == Amendment::kClose;
  }
  Log(call, 1);
}

void ReferenceModel::ApplyToRule(const Call& call) {
  Rule& rule = rules_.at(call.rule);
  if (call.status != validation::v1::Rule::STATUS_UNSPECIFIED) {
    rule.is_on = call.status == validation::v1::Rule::STATUS_ACTIVE;
  }
  if (call.severity != finding::v1::SEVERITY_UNSPECIFIED) rule.severity = call.severity;
  ++rule_changes_;
  Log(call, 1);
}

}  // namespace nianbao::submission
