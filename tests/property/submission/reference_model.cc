#include "tests/property/submission/reference_model.h"

#include "absl/strings/str_cat.h"

namespace nianbao::submission {
namespace {

constexpr char kSetUpDay[] = "2023-06-01";
constexpr char kRenameDay[] = "2023-07-01";
constexpr char kEndDay[] = "2023-09-01";
// A day after all changes.
constexpr char kToday[] = "2026-01-01";

std::string Etag(int64_t version) { return absl::StrCat("\"", version, "\""); }

std::string LastDay(int year) { return absl::StrCat(year, "-12-31"); }

// Whether an organ that files its own report, or a summary only.
bool OwesSummary(const std::string& organ) {
  return organ == ReferenceModel::kCity || organ == ReferenceModel::kOther || organ == "organs/park";
}
bool OwesOwn(const std::string& organ) { return organ != ReferenceModel::kCity && organ != ReferenceModel::kOther; }

}  // namespace

ReferenceModel::ReferenceModel(int64_t head) : head_(head) {
  const auto put = [&](const std::string& organ, const std::string& parent) {
    organs_[organ] = {.parent = parent,
                      .title = absl::StrCat("试验机关", organ.substr(organ.find('/') + 1)),
                      .from_day = "",
                      .end_day = ""};
  };
  put(kCity, "");
  put(kOther, "");
  for (const Filer& filer : kFilers) put(filer.organ, kCity);
}

const ReferenceModel::Filing* ReferenceModel::Find(const Call& call) const {
  const auto it = filings_.find(call.filing());
  return it == filings_.end() ? nullptr : &it->second;
}

bool ReferenceModel::IsAtOrBelow(const std::string& organ, const std::string& node) const {
  if (node.empty() || organ == node) return true;
  const auto it = organs_.find(organ);
  return it != organs_.end() && !it->second.parent.empty() && IsAtOrBelow(it->second.parent, node);
}

bool ReferenceModel::StandsOn(const std::string& organ, const std::string& day) const {
  const auto it = organs_.find(organ);
  if (it == organs_.end() || day < it->second.from_day) return false;
  return it->second.end_day.empty() || day < it->second.end_day;
}

// A lock holds filers who are not excepted; a seal holds everybody.
bool ReferenceModel::IsLocked(const Call& call, bool for_filers) const {
  for (const auto& [place, lock] : locks_) {
    if (place.first != call.year || !IsAtOrBelow(call.organ, place.second)) continue;
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
    default:
      ObjectToRoster(call, reasons);
  }
  return reasons;
}

void ReferenceModel::ObjectToSaving(const Call& call, Reasons& reasons) const {
  const Filing* const filing = Find(call);
  if (!organs_.contains(call.organ)) reasons.insert("ORGAN_UNKNOWN");
  if (!OwesOwn(call.organ)) reasons.insert("SCOPE_NOT_DUE");
  if (filing == nullptr && !call.etag.empty()) reasons.insert("FILING_UNKNOWN");
  if (filing != nullptr && call.etag.empty() && filing->revisions > 0) reasons.insert("FILING_EXISTS");
  if (filing != nullptr && !call.etag.empty() && call.etag != Etag(filing->version)) reasons.insert("ETAG_MISMATCH");
  if (IsLocked(call, call.method != Method::kExtend)) reasons.insert("YEAR_LOCKED");

  const Filing standing = filing == nullptr ? Filing() : *filing;
  const bool submitted = standing.open.has_value() && standing.open->state == Open::State::kSubmitted;
  if (call.method == Method::kExtend) {
    if (call.due_date <= standing.due_date) reasons.insert("FIELD_INVALID");
  } else if (call.method == Method::kBackload) {
    if (standing.open.has_value() || standing.effective.has_value()) reasons.insert("STATE_NOT_ALLOWED");
  } else if (submitted) {
    reasons.insert("STATE_NOT_ALLOWED");
  }
  if (call.method != Method::kSubmit) return;

  if (!call.has_report && !standing.open.has_value()) reasons.insert("STATE_NOT_ALLOWED");
  if (standing.effective.has_value() && !call.gives_correction_reason &&
      !(standing.open.has_value() && standing.open->has_correction_reason)) {
    reasons.insert("CORRECTION_REASON_MISSING");
  }
  const Quality quality = call.has_report             ? call.quality
                          : standing.open.has_value() ? standing.open->report.quality
                                                      : Quality::kClean;
  const bool explained = standing.open.has_value()        ? standing.open->explained
                         : standing.effective.has_value() ? standing.effective->explained
                                                          : false;
  if (quality == Quality::kWrong) reasons.insert("REPORT_HAS_ERRORS");
  if (quality == Quality::kWarned && !explained && !call.explains) reasons.insert("WARNINGS_UNEXPLAINED");
  // What is no finding cannot be explained.
  if (call.explains && quality != Quality::kWarned && !explained) reasons.insert("FIELD_INVALID");
}

void ReferenceModel::ObjectToChange(const Call& call, Reasons& reasons) const {
  const Filing* const filing = Find(call);
  if (filing == nullptr) {
    reasons.insert("FILING_UNKNOWN");
    return;
  }
  if (call.etag.empty()) reasons.insert("FIELD_INVALID");
  if (!call.etag.empty() && call.etag != Etag(filing->version)) reasons.insert("ETAG_MISMATCH");
  const bool by_filer = call.method == Method::kExplain || call.method == Method::kWithdraw;
  if (call.method != Method::kPublish && IsLocked(call, by_filer)) reasons.insert("YEAR_LOCKED");
  const auto is = [&](Open::State state) { return filing->open.has_value() && filing->open->state == state; };
  switch (call.method) {
    case Method::kExplain:
      if (!is(Open::State::kDraft) && !is(Open::State::kReturned)) reasons.insert("STATE_NOT_ALLOWED");
      if (filing->open.has_value() && filing->open->report.quality != Quality::kWarned && !filing->open->explained) {
        reasons.insert("FIELD_INVALID");
      }
      break;
    case Method::kWithdraw:
      if (!filing->open.has_value()) reasons.insert("STATE_NOT_ALLOWED");
      break;
    case Method::kReturn:
    case Method::kAccept:
      if (!is(Open::State::kSubmitted)) reasons.insert("STATE_NOT_ALLOWED");
      if (is(Open::State::kSubmitted) && filing->open->submitter == call.actor) {
        reasons.insert("REVIEWER_IS_SUBMITTER");
      }
      break;
    default:
      if (!filing->effective.has_value()) reasons.insert("STATE_NOT_ALLOWED");
      if (call.method == Method::kRevoke && filing->effective.has_value() &&
          filing->effective->submitter == call.actor) {
        reasons.insert("REVIEWER_IS_SUBMITTER");
      }
  }
}

void ReferenceModel::ObjectToLock(const Call& call, Reasons& reasons) const {
  const auto lock = locks_.find({call.year, call.node});
  if (call.method == Method::kUnlock) {
    if (lock == locks_.end()) reasons.insert("LOCK_UNKNOWN");
    return;
  }
  if (!call.node.empty() && !organs_.contains(call.node)) reasons.insert("ORGAN_UNKNOWN");
  if (lock != locks_.end() && lock->second.sealed) reasons.insert("YEAR_LOCKED");
  if (!call.exception.empty() && !IsAtOrBelow(call.exception, call.node)) reasons.insert("FIELD_INVALID");
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
  if (!call.node.empty() && !organs_.contains(call.node)) reasons.insert("ORGAN_UNKNOWN");
}

void ReferenceModel::ObjectToRoster(const Call& call, Reasons& reasons) const {
  const auto list = lists_.find(call.year);
  switch (call.method) {
    case Method::kRename:
    case Method::kDissolve: {
      const bool known = organs_.contains(call.organ);
      if (!known) reasons.insert("ORGAN_UNKNOWN");
      if (known && !StandsOn(call.organ, call.method == Method::kRename ? kRenameDay : kEndDay)) {
        reasons.insert("ORGAN_ABSENT");
      }
      break;
    }
    case Method::kFreeze:
      if (list != lists_.end()) reasons.insert("ROSTER_FROZEN");
      break;
    case Method::kAmend: {
      if (list == lists_.end()) {
        reasons.insert("ROSTER_NOT_FROZEN");
        return;
      }
      if (call.amendment != Amendment::kAdd) {
        if (!list->second.contains(call.organ)) reasons.insert("ROSTER_INVALID");
        if (call.amendment == Amendment::kRemove && StandsOnTheListAbove(call.year, call.organ)) {
          reasons.insert("ROSTER_INVALID");
        }
        if (call.amendment == Amendment::kClose && !OwesSummary(call.organ)) reasons.insert("ROSTER_INVALID");
        break;
      }
      if (!organs_.contains(call.organ)) {
        reasons.insert("ORGAN_UNKNOWN");
        break;
      }
      if (list->second.contains(call.organ)) reasons.insert("ROSTER_INVALID");
      if (!StandsOn(call.organ, LastDay(call.year)) && !StandsOn(call.organ, kToday)) reasons.insert("ROSTER_INVALID");
      const std::string& parent = organs_.at(call.organ).parent;
      if (!parent.empty() && !list->second.contains(parent)) reasons.insert("ROSTER_INVALID");
      break;
    }
    case Method::kSetDeadline:
      if (!organs_.contains(call.node)) reasons.insert("ORGAN_UNKNOWN");
      break;
    default:
      if (organs_.contains(call.organ)) reasons.insert("ROSTER_INVALID");
  }
}

bool ReferenceModel::StandsOnTheListAbove(int year, const std::string& organ) const {
  for (const auto& [name, line] : lists_.at(year)) {
    if (organs_.at(name).parent == organ) return true;
  }
  return false;
}

int ReferenceModel::Missing(const std::string& node, int year) const {
  const auto list = lists_.find(year);
  const bool frozen = list != lists_.end();
  const auto is_closed = [&](const std::string& organ) {
    return frozen && list->second.contains(organ) && list->second.at(organ).closed;
  };
  int missing = 0;
  for (const auto& [name, organ] : organs_) {
    const bool expected = frozen ? list->second.contains(name) : StandsOn(name, LastDay(year));
    if (!expected || !IsAtOrBelow(name, node) || is_closed(organ.parent)) continue;
    if (OwesSummary(name)) ++missing;
    const auto filing = filings_.find(absl::StrCat(name, "/filings/", year, "-own"));
    const bool accepted = filing != filings_.end() && filing->second.effective.has_value();
    if (OwesOwn(name) && !is_closed(name) && !accepted) ++missing;
  }
  return missing;
}

void ReferenceModel::Log(const Call& call, int events) {
  head_ += events;
  events_[call.request_id] += events;
}

ReferenceModel::Open& ReferenceModel::OpenOf(Filing& filing) {
  if (!filing.open.has_value()) {
    filing.open.emplace();
    filing.open->number = ++filing.revisions;
    filing.open->explained = filing.effective.has_value() && filing.effective->explained;
  }
  return *filing.open;
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
    case Method::kImport:
    case Method::kSetUp:
    case Method::kRename:
    case Method::kDissolve:
    case Method::kFreeze:
    case Method::kAmend:
    case Method::kSetDeadline:
      return ApplyToRoster(call);
    default:
      return ApplyToFiling(call);
  }
}

void ReferenceModel::ApplyToFiling(const Call& call) {
  Filing& filing = filings_[call.filing()];
  int events = 1;
  switch (call.method) {
    case Method::kSaveDraft: {
      Open& open = OpenOf(filing);
      open.state = Open::State::kDraft;
      open.report = {call.figure, call.quality};
      open.submitter = "";
      open.timeliness = v1::Revision::TIMELINESS_UNSPECIFIED;
      break;
    }
    case Method::kSubmit: {
      Open& open = OpenOf(filing);
      open.state = Open::State::kSubmitted;
      if (call.has_report) open.report = {call.figure, call.quality};
      // An explanation goes with the warning that it explains.
      open.explained = open.report.quality == Quality::kWarned;
      open.has_correction_reason |= filing.effective.has_value() && call.gives_correction_reason;
      open.submitter = call.actor;
      // The statutory day is long past, and every day of a filing's own lies ahead.
      open.timeliness = filing.effective.has_value() ? filing.effective->timeliness
                        : filing.due_date.empty()    ? v1::Revision::TIMELINESS_LATE
                                                     : v1::Revision::TIMELINESS_ON_TIME;
      break;
    }
    case Method::kExplain:
      filing.open->explained = true;
      break;
    case Method::kWithdraw:
      filing.open.reset();
      break;
    case Method::kReturn:
      filing.open->state = Open::State::kReturned;
      if (!call.due_date.empty()) {
        filing.due_date = call.due_date;
        ++events;
      }
      break;
    case Method::kAccept: {
      // The one that it corrects makes way with an event of its own.
      if (filing.effective.has_value()) ++events;
      const Open& open = *filing.open;
      filing.effective = {.number = open.number,
                          .report = open.report,
                          .explained = open.explained,
                          .published = false,
                          .submitter = open.submitter,
                          .timeliness = open.timeliness,
                          .backloaded = false};
      filing.open.reset();
      break;
    }
    case Method::kBackload:
      filing.effective = {.number = ++filing.revisions,
                          .report = {call.figure, call.quality},
                          .explained = false,
                          .published = false,
                          .submitter = "",
                          .timeliness = v1::Revision::TIMELINESS_UNSPECIFIED,
                          .backloaded = true};
      break;
    case Method::kPublish:
      filing.effective->published = true;
      break;
    case Method::kRevoke:
      filing.effective.reset();
      break;
    case Method::kExtend:
      filing.due_date = call.due_date;
      break;
    default:
      break;
  }
  Log(call, events);
  filing.version = head_;
}

void ReferenceModel::ApplyToRoster(const Call& call) {
  const std::string title = absl::StrCat("机关", call.figure);
  switch (call.method) {
    case Method::kImport:
      organs_[call.organ] = {.parent = kOther, .title = title, .from_day = "", .end_day = ""};
      return Log(call, 1);
    case Method::kSetUp:
      // That it was not there before is said too.
      organs_[call.organ] = {.parent = kOther, .title = title, .from_day = kSetUpDay, .end_day = ""};
      return Log(call, 2);
    case Method::kRename:
      // What holds later is said again under the new name.
      organs_[call.organ].title = title;
      return Log(call, organs_[call.organ].end_day.empty() ? 1 : 2);
    case Method::kDissolve:
      organs_[call.organ].end_day = kEndDay;
      return Log(call, 1);
    case Method::kFreeze:
      for (const auto& [name, organ] : organs_) {
        if (StandsOn(name, LastDay(call.year))) lists_[call.year][name] = {};
      }
      return Log(call, static_cast<int>(lists_[call.year].size()));
    case Method::kAmend:
      if (call.amendment == Amendment::kRemove) {
        lists_[call.year].erase(call.organ);
      } else {
        lists_[call.year][call.organ] = {.closed = call.amendment == Amendment::kClose};
      }
      return Log(call, 1);
    default:
      deadlines_[{call.year, call.node}] = 10 + call.figure % 20;
      return Log(call, 1);
  }
}

}  // namespace nianbao::submission
