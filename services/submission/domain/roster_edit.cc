#include "services/submission/domain/roster_edit.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/organ_check.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/roster_check.h"

namespace nianbao::submission {
namespace {

using directory::v1::ChangeOrganRequest;
using organ::v1::Organ;

absl::Status Invalid(absl::string_view reason, absl::string_view path, absl::string_view description,
                     absl::string_view chinese) {
  FieldErrors errors;
  errors.Add(path, description, chinese);
  return errors.ToStatus(reason);
}

std::vector<std::string> SortedOnce(std::set<std::string> names) { return {names.begin(), names.end()}; }

bool IsNameAlone(const Organ& organ) {
  Organ rest = organ;
  rest.clear_name();
  return rest.ByteSizeLong() == 0;
}

}  // namespace

absl::Status RosterEdit::Apply(const ChangeOrganRequest& request) {
  switch (request.change_case()) {
    case ChangeOrganRequest::kSetUp:
      return SetUp(request.set_up().organ(), "set_up.organ");
    case ChangeOrganRequest::kRename:
      return Rename(request.rename());
    case ChangeOrganRequest::kMove:
      return Move(request.move());
    case ChangeOrganRequest::kMerge:
      return Merge(request.merge());
    case ChangeOrganRequest::kSplit:
      return Split(request.split());
    case ChangeOrganRequest::kDissolve:
      return Dissolve(request.dissolve());
    case ChangeOrganRequest::kUpdate:
      return Update(request.update());
    case ChangeOrganRequest::CHANGE_NOT_SET:
      break;
  }
  return Invalid("FIELD_INVALID", "change", "got nothing, want what changes", "没有写明要变更什么");
}

absl::Status RosterEdit::SetUp(const Organ& organ, absl::string_view path,
                               const std::vector<std::string>& predecessors) {
  if (draft_.VersionsOf(organ.name()) != nullptr) {
    return Invalid("ROSTER_INVALID", absl::StrCat(path, ".name"),
                   absl::StrCat("got ", organ.name(), ", want a name that no organ has or had"),
                   absl::StrCat("机关标识 ", organ.name(), " 已被使用，新设的机关请另用标识"));
  }
  Organ fresh = organ;
  fresh.clear_absent();
  fresh.clear_from_day();
  fresh.clear_successors();
  fresh.clear_changes();
  *fresh.mutable_predecessors() = {predecessors.begin(), predecessors.end()};
  RETURN_IF_ERROR(Check(fresh, nullptr, path));
  fresh.set_from_day(day_);
  *fresh.add_changes() = change_;
  draft_.Put(fresh);
  return absl::OkStatus();
}

absl::Status RosterEdit::Rename(const directory::v1::RenameOrgan& rename) {
  ASSIGN_OR_RETURN(const Organ standing, Standing(rename.organ()));
  Organ renamed = standing;
  renamed.set_title(rename.title());
  RETURN_IF_ERROR(Check(renamed, &standing, "rename"));
  Replace(standing, &Organ::mutable_title, rename.title());
  return absl::OkStatus();
}

absl::Status RosterEdit::Move(const directory::v1::MoveOrgan& move) {
  ASSIGN_OR_RETURN(const Organ standing, Standing(move.organ()));
  Replace(standing, &Organ::mutable_parent, move.parent());
  return absl::OkStatus();
}

absl::Status RosterEdit::Merge(const directory::v1::MergeOrgans& merge) {
  const std::vector<std::string> merged = SortedOnce({merge.organs().begin(), merge.organs().end()});
  if (merged.empty() || std::count(merged.begin(), merged.end(), merge.into().name()) > 0) {
    return Invalid("FIELD_INVALID", "merge.organs",
                   absl::StrCat("got ", merged.size(), " organs, want at least one beside ", merge.into().name()),
                   "合并应写明并入的机关，且不能包括合并后的机关本身");
  }
  RETURN_IF_ERROR(TakeOver(merge.into(), "merge.into", merged));
  for (const std::string& name : merged) RETURN_IF_ERROR(End(name, {merge.into().name()}));
  return absl::OkStatus();
}

absl::Status RosterEdit::Split(const directory::v1::SplitOrgan& split) {
  std::set<std::string> others;
  bool goes_on = false;
  ASSIGN_OR_RETURN(const Organ standing, Standing(split.organ()));
  for (int i = 0; i < split.into_size(); ++i) {
    if (split.into(i).name() == split.organ()) {
      goes_on = true;
      continue;
    }
    RETURN_IF_ERROR(TakeOver(split.into(i), absl::StrCat("split.into[", i, "]"), {split.organ()}));
    others.insert(split.into(i).name());
  }
  if (others.empty()) {
    return Invalid("FIELD_INVALID", "split.into", "got none, want those that it becomes", "分设应写明分出的机关");
  }
  if (!goes_on) return End(split.organ(), SortedOnce(std::move(others)));
  draft_.Put(Next(standing));
  return absl::OkStatus();
}

absl::Status RosterEdit::Dissolve(const directory::v1::DissolveOrgan& dissolve) {
  const std::vector<std::string> successors = {dissolve.successors().begin(), dissolve.successors().end()};
  if (std::count(successors.begin(), successors.end(), dissolve.organ()) > 0) {
    return Invalid("FIELD_INVALID", "dissolve.successors",
                   absl::StrCat("got ", dissolve.organ(), " itself, want other organs"),
                   "承接的机关不能是被撤销的机关本身");
  }
  for (size_t i = 0; i < successors.size(); ++i) {
    Organ by_name;
    by_name.set_name(successors[i]);
    RETURN_IF_ERROR(TakeOver(by_name, absl::StrCat("dissolve.successors[", i, "]"), {dissolve.organ()}));
  }
  return End(dissolve.organ(), successors);
}

absl::Status RosterEdit::Update(const directory::v1::UpdateOrgan& update) {
  const Organ& organ = update.organ();
  ASSIGN_OR_RETURN(const Organ standing, Standing(organ.name()));
  if (organ.title() != standing.title() || organ.parent() != standing.parent()) {
    return Invalid("FIELD_INVALID", "update.organ",
                   absl::StrCat("got another title or parent, want ", standing.title(), " below ", standing.parent()),
                   "更名请用 rename，调整隶属关系请用 move");
  }
  if (IsChangedLater(organ.name())) return ChangedLater(standing);
  RETURN_IF_ERROR(Check(organ, &standing, "update.organ"));
  const Organ next = Next(standing);
  Organ updated = organ;
  updated.clear_absent();
  updated.set_from_day(next.from_day());
  *updated.mutable_successors() = next.successors();
  *updated.mutable_predecessors() = next.predecessors();
  *updated.mutable_changes() = next.changes();
  draft_.Put(updated);
  return absl::OkStatus();
}

absl::StatusOr<Organ> RosterEdit::Standing(absl::string_view name) const {
  const Organ* const organ = draft_.At(name, day_);
  if (organ == nullptr) return OrganUnknown(name);
  if (!organ->absent()) return *organ;
  return status::Error(absl::StatusCode::kFailedPrecondition, "ORGAN_ABSENT",
                       absl::StrCat("organ: got ", name, ", want one that exists on ", day_))
      .Meta("organ", name)
      .Meta("day", day_)
      .Chinese(absl::StrCat(organ->title(), " 在 ", day_, " 不存在（尚未设立或已撤销）。请核对机关和生效日。"));
}

Organ RosterEdit::Next(const Organ& standing) const {
  Organ next = standing;
  if (standing.from_day() != day_) {
    next.set_from_day(day_);
    next.clear_predecessors();
    next.clear_changes();
  }
  // One change may reach an organ in two ways.
  const bool said =
      !next.changes().empty() && digest::CanonicalBytes(*next.changes().rbegin()) == digest::CanonicalBytes(change_);
  if (!said) *next.add_changes() = change_;
  return next;
}

absl::Status RosterEdit::TakeOver(const Organ& organ, absl::string_view path,
                                  const std::vector<std::string>& predecessors) {
  if (draft_.VersionsOf(organ.name()) == nullptr && !IsNameAlone(organ)) return SetUp(organ, path, predecessors);
  ASSIGN_OR_RETURN(const Organ standing, Standing(organ.name()));
  if (!IsNameAlone(organ)) {
    return Invalid("FIELD_INVALID", path,
                   absl::StrCat("got a whole organ, want the name alone, since ", organ.name(), " is in the roster"),
                   absl::StrCat(standing.title(), " 已在名册中，只需写明标识"));
  }
  Organ next = Next(standing);
  std::set<std::string> all(next.predecessors().begin(), next.predecessors().end());
  all.insert(predecessors.begin(), predecessors.end());
  *next.mutable_predecessors() = {all.begin(), all.end()};
  draft_.Put(next);
  return absl::OkStatus();
}

absl::Status RosterEdit::End(absl::string_view name, const std::vector<std::string>& successors) {
  ASSIGN_OR_RETURN(const Organ standing, Standing(name));
  if (IsChangedLater(name)) return ChangedLater(standing);
  if (!successors.empty()) {
    for (const std::string& child : draft_.ChildrenOn(name, day_)) {
      if (child != successors.front()) Replace(*draft_.At(child, day_), &Organ::mutable_parent, successors.front());
    }
  }
  Organ ended = Next(standing);
  ended.set_absent(true);
  const std::set<std::string> sorted(successors.begin(), successors.end());
  *ended.mutable_successors() = {sorted.begin(), sorted.end()};
  draft_.Put(ended);
  return absl::OkStatus();
}

void RosterEdit::Replace(const Organ& standing, Field field, const std::string& text) {
  Organ next = Next(standing);
  const std::string before = *(next.*field)();
  *(next.*field)() = text;
  std::vector<Organ> later;
  const OrganVersions& versions = *draft_.VersionsOf(standing.name());
  for (auto it = versions.upper_bound(day_); it != versions.end(); ++it) later.push_back(it->second);
  draft_.Put(next);
  for (Organ& version : later) {
    if (*(version.*field)() != before) return;
    *(version.*field)() = text;
    draft_.Put(version);
  }
}

bool RosterEdit::IsChangedLater(absl::string_view name) const {
  const OrganVersions& versions = *draft_.VersionsOf(name);
  return versions.upper_bound(day_) != versions.end();
}

absl::Status RosterEdit::ChangedLater(const Organ& organ) const {
  const std::string later = draft_.VersionsOf(organ.name())->upper_bound(day_)->first;
  return status::Error(absl::StatusCode::kFailedPrecondition, "ORGAN_CHANGED_LATER",
                       absl::StrCat("effective_day: got ", day_, ", want none before ", later, ", when ", organ.name(),
                                    " was changed"))
      .Meta("organ", organ.name())
      .Meta("day", later)
      .Chinese(absl::StrCat(organ.title(), " 在 ", later, " 已有变更，本次变更的生效日不能早于它。请核对生效日。"));
}

absl::Status RosterEdit::Check(const Organ& organ, const Organ* standing, absl::string_view path) {
  const bool same_codes = standing != nullptr && standing->credit_code() == organ.credit_code() &&
                          standing->division_code() == organ.division_code();
  const OrganFaults faults = CheckOrgan(organ, same_codes ? Origin::kImported : Origin::kTyped);
  if (faults.error.has_value()) {
    return Invalid("ROSTER_INVALID", absl::StrCat(path, ".", faults.error->field), faults.error->description,
                   faults.error->chinese);
  }
  if (faults.warnings.empty()) return absl::OkStatus();
  directory::v1::OrganResult& result = warnings_.emplace_back();
  result.set_organ(organ.name());
  for (const RosterFault& warning : faults.warnings) {
    directory::v1::RosterRemark& remark = *result.add_remarks();
    remark.set_severity(finding::v1::SEVERITY_WARNING);
    remark.set_field(warning.field);
    remark.set_text(warning.chinese);
  }
  return absl::OkStatus();
}

}  // namespace nianbao::submission
