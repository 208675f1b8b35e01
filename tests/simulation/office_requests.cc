#include "tests/simulation/office_requests.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/amend_roster.h"
#include "services/submission/domain/backload_filing.h"
#include "services/submission/domain/batch_submit_filings.h"
#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/explain_warning.h"
#include "services/submission/domain/extend_deadline.h"
#include "services/submission/domain/freeze_roster.h"
#include "services/submission/domain/grant_role.h"
#include "services/submission/domain/lock_year.h"
#include "services/submission/domain/publish_filing.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/revoke_filing.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/seal_node.h"
#include "services/submission/domain/set_deadline.h"
#include "services/submission/domain/set_rule_status.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/unlock_year.h"
#include "services/submission/domain/withdraw_filing.h"
#include "tests/property/submission/report.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::simulation {
namespace {

using submission::Caller;
using submission::Deps;
using submission::FilingSnapshot;
using submission::StoreReader;
using submission::v1::Revision;

constexpr char kReason[] = "试验";

// A request that goes to this use case.
template <typename Message, typename UseCase>
Request To(std::string method, const Caller& caller, Message message, UseCase use_case) {
  std::string request_id = message.request_id();
  return {.method = std::move(method),
          .caller = caller,
          .request_id = std::move(request_id),
          .send = [=, message = std::move(message)](const Deps& deps) -> absl::StatusOr<Reply> {
            const auto response = use_case(deps, caller, message);
            if (!response.ok()) return response.status();
            return Reply{.bytes = response->SerializeAsString(), .token = response->token()};
          }};
}

Revision::State StateOf(const std::optional<FilingSnapshot>& standing) {
  if (!standing.has_value() || !standing->filing.has_open_revision()) return Revision::STATE_UNSPECIFIED;
  return standing->filing.open_revision().state();
}

bool HasEffective(const std::optional<FilingSnapshot>& standing) {
  return standing.has_value() && standing->filing.has_effective_revision();
}

}  // namespace

std::optional<Request> OfficeRequests::Next(Duty duty, const Caller& caller, const StoreReader& store, absl::Time now) {
  switch (duty) {
    case Duty::kClerk:
      return OfClerk(caller, store);
    case Duty::kReviewer:
      return OfReviewer(caller, store, now);
    case Duty::kRegistrar:
      if (random_.Chance(10)) return OfRules(caller, store);
      if (random_.Chance(25)) return Unlock(caller, store);
      return OfRegistrar(caller, now);
  }
  return std::nullopt;
}

std::string OfficeRequests::NewRequestId() { return absl::StrCat("r", ++requests_); }

std::string OfficeRequests::AnyOrgan() { return absl::StrCat("organs/", random_.Pick(organs_)); }

// Mostly one that is due.
std::string OfficeRequests::AnyFiling() {
  const bool is_summary = random_.Chance(10);
  std::string organ = is_summary ? random_.Pick<std::string>({"organs/county", "organs/town"}) : AnyOrgan();
  if (!is_summary && organ == "organs/county" && random_.Chance(90)) organ = "organs/edu";
  const auto scope = is_summary ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN;
  return submission::FilingName({std::move(organ), kYears[random_.Chance(70) ? 1 : 0], scope});
}

std::string OfficeRequests::AnySubmitted(const StoreReader& store) {
  const auto queue = store.ListSubmitted({.limit = 10});
  return queue.ok() && !queue->empty() ? random_.Pick(*queue).name() : AnyFiling();
}

std::string OfficeRequests::DayNear(absl::Time now, int64_t days_before, int64_t days_after) {
  return submission::DayInShanghai(now + absl::Hours(24) * random_.Between(-days_before, days_after));
}

std::string OfficeRequests::EtagOf(const std::optional<FilingSnapshot>& standing) {
  if (random_.Chance(3)) return "\"1\"";
  return standing.has_value() ? standing->filing.etag() : "";
}

form::v1::AnnualReport OfficeRequests::AnyReport(const std::string& filing) {
  using submission::Quality;
  const submission::FilingKey key = submission::ParseFilingName(filing).value();
  const Quality quality = random_.Chance(85)   ? Quality::kClean
                          : random_.Chance(60) ? Quality::kWarned
                          : random_.Chance(50) ? Quality::kWrong
                                               : Quality::kCarries;
  form::v1::AnnualReport report =
      submission::ReportOf(key.year, static_cast<int>(random_.Between(1, 1'000'000)), quality);
  report.set_scope(key.scope);
  return report;
}

submission::v1::SubmitFilingRequest OfficeRequests::Submission(const std::string& filing,
                                                               const std::optional<FilingSnapshot>& standing) {
  submission::v1::SubmitFilingRequest message;
  message.set_request_id(NewRequestId());
  message.set_filing(filing);
  message.set_etag(EtagOf(standing));
  if (StateOf(standing) != Revision::STATE_DRAFT || random_.Chance(50)) *message.mutable_report() = AnyReport(filing);
  if (HasEffective(standing)) message.set_correction_reason(kReason);
  if (random_.Chance(15)) {
    submission::v1::Attachment& attachment = *message.add_attachments();
    attachment.set_name("附件.txt");
    attachment.set_media_type("text/plain");
    attachment.set_content(std::string(static_cast<size_t>(random_.Between(1, 20'000)), 'a'));
  }
  return message;
}

std::optional<Request> OfficeRequests::OfClerk(const Caller& caller, const StoreReader& store) {
  if (random_.Chance(10)) return Together(caller, store);
  const std::string filing = AnyFiling();
  const auto looked = store.FindFiling(filing);
  if (!looked.ok()) return std::nullopt;
  const std::optional<FilingSnapshot>& standing = *looked;
  const auto about = [&](auto message) {
    message.set_request_id(NewRequestId());
    message.set_filing(filing);
    message.set_etag(EtagOf(standing));
    return message;
  };
  const Revision::State state = StateOf(standing);
  if (state == Revision::STATE_SUBMITTED || random_.Chance(5)) {
    if (random_.Chance(50)) return std::nullopt;
    auto message = about(submission::v1::WithdrawFilingRequest());
    message.set_reason(kReason);
    return To("WithdrawFiling", caller, message, submission::WithdrawFiling);
  }
  if (state == Revision::STATE_DRAFT && random_.Chance(15)) {
    auto message = about(submission::v1::ExplainWarningRequest());
    message.add_explanations()->set_finding(submission::kWarning);
    message.mutable_explanations(0)->set_text("制发后又废止。");
    return To("ExplainWarning", caller, message, submission::ExplainWarning);
  }
  if (random_.Chance(25)) {
    auto message = about(submission::v1::SaveDraftRequest());
    *message.mutable_report() = AnyReport(filing);
    return To("SaveDraft", caller, message, submission::SaveDraft);
  }
  return To("SubmitFiling", caller, Submission(filing, standing), submission::SubmitFiling);
}

std::optional<Request> OfficeRequests::Together(const Caller& caller, const StoreReader& store) {
  submission::v1::BatchSubmitFilingsRequest message;
  message.set_request_id(NewRequestId());
  for (int64_t count = random_.Between(2, 3); count > 0; --count) {
    const std::string filing = AnyFiling();
    const auto standing = store.FindFiling(filing);
    if (!standing.ok()) return std::nullopt;
    submission::v1::SubmitFilingRequest item = Submission(filing, *standing);
    item.clear_request_id();
    *message.add_requests() = std::move(item);
  }
  return To("BatchSubmitFilings", caller, message,
            [](const Deps& deps, const Caller& caller, const submission::v1::BatchSubmitFilingsRequest& message) {
              return submission::BatchSubmitFilings(deps, caller, message, absl::InfiniteFuture());
            });
}

std::optional<Request> OfficeRequests::OfReviewer(const Caller& caller, const StoreReader& store, absl::Time now) {
  const std::string filing = random_.Chance(60) ? AnySubmitted(store) : AnyFiling();
  const auto looked = store.FindFiling(filing);
  if (!looked.ok()) return std::nullopt;
  const std::optional<FilingSnapshot>& standing = *looked;
  const auto about = [&](auto message) {
    message.set_request_id(NewRequestId());
    message.set_filing(filing);
    message.set_etag(EtagOf(standing));
    return message;
  };
  if (random_.Chance(12)) {
    auto message = about(submission::v1::ExtendDeadlineRequest());
    message.set_due_date(DayNear(now, 1, 20));
    message.set_reason(kReason);
    return To("ExtendDeadline", caller, message, submission::ExtendDeadline);
  }
  if (!standing.has_value()) {
    if (!absl::StrContains(filing, absl::StrCat("/", kYears[0], "-"))) return std::nullopt;
    auto message = about(submission::v1::BackloadFilingRequest());
    *message.mutable_report() = AnyReport(filing);
    return To("BackloadFiling", caller, message, submission::BackloadFiling);
  }
  if (StateOf(standing) == Revision::STATE_SUBMITTED && random_.Chance(25)) {
    auto message = about(submission::v1::ReturnFilingRequest());
    message.set_reason(kReason);
    if (random_.Chance(40)) message.set_due_date(DayNear(now, 1, 20));
    return To("ReturnFiling", caller, message, submission::ReturnFiling);
  }
  if (StateOf(standing) == Revision::STATE_SUBMITTED) {
    auto message = about(submission::v1::AcceptFilingRequest());
    message.set_signed_off_by("分管负责人");
    return To("AcceptFiling", caller, message, submission::AcceptFiling);
  }
  if (HasEffective(standing) && random_.Chance(30)) {
    auto message = about(submission::v1::RevokeFilingRequest());
    message.set_reason(kReason);
    return To("RevokeFiling", caller, message, submission::RevokeFiling);
  }
  if (HasEffective(standing)) {
    auto message = about(submission::v1::PublishFilingRequest());
    message.mutable_publication()->set_url("https://www.example.gov.cn/nb.html");
    return To("PublishFiling", caller, message, submission::PublishFiling);
  }
  return std::nullopt;
}

Request OfficeRequests::OfRegistrar(const Caller& caller, absl::Time now) {
  if (random_.Chance(45)) return OfRoster(caller, now);
  if (random_.Chance(60)) return OfYear(caller);
  if (random_.Chance(40)) {
    directory::v1::SetDeadlineRequest message;
    message.set_request_id(NewRequestId());
    message.mutable_deadline()->set_node(AnyOrgan());
    message.mutable_deadline()->set_year(kYears[1]);
    message.mutable_deadline()->set_scope(form::v1::SCOPE_OWN);
    message.mutable_deadline()->set_day(absl::StrCat("2025-01-", random_.Between(10, 31)));
    message.mutable_deadline()->set_reason(kReason);
    return To("SetDeadline", caller, message, submission::SetDeadline);
  }
  const auto about = [&](auto message) {
    message.set_request_id(NewRequestId());
    message.mutable_grant()->set_subject(absl::StrCat("填报人", random_.Between(1, 2)));
    message.mutable_grant()->set_role(organ::v1::Grant::ROLE_FILER);
    message.mutable_grant()->set_node("organs/edu");
    message.set_reason(kReason);
    return message;
  };
  if (random_.Chance(40)) {
    return To("RevokeRole", caller, about(directory::v1::RevokeRoleRequest()), submission::RevokeRole);
  }
  return To("GrantRole", caller, about(directory::v1::GrantRoleRequest()), submission::GrantRole);
}

Request OfficeRequests::OfRoster(const Caller& caller, absl::Time now) {
  directory::v1::ChangeOrganRequest message;
  message.set_request_id(NewRequestId());
  message.set_effective_day(random_.Chance(60) ? DayNear(now, 1, 4) : DayNear(now, 400, 0));
  message.set_reason(kReason);
  switch (random_.Between(0, 4)) {
    case 0: {
      const std::string id = absl::StrCat("n", requests_);
      *message.mutable_set_up()->mutable_organ() = submission::Organ(id, random_.Pick(organs_));
      organs_.push_back(id);
      break;
    }
    case 1:
      message.mutable_move()->set_organ(AnyOrgan());
      message.mutable_move()->set_parent(AnyOrgan());
      break;
    case 2:
      message.mutable_rename()->set_organ(AnyOrgan());
      message.mutable_rename()->set_title(absl::StrCat("机关", requests_));
      break;
    case 3:
      message.mutable_merge()->add_organs(AnyOrgan());
      message.mutable_merge()->mutable_into()->set_name(AnyOrgan());
      break;
    default:
      message.mutable_dissolve()->set_organ(AnyOrgan());
      message.mutable_dissolve()->add_successors(AnyOrgan());
  }
  return To("ChangeOrgan", caller, message, submission::ChangeOrgan);
}

std::optional<Request> OfficeRequests::Unlock(const Caller& caller, const StoreReader& store) {
  const int year = kYears[random_.Between(0, 1)];
  const auto locks = store.ListYearLocks(year);
  if (!locks.ok() || locks->locks.empty()) return std::nullopt;
  submission::v1::UnlockYearRequest message;
  message.set_request_id(NewRequestId());
  message.set_year(year);
  message.set_node(random_.Pick(locks->locks).node());
  message.set_reason(kReason);
  return To("UnlockYear", caller, message, submission::UnlockYear);
}

Request OfficeRequests::OfYear(const Caller& caller) {
  const int year = kYears[random_.Between(0, 1)];
  const auto about = [&](auto message) {
    message.set_request_id(NewRequestId());
    message.set_year(year);
    return message;
  };
  const auto at_a_node = [&](auto message) {
    message = about(message);
    message.set_node(random_.Chance(50) ? "organs/town" : AnyOrgan());
    message.set_reason(kReason);
    return message;
  };
  switch (random_.Between(0, 4)) {
    case 0:
      return To("LockYear", caller, at_a_node(submission::v1::LockYearRequest()), submission::LockYear);
    case 1: {
      auto message = at_a_node(submission::v1::SealNodeRequest());
      message.set_allow_missing(true);
      return To("SealNode", caller, message, submission::SealNode);
    }
    case 2:
      return To("FreezeRoster", caller, about(directory::v1::FreezeRosterRequest()), submission::FreezeRoster);
    default: {
      auto message = about(directory::v1::AmendRosterRequest());
      message.set_reason(kReason);
      directory::v1::RosterAmendment& amendment = *message.add_amendments();
      amendment.set_action(static_cast<directory::v1::RosterAmendment::Action>(random_.Between(1, 4)));
      amendment.set_organ(AnyOrgan());
      return To("AmendRoster", caller, message, submission::AmendRoster);
    }
  }
}

std::optional<Request> OfficeRequests::OfRules(const Caller& caller, const StoreReader& store) {
  const auto active = store.ActiveRulebook();
  if (!active.ok() || *active == nullptr) return std::nullopt;
  submission::v1::SetRuleStatusRequest message;
  message.set_request_id(NewRequestId());
  message.set_rule(submission::kWarning);
  message.set_status(random_.Chance(50) ? validation::v1::Rule::STATUS_OFF : validation::v1::Rule::STATUS_ACTIVE);
  message.set_reason(kReason);
  message.set_digest((*active)->digest);
  return To("SetRuleStatus", caller, message, submission::SetRuleStatus);
}

}  // namespace nianbao::simulation
