#include "services/submission/domain/change_organ.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/roster_check.h"
#include "services/submission/domain/roster_edit.h"
#include "services/submission/domain/roster_write.h"
#include "services/submission/domain/text_field.h"

namespace nianbao::submission {
namespace {

using directory::v1::ChangeOrganRequest;
using directory::v1::ChangeOrganResponse;
using organ::v1::OrganChange;

constexpr size_t kDocumentBytesMax = 300;
constexpr int kOrgansMax = 100;

absl::Status CheckFields(const ChangeOrganRequest& request) {
  FieldErrors errors;
  CheckDay("effective_day", "生效日", request.effective_day(), DayNeed::kRequired, errors);
  CheckText("reason", "变更理由", request.reason(), Need::kRequired, errors);
  if (request.document().size() > kDocumentBytesMax) {
    errors.Add("document", absl::StrCat("got ", request.document().size(), " bytes, want at most ", kDocumentBytesMax),
               "文号过长，不能超过 100 个汉字");
  }
  CheckCount("merge.organs", "并入的机关", request.merge().organs_size(), kOrgansMax, errors);
  CheckCount("split.into", "分出的机关", request.split().into_size(), kOrgansMax, errors);
  CheckCount("dissolve.successors", "承接的机关", request.dissolve().successors_size(), kOrgansMax, errors);
  return errors.ToStatus();
}

OrganChange::Kind KindOf(const ChangeOrganRequest& request) {
  switch (request.change_case()) {
    case ChangeOrganRequest::kSetUp:
      return OrganChange::KIND_SET_UP;
    case ChangeOrganRequest::kRename:
      return OrganChange::KIND_RENAME;
    case ChangeOrganRequest::kMove:
      return OrganChange::KIND_MOVE;
    case ChangeOrganRequest::kMerge:
      return OrganChange::KIND_MERGE;
    case ChangeOrganRequest::kSplit:
      return OrganChange::KIND_SPLIT;
    case ChangeOrganRequest::kDissolve:
      return OrganChange::KIND_DISSOLVE;
    case ChangeOrganRequest::kUpdate:
      return OrganChange::KIND_UPDATE;
    case ChangeOrganRequest::CHANGE_NOT_SET:
      break;
  }
  return OrganChange::KIND_UNSPECIFIED;
}

absl::Status CheckTree(const RosterDraft& draft) {
  FieldErrors errors;
  for (const PlaceFault& place : CheckPlaces(draft)) {
    errors.Add(absl::StrCat(place.organ, ".", place.fault.field), place.fault.description, place.fault.chinese);
  }
  return errors.ToStatus("ROSTER_INVALID");
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const ChangeOrganRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, deps.store.ReadRosterHistory());
  OrganChange change;
  change.set_kind(KindOf(request));
  change.set_reason(request.reason());
  change.set_document(request.document());
  RosterEdit edit(*history, request.effective_day(), change);
  RETURN_IF_ERROR(edit.Apply(request));
  RETURN_IF_ERROR(CheckTree(edit.draft()));

  ChangeOrganResponse answer;
  for (const std::string& name : edit.draft().touched()) {
    *answer.add_organs() = *edit.draft().At(name, request.effective_day());
  }
  *answer.mutable_results() = {edit.warnings().begin(), edit.warnings().end()};
  const absl::Time now = deps.clock.Now();
  Changeset changes =
      WriteRoster(edit.draft().Writes(DayInShanghai(now)), history->version(), caller, request.request_id(), now);
  changes.reply = [answer](const v1::EventToken& token) {
    ChangeOrganResponse response = answer;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<ChangeOrganResponse> ChangeOrgan(const Deps& deps, const Caller& caller,
                                                const ChangeOrganRequest& request) {
  return Once<ChangeOrganResponse>(deps.store, caller, "ChangeOrgan", request,
                                   [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
