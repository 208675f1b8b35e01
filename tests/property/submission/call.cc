#include "tests/property/submission/call.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "libs/rpc/client_call.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::submission {

using directory::v1::DirectoryService;
using directory::v1::GrantService;
using v1::ReviewService;
using v1::SubmissionService;

namespace {

constexpr char kReason[] = "试验";

template <typename Request>
Request About(const Call& call) {
  Request request;
  request.set_request_id(call.request_id);
  request.set_filing(call.filing());
  request.set_etag(call.etag);
  return request;
}

template <typename Request>
Request WithReport(const Call& call) {
  Request request = About<Request>(call);
  if (call.has_report) *request.mutable_report() = ReportOf(call.year, call.figure, call.quality);
  return request;
}

template <typename Request>
Request OfYear(const Call& call) {
  Request request;
  request.set_request_id(call.request_id);
  request.set_year(call.year);
  return request;
}

template <typename Request>
Request OfARole(const Call& call) {
  Request request;
  request.set_request_id(call.request_id);
  request.mutable_grant()->set_subject(call.subject);
  request.mutable_grant()->set_role(organ::v1::Grant::ROLE_FILER);
  request.mutable_grant()->set_node(call.node);
  request.set_reason(absl::StrCat(kReason, call.figure));
  return request;
}

template <typename Request>
void Explain(Request& request) {
  v1::Explanation& explanation = *request.add_explanations();
  explanation.set_finding(kWarning);
  explanation.set_text("制发后又废止。");
}

directory::v1::ChangeOrganRequest Change(const Call& call, const std::string& day) {
  directory::v1::ChangeOrganRequest request;
  request.set_request_id(call.request_id);
  request.set_effective_day(day);
  request.set_reason(kReason);
  return request;
}

// The title is another for each figure.
organ::v1::Organ OrganOf(const Call& call) {
  organ::v1::Organ organ = integration::MakeOrgan("x", "other");
  organ.set_name(call.organ);
  organ.set_title(absl::StrCat("机关", call.figure));
  return organ;
}

directory::v1::RosterAmendment::Action ActionOf(Amendment amendment) {
  switch (amendment) {
    case Amendment::kAdd:
      return directory::v1::RosterAmendment::ACTION_ADD;
    case Amendment::kRemove:
      return directory::v1::RosterAmendment::ACTION_REMOVE;
    case Amendment::kClose:
      return directory::v1::RosterAmendment::ACTION_CLOSE;
    case Amendment::kOpen:
      return directory::v1::RosterAmendment::ACTION_OPEN;
  }
  return directory::v1::RosterAmendment::ACTION_UNSPECIFIED;
}

template <typename Response>
Answer AnswerOf(const absl::StatusOr<Response>& response) {
  if (!response.ok()) return {.status = response.status()};
  return {.status = absl::OkStatus(), .bytes = response->SerializeAsString(), .sequence = response->token().sequence()};
}

}  // namespace

const char* NameOf(Method method) {
  constexpr const char* kNames[kMethodCount] = {
      "SaveDraft",    "SubmitFiling",  "ExplainWarning", "WithdrawFiling", "BackloadFiling", "ReturnFiling",
      "AcceptFiling", "PublishFiling", "RevokeFiling",   "ExtendDeadline", "LockYear",       "UnlockYear",
      "SealNode",     "ImportOrgans",  "SetUpOrgan",     "RenameOrgan",    "DissolveOrgan",  "FreezeRoster",
      "AmendRoster",  "SetDeadline",   "GrantRole",      "RevokeRole"};
  return kNames[static_cast<int>(method)];
}

std::string Call::filing() const { return absl::StrCat(organ, "/filings/", year, "-own"); }

std::string Describe(const Call& call) {
  return absl::StrCat(NameOf(call.method), " ", call.request_id, " by ", call.actor, ": organ ", call.organ, " year ",
                      call.year, " etag ", call.etag, " figure ", call.figure, " quality ",
                      static_cast<int>(call.quality), " report ", call.has_report, " explains ", call.explains,
                      " correction ", call.gives_correction_reason, " due ", call.due_date, " subject ", call.subject,
                      " node ", call.node, " exception ", call.exception, " missing ", call.allow_missing,
                      " amendment ", static_cast<int>(call.amendment));
}

form::v1::AnnualReport ReportOf(int year, int figure, Quality quality) {
  std::mt19937_64 random(figure);
  form::v1::AnnualReport report = integration::ConsistentReport(year, random);
  report.clear_organ_name();
  if (quality == Quality::kWarned) {
    report.mutable_proactive_disclosure()->mutable_normative_documents()->set_issued(10);
  }
  if (quality == Quality::kWrong) {
    form::v1::ApplicantCounts& received = *report.mutable_requests()->mutable_received();
    received.set_total(received.total() + 1);
  }
  return report;
}

Answer Send(integration::Replica& replica, const Call& call) {
  const rpc::CallOptions options = {.actor = call.actor, .wait_for_ready = true};
  const auto ask = [&](auto& stub, auto method, const auto& request) {
    return AnswerOf(rpc::CallUnary(stub, method, request, options));
  };
  switch (call.method) {
    case Method::kSaveDraft:
      return ask(replica.submission(), &SubmissionService::Stub::SaveDraft, WithReport<v1::SaveDraftRequest>(call));
    case Method::kSubmit: {
      auto request = WithReport<v1::SubmitFilingRequest>(call);
      if (call.explains) Explain(request);
      if (call.gives_correction_reason) request.set_correction_reason(kReason);
      return ask(replica.submission(), &SubmissionService::Stub::SubmitFiling, request);
    }
    case Method::kExplain: {
      auto request = About<v1::ExplainWarningRequest>(call);
      Explain(request);
      return ask(replica.submission(), &SubmissionService::Stub::ExplainWarning, request);
    }
    case Method::kWithdraw: {
      auto request = About<v1::WithdrawFilingRequest>(call);
      request.set_reason(absl::StrCat(kReason, call.figure));
      return ask(replica.submission(), &SubmissionService::Stub::WithdrawFiling, request);
    }
    case Method::kBackload:
      return ask(replica.submission(), &SubmissionService::Stub::BackloadFiling,
                 WithReport<v1::BackloadFilingRequest>(call));
    case Method::kReturn: {
      auto request = About<v1::ReturnFilingRequest>(call);
      request.set_reason(absl::StrCat(kReason, call.figure));
      request.set_due_date(call.due_date);
      return ask(replica.review(), &ReviewService::Stub::ReturnFiling, request);
    }
    case Method::kAccept: {
      auto request = About<v1::AcceptFilingRequest>(call);
      request.set_signed_off_by(absl::StrCat(kReason, call.figure));
      return ask(replica.review(), &ReviewService::Stub::AcceptFiling, request);
    }
    case Method::kPublish: {
      auto request = About<v1::PublishFilingRequest>(call);
      request.mutable_publication()->set_url(absl::StrCat("https://www.example.gov.cn/", call.figure));
      return ask(replica.review(), &ReviewService::Stub::PublishFiling, request);
    }
    case Method::kRevoke: {
      auto request = About<v1::RevokeFilingRequest>(call);
      request.set_reason(absl::StrCat(kReason, call.figure));
      return ask(replica.review(), &ReviewService::Stub::RevokeFiling, request);
    }
    case Method::kExtend: {
      auto request = About<v1::ExtendDeadlineRequest>(call);
      request.set_due_date(call.due_date);
      request.set_reason(kReason);
      return ask(replica.review(), &ReviewService::Stub::ExtendDeadline, request);
    }
    case Method::kLock: {
      auto request = OfYear<v1::LockYearRequest>(call);
      request.set_node(call.node);
      request.set_reason(absl::StrCat(kReason, call.figure));
      if (!call.exception.empty()) request.add_exceptions(call.exception);
      return ask(replica.review(), &ReviewService::Stub::LockYear, request);
    }
    case Method::kUnlock: {
      auto request = OfYear<v1::UnlockYearRequest>(call);
      request.set_node(call.node);
      request.set_reason(absl::StrCat(kReason, call.figure));
      return ask(replica.review(), &ReviewService::Stub::UnlockYear, request);
    }
    case Method::kSeal: {
      auto request = OfYear<v1::SealNodeRequest>(call);
      request.set_node(call.node);
      request.set_reason(absl::StrCat(kReason, call.figure));
      request.set_allow_missing(call.allow_missing);
      const auto response = rpc::CallUnary(replica.review(), &ReviewService::Stub::SealNode, request, options);
      Answer answer = AnswerOf(response);
      if (response.ok()) answer.missing = response->missing_size();
      return answer;
    }
    case Method::kImport: {
      directory::v1::ImportOrgansRequest request;
      request.set_request_id(call.request_id);
      *request.add_organs() = OrganOf(call);
      return ask(replica.directory(), &DirectoryService::Stub::ImportOrgans, request);
    }
    case Method::kSetUp: {
      auto request = Change(call, "2023-06-01");
      *request.mutable_set_up()->mutable_organ() = OrganOf(call);
      return ask(replica.directory(), &DirectoryService::Stub::ChangeOrgan, request);
    }
    case Method::kRename: {
      auto request = Change(call, "2023-07-01");
      request.mutable_rename()->set_organ(call.organ);
      request.mutable_rename()->set_title(absl::StrCat("机关", call.figure));
      return ask(replica.directory(), &DirectoryService::Stub::ChangeOrgan, request);
    }
    case Method::kDissolve: {
      auto request = Change(call, "2023-09-01");
      request.mutable_dissolve()->set_organ(call.organ);
      return ask(replica.directory(), &DirectoryService::Stub::ChangeOrgan, request);
    }
    case Method::kFreeze:
      return ask(replica.directory(), &DirectoryService::Stub::FreezeRoster,
                 OfYear<directory::v1::FreezeRosterRequest>(call));
    case Method::kAmend: {
      auto request = OfYear<directory::v1::AmendRosterRequest>(call);
      request.set_reason(absl::StrCat(kReason, call.figure));
      request.add_amendments()->set_action(ActionOf(call.amendment));
      request.mutable_amendments(0)->set_organ(call.organ);
      return ask(replica.directory(), &DirectoryService::Stub::AmendRoster, request);
    }
    case Method::kSetDeadline: {
      directory::v1::SetDeadlineRequest request;
      request.set_request_id(call.request_id);
      request.mutable_deadline()->set_node(call.node);
      request.mutable_deadline()->set_year(call.year);
      request.mutable_deadline()->set_scope(form::v1::SCOPE_OWN);
      request.mutable_deadline()->set_day(absl::StrCat(call.year + 1, "-01-", 10 + call.figure % 20));
      request.mutable_deadline()->set_reason(kReason);
      return ask(replica.directory(), &DirectoryService::Stub::SetDeadline, request);
    }
    case Method::kGrant:
      return ask(replica.grants(), &GrantService::Stub::GrantRole, OfARole<directory::v1::GrantRoleRequest>(call));
    case Method::kTakeRole:
      return ask(replica.grants(), &GrantService::Stub::RevokeRole, OfARole<directory::v1::RevokeRoleRequest>(call));
  }
  return {};
}

}  // namespace nianbao::submission
