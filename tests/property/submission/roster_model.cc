#include "tests/property/submission/roster_model.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace nianbao::submission {
namespace {

// Longer than any way up.
constexpr int kLevelsMax = 1000;

std::vector<std::string> InOrder(const std::vector<std::string>& organs) {
  const std::set<std::string> once(organs.begin(), organs.end());
  return {once.begin(), once.end()};
}

std::string TitleOf(const Call& call) { return absl::StrCat("机关", call.figure); }

}  // namespace

void RosterModel::Add(const std::string& organ, const std::string& parent, const std::string& title) {
  organs_[organ][""] = {.parent = parent, .title = title};
}

const RosterModel::Version& RosterModel::On(const std::string& organ, const std::string& day) const {
  return std::prev(organs_.at(organ).upper_bound(day))->second;
}

bool RosterModel::Stands(const std::string& organ, const std::string& day) const {
  return Knows(organ) && !On(organ, day).absent;
}

bool RosterModel::IsAtOrBelow(const std::string& organ, const std::string& node, const std::string& day) const {
  if (node.empty() || organ == node) return true;
  return Knows(organ) && !On(organ, day).parent.empty() && IsAtOrBelow(On(organ, day).parent, node, day);
}

std::set<std::string> RosterModel::Objections(const Call& call) const {
  Reasons reasons;
  RosterModel tried = *this;
  tried.Change(call, reasons);
  return reasons;
}

int RosterModel::Apply(const Call& call) {
  Reasons reasons;
  return Change(call, reasons);
}

int RosterModel::Change(const Call& call, Reasons& reasons) {
  day_ = call.day;
  puts_.clear();
  switch (call.method) {
    case Method::kImport:
    case Method::kSetUp:
      SetUp(call, call.organ, {}, reasons);
      break;
    case Method::kRename:
      if (IsStanding(call.organ, reasons)) Replace(call.organ, &Version::title, TitleOf(call));
      break;
    case Method::kMove:
      if (IsStanding(call.organ, reasons)) Replace(call.organ, &Version::parent, call.parent);
      break;
    case Method::kMerge:
      Merge(call, reasons);
      break;
    case Method::kSplit:
      Split(call, reasons);
      break;
    case Method::kUpdate:
      Update(call, reasons);
      break;
    default:
      if (std::count(call.others.begin(), call.others.end(), call.organ) > 0) reasons.insert("FIELD_INVALID");
      for (const std::string& successor : call.others) TakeOver(call, successor, {call.organ}, reasons);
      End(call.organ, call.others, reasons);
  }
  std::set<std::string> days;
  for (const auto& [organ, versions] : organs_) {
    for (const auto& [day, version] : versions) days.insert(day);
  }
  for (const std::string& day : days) {
    if (reasons.empty() && !IsForest(day)) reasons.insert("ROSTER_INVALID");
  }
  // What stands today is said once more where something else was said last.
  int events = static_cast<int>(puts_.size());
  std::map<std::string, std::string> last;
  for (const auto& [organ, day] : puts_) last[organ] = day;
  for (const auto& [organ, day] : last) events += std::prev(organs_.at(organ).upper_bound(kToday))->first != day;
  return events;
}

bool RosterModel::IsStanding(const std::string& organ, Reasons& reasons) const {
  if (!Knows(organ)) {
    reasons.insert("ORGAN_UNKNOWN");
    return false;
  }
  if (On(organ, day_).absent) reasons.insert("ORGAN_ABSENT");
  return !On(organ, day_).absent;
}

bool RosterModel::IsForest(const std::string& day) const {
  for (const auto& [organ, versions] : organs_) {
    if (!Stands(organ, day)) continue;
    int levels = 0;
    for (std::string above = On(organ, day).parent; !above.empty(); above = On(above, day).parent) {
      if (!Stands(above, day) || ++levels > kLevelsMax) return false;
    }
  }
  return true;
}

RosterModel::Version RosterModel::Next(const std::string& organ) const {
  Version next = On(organ, day_);
  // Whose work it took over belongs to the day on which it did.
  if (!organs_.at(organ).contains(day_)) next.predecessors.clear();
  return next;
}

void RosterModel::Put(const std::string& organ, const Version& version) {
  if (!Knows(organ) && !day_.empty()) {
    organs_[organ][""] = {.parent = version.parent, .title = version.title, .absent = true};
    puts_.emplace_back(organ, "");
  }
  organs_[organ][day_] = version;
  puts_.emplace_back(organ, day_);
}

void RosterModel::SetUp(const Call& call, const std::string& organ, const Organs& predecessors, Reasons& reasons) {
  if (Knows(organ)) {
    reasons.insert("ROSTER_INVALID");
    return;
  }
  Put(organ, {.parent = kOther, .title = TitleOf(call), .predecessors = {predecessors.begin(), predecessors.end()}});
}

void RosterModel::Replace(const std::string& organ, std::string Version::*field, const std::string& text) {
  Version next = Next(organ);
  const std::string before = next.*field;
  next.*field = text;
  Put(organ, next);
  Versions& versions = organs_.at(organ);
  for (auto later = versions.upper_bound(day_); later != versions.end() && later->second.*field == before; ++later) {
    later->second.*field = text;
    puts_.emplace_back(organ, later->first);
  }
}

void RosterModel::TakeOver(const Call& call, const std::string& organ, const Organs& predecessors, Reasons& reasons) {
  if (!Knows(organ) && call.gives_whole) return SetUp(call, organ, predecessors, reasons);
  if (!IsStanding(organ, reasons)) return;
  if (call.gives_whole) reasons.insert("FIELD_INVALID");
  Version next = Next(organ);
  next.predecessors.insert(predecessors.begin(), predecessors.end());
  Put(organ, next);
}

void RosterModel::End(const std::string& organ, const Organs& successors, Reasons& reasons) {
  if (!IsStanding(organ, reasons)) return;
  if (organs_.at(organ).upper_bound(day_) != organs_.at(organ).end()) reasons.insert("ORGAN_CHANGED_LATER");
  if (!successors.empty()) {
    Organs below;
    for (const auto& [name, versions] : organs_) {
      if (Stands(name, day_) && On(name, day_).parent == organ) below.push_back(name);
    }
    for (const std::string& name : below) {
      if (name != successors.front()) Replace(name, &Version::parent, successors.front());
    }
  }
  Version ended = Next(organ);
  ended.absent = true;
  ended.successors = {successors.begin(), successors.end()};
  Put(organ, ended);
}

void RosterModel::Merge(const Call& call, Reasons& reasons) {
  const Organs merged = InOrder(call.others);
  if (merged.empty() || std::count(merged.begin(), merged.end(), call.organ) > 0) reasons.insert("FIELD_INVALID");
  TakeOver(call, call.organ, merged, reasons);
  for (const std::string& organ : merged) End(organ, {call.organ}, reasons);
}

void RosterModel::Split(const Call& call, Reasons& reasons) {
  if (!IsStanding(call.organ, reasons)) return;
  Organs others;
  for (const std::string& into : call.others) {
    if (into == call.organ) continue;
    TakeOver(call, into, {call.organ}, reasons);
    others.push_back(into);
  }
  if (others.empty()) reasons.insert("FIELD_INVALID");
  if (others.size() == call.others.size()) return End(call.organ, InOrder(others), reasons);
  Put(call.organ, Next(call.organ));
}

void RosterModel::Update(const Call& call, Reasons& reasons) {
  if (!IsStanding(call.organ, reasons)) return;
  Version next = Next(call.organ);
  if (next.title != call.title || next.parent != call.parent) reasons.insert("FIELD_INVALID");
  if (organs_.at(call.organ).upper_bound(day_) != organs_.at(call.organ).end()) reasons.insert("ORGAN_CHANGED_LATER");
  next.phone = absl::StrCat(call.figure);
  Put(call.organ, next);
}

}  // namespace nianbao::submission
