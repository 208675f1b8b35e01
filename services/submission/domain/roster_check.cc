#include "services/submission/domain/roster_check.h"

#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "libs/codes/division_code.h"

namespace nianbao::submission {
namespace {

using organ::v1::Organ;

bool IsVertical(const Organ& organ) { return organ.kind() == organ::v1::ORGAN_KIND_VERTICAL; }

// "" for the beginning, else such as "（自 2025-03-01 起）".
std::string Since(absl::string_view day) { return day.empty() ? "" : absl::StrCat("（自 ", day, " 起）"); }

// The tree of a draft on one day.
class DayCheck {
 public:
  DayCheck(const RosterDraft& draft, std::string day) : draft_(draft), day_(std::move(day)) {}

  // Of an organ that exists on the day.
  std::optional<RosterFault> FaultOf(const Organ& organ) {
    if (organ.parent().empty()) return std::nullopt;
    const Organ* const parent = draft_.At(organ.parent(), day_);
    if (parent == nullptr) {
      return RosterFault{"parent",
                         absl::StrCat("got \"", organ.parent(), "\", want an organ of the roster or of this request"),
                         absl::StrCat(organ.title(), " 的上级 ", organ.parent(), " 既不在名册中，也不在本次录入中")};
    }
    if (parent->absent()) {
      return RosterFault{"parent", absl::StrCat("got \"", organ.parent(), "\", which does not exist on ", day_),
                         absl::StrCat(organ.title(), " 的上级 ", parent->title(), " 当时不存在", Since(day_),
                                      "，请先把它划归别的上级")};
    }
    if (StandsOnCycle(organ)) {
      return RosterFault{"parent", absl::StrCat("got \"", organ.parent(), "\", which leads back to ", organ.name()),
                         absl::StrCat(organ.title(), " 的上级关系绕成了一圈", Since(day_))};
    }
    if (IsVertical(organ) != IsVertical(*parent)) {
      return RosterFault{"parent",
                         absl::StrCat("got \"", organ.parent(), "\" above ", organ.name(),
                                      ", want both or neither of a vertical system"),
                         IsVertical(organ)
                             ? absl::StrCat(organ.title(), " 是垂直管理机关，应列在本系统的名册中，不能列在 ",
                                            parent->title(), " 之下", Since(day_))
                             : absl::StrCat(organ.title(), " 不是垂直管理机关，不能列在垂直管理机关 ", parent->title(),
                                            " 之下", Since(day_))};
    }
    return std::nullopt;
  }

 private:
  // Whether the parents of an organ lead back to it.
  bool StandsOnCycle(const Organ& organ) {
    std::vector<std::string> walk;
    absl::flat_hash_map<std::string, size_t> step_of;
    const Organ* at = &organ;
    while (at != nullptr && !on_cycle_.contains(at->name()) && step_of.emplace(at->name(), walk.size()).second) {
      walk.push_back(at->name());
      at = draft_.At(at->parent(), day_);
    }
    const auto met = at == nullptr ? step_of.end() : step_of.find(at->name());
    for (size_t step = 0; step < walk.size(); ++step) {
      on_cycle_.emplace(walk[step], met != step_of.end() && step >= met->second);
    }
    return on_cycle_.at(organ.name());
  }

  const RosterDraft& draft_;
  const std::string day_;
  // For every organ met so far.
  absl::flat_hash_map<std::string, bool> on_cycle_;
};

// Of an organ, and of those directly below it that must find it there.
std::optional<RosterFault> FaultAround(const std::string& name, const RosterDraft& draft, absl::string_view day,
                                       DayCheck& check) {
  const Organ& organ = *draft.At(name, day);
  if (!organ.absent()) {
    if (std::optional<RosterFault> fault = check.FaultOf(organ); fault.has_value()) return fault;
  }
  for (const std::string& name_below : draft.ChildrenOn(name, day)) {
    const Organ& below = *draft.At(name_below, day);
    // Those that are touched speak for themselves, and of a cycle those on it.
    if (draft.Touches(name_below) || (!organ.absent() && IsVertical(organ) == IsVertical(below))) continue;
    if (std::optional<RosterFault> fault = check.FaultOf(below); fault.has_value()) return fault;
  }
  return std::nullopt;
}

}  // namespace

std::vector<PlaceFault> CheckPlaces(const RosterDraft& draft) {
  absl::flat_hash_map<std::string, RosterFault> found;
  for (const std::string& day : draft.Days()) {
    DayCheck check(draft, day);
    for (const std::string& name : draft.touched()) {
      if (found.contains(name)) continue;
      std::optional<RosterFault> fault = FaultAround(name, draft, day, check);
      if (fault.has_value()) found.emplace(name, *std::move(fault));
    }
  }
  std::vector<PlaceFault> faults;
  for (const std::string& name : draft.touched()) {
    if (const auto it = found.find(name); it != found.end()) faults.push_back({name, it->second});
  }
  return faults;
}

std::vector<RosterFault> DoubtsOfPlace(const Organ& organ, const RosterDraft& draft) {
  const Organ* const parent = organ.parent().empty() ? nullptr : draft.At(organ.parent(), organ.from_day());
  // Development zones have codes of their own.
  if (parent == nullptr || organ.division_code().empty() || parent->division_code().empty() ||
      organ.kind() == organ::v1::ORGAN_KIND_DEVELOPMENT_ZONE ||
      codes::CanBeWithin(organ.division_code(), parent->division_code())) {
    return {};
  }
  return {{"division_code",
           absl::StrCat("got ", organ.division_code(), ", want one within ", parent->division_code(), " of ",
                        organ.parent()),
           absl::StrCat(organ.title(), " 的区划代码 ", organ.division_code(), " 不在上级 ", parent->title(), "（",
                        parent->division_code(), "）的范围内，请核对")}};
}

}  // namespace nianbao::submission
