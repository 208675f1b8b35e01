#include "services/submission/domain/return_filing.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/status/try.h"
#include "services/submission/domain/deadline_field.h"
#include "services/submission/domain/explanation_refusal.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/review_guard.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

constexpr int kRemarksMax = 200;

void CheckKinds(const v1::ReturnFilingRequest& request, FieldErrors& errors) {
  std::set<int> seen;
  for (int i = 0; i < request.kinds_size(); ++i) {
    const int kind = request.kinds(i);
    const bool known = v1::Revision::ReturnKind_IsValid(kind) && kind != v1::Revision::RETURN_KIND_UNSPECIFIED;
    if (known && seen.insert(kind).second) continue;
    errors.Add(absl::StrCat("kinds[", i, "]"), absl::StrCat("got ", kind, ", want a known kind, each once"),
               absl::StrCat("第 ", i + 1, " 个退回原因类别不存在或重复"));
  }
}

absl::Status CheckFields(const v1::ReturnFilingRequest& request, absl::Time now) {
  FieldErrors errors;
  CheckText("reason", "退回理由", request.reason(), Need::kRequired, errors);
  CheckKinds(request, errors);
  if (!request.due_date().empty()) CheckDeadline("due_date", request.due_date(), now, errors);
  CheckCount("remarks", "审核意见", request.remarks_size(), kRemarksMax, errors);
  for (int i = 0; i < request.remarks_size(); ++i) {
    const v1::CellRemark& remark = request.remarks(i);
    const std::string path = absl::StrCat("remarks[", i, "]");
    if (form::Catalogue::Get().Find(remark.cell()) == nullptr) {
      errors.Add(absl::StrCat(path, ".cell"), absl::StrCat("got \"", remark.cell(), "\", want the code of a cell"),
                 absl::StrCat("第 ", i + 1, " 条意见所指的栏目“", remark.cell(), "”不存在"));
    }
    CheckText(absl::StrCat(path, ".text"), absl::StrCat("第 ", i + 1, " 条意见"), remark.text(), Need::kRequired,
              errors);
  }
  CheckRefusals(request.refusals(), errors);
  return errors.ToStatus();
}

void SetDeadline(const v1::ReturnFilingRequest& request, const Caller& caller, absl::Time now, FilingEdit& edit) {
  v1::Deadline deadline;
  deadline.set_due_date(request.due_date());
  deadline.set_reason(request.reason());
  deadline.set_author(caller.name);
  *deadline.mutable_time() = ToTimestamp(now);
  edit.SetDeadline(deadline);
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::ReturnFilingRequest& request) {
  const absl::Time now = deps.clock.Now();
  RETURN_IF_ERROR(CheckFields(request, now));
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForChange(deps.store, request.filing(), request.etag()));
  FilingEdit edit(std::move(before), caller, request.request_id());
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kOffice, edit));
  RETURN_IF_ERROR(CheckReviewer(edit, Action::kReturn, caller));

  v1::Revision& revision = edit.open_revision();
  revision.set_return_reason(request.reason());
  *revision.mutable_return_kinds() = request.kinds();
  *revision.mutable_remarks() = request.remarks();
  RETURN_IF_ERROR(RefuseExplanations(request.refusals(), revision));
  revision.set_reviewer(caller.name);
  *revision.mutable_review_time() = ToTimestamp(now);
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kReturn, revision));
  change->set_reason(request.reason());
  *change->mutable_return_kinds() = request.kinds();
  if (!request.due_date().empty()) SetDeadline(request, caller, now, edit);
  return std::move(edit).Finish<v1::ReturnFilingResponse>(now);
}

}  // namespace

absl::StatusOr<v1::ReturnFilingResponse> ReturnFiling(const Deps& deps, const Caller& caller,
                                                      const v1::ReturnFilingRequest& request) {
  return Once<v1::ReturnFilingResponse>(deps.store, caller, "ReturnFiling", request,
                                        [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
