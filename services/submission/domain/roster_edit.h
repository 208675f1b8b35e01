// What a change does to organs from a day on.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/roster_draft.h"

namespace nianbao::submission {

// Discard it on any error.
class RosterEdit {
 public:
  // The history must outlive it. change says what is done, and why.
  RosterEdit(const RosterHistory& history, std::string day, organ::v1::OrganChange change)
      : draft_(history), day_(std::move(day)), change_(std::move(change)) {}

  // NOT_FOUND ORGAN_UNKNOWN, FAILED_PRECONDITION ORGAN_ABSENT and ORGAN_CHANGED_LATER, INVALID_ARGUMENT ROSTER_INVALID
  // for an organ that is not as it must be, FIELD_INVALID for one that cannot be meant.
  absl::Status Apply(const directory::v1::ChangeOrganRequest& request);

  const RosterDraft& draft() const { return draft_; }
  // Warnings, one entry for each organ that has any.
  const std::vector<directory::v1::OrganResult>& warnings() const { return warnings_; }

 private:
  absl::Status SetUp(const organ::v1::Organ& organ, absl::string_view path,
                     const std::vector<std::string>& predecessors = {});
  absl::Status Rename(const directory::v1::RenameOrgan& rename);
  absl::Status Move(const directory::v1::MoveOrgan& move);
  absl::Status Merge(const directory::v1::MergeOrgans& merge);
  absl::Status Split(const directory::v1::SplitOrgan& split);
  absl::Status Dissolve(const directory::v1::DissolveOrgan& dissolve);
  absl::Status Update(const directory::v1::UpdateOrgan& update);

  // The organ on the day.
  absl::StatusOr<organ::v1::Organ> Standing(absl::string_view name) const;
  // The version of the day in its place.
  organ::v1::Organ Next(const organ::v1::Organ& standing) const;
  // Puts an organ that takes work over: a new one, or by its name one that goes on.
  absl::Status TakeOver(const organ::v1::Organ& organ, absl::string_view path,
                        const std::vector<std::string>& predecessors);
  // Puts the end of an organ. What stands below it moves below the first successor.
  absl::Status End(absl::string_view name, const std::vector<std::string>& successors);
  // Puts another text in a field, in the version of the day and in the later ones as far as they say what it replaces.
  using Field = std::string* (organ::v1::Organ::*)();
  void Replace(const organ::v1::Organ& standing, Field field, const std::string& text);
  bool IsChangedLater(absl::string_view name) const;
  absl::Status ChangedLater(const organ::v1::Organ& organ) const;
  // Checks an organ by itself. Codes that the standing one has already are not held against it.
  absl::Status Check(const organ::v1::Organ& organ, const organ::v1::Organ* standing, absl::string_view path);

  RosterDraft draft_;
  const std::string day_;
  const organ::v1::OrganChange change_;
  std::vector<directory::v1::OrganResult> warnings_;
};

}  // namespace nianbao::submission
