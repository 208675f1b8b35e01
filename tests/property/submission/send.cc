#include "tests/property/submission/send.h"

#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/grpc_status.h"
#include "tests/property/submission/calendar.h"
#include "tests/property/submission/roster_requests.h"

namespace nianbao::submission {

using directory::v1::DirectoryService;
using directory::v1::GrantService;
using v1::ReviewService;
using v1::SubmissionService;

namespace {

constexpr char kReason[] = "试验";
constexpr absl::Duration kStreamTimeout = absl::Seconds(30);

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
  if (call.document != 0) {
    v1::Attachment& attachment = *request.add_attachments();
    attachment.set_name(absl::StrCat("附件", call.document, ".txt"));
    attachment.set_media_type("text/plain");
    if (call.document != kEmptyDocument) attachment.set_content(DocumentOf(call.document));
  }
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

v1::SubmitFilingRequest SubmissionOf(const Call& call) {
  auto request = WithReport<v1::SubmitFilingRequest>(call);
  if (call.explains) Explain(request);
  if (call.gives_correction_reason) request.set_correction_reason(kReason);
  return request;
}

v1::SetRuleStatusRequest RuleChangeOf(const Call& call) {
  v1::SetRuleStatusRequest request;
  request.set_request_id(call.request_id);
  request.set_rule(call.rule);
  request.set_status(call.status);
  request.set_severity(call.severity);
  request.set_reason(absl::StrCat(kReason, call.figure));
  request.set_digest(call.rulebook);
  return request;
}

template <typename Response>
Answer AnswerOf(const absl::StatusOr<Response>& response) {
  if (!response.ok()) return {.status = response.status()};
  Answer answer = {.status = absl::OkStatus(), .bytes = response->SerializeAsString()};
  answer.sequence = response->token().sequence();
  if constexpr (std::is_same_v<Response, v1::SealNodeResponse>) answer.missing = response->missing_size();
  if constexpr (std::is_same_v<Response, v1::SetRuleStatusResponse>) answer.rulebook = response->digest();
  if constexpr (std::is_same_v<Response, directory::v1::SetDeadlineResponse>) {
    answer.is_day_off = response->is_day_off();
  }
  if constexpr (std::is_same_v<Response, v1::BatchSubmitFilingsResponse>) {
    for (const v1::Filing& filing : response->filings()) answer.etags.push_back(filing.etag());
  }
  return answer;
}

}  // namespace

std::string DocumentOf(int number) { return absl::StrCat("第", number, "号附件"); }

std::vector<Answer> SendOverAStream(integration::Replica& replica, const std::vector<Call>& calls) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kStreamTimeout));
  context.set_wait_for_ready(true);
  context.AddMetadata(rpc::kActorKey, calls.front().actor);
  const auto stream = replica.submission().BatchSubmit(&context);
  for (size_t i = 0; i < calls.size(); ++i) {
    v1::BatchSubmitRequest request;
    request.set_id(absl::StrCat(i));
    *request.mutable_submission() = SubmissionOf(calls[i]);
    stream->Write(request);
  }
  stream->WritesDone();
  std::map<std::string, Answer> taken;
  v1::BatchSubmitResponse message;
  while (stream->Read(&message)) {
    using Submitted = absl::StatusOr<v1::SubmitFilingResponse>;
    taken[message.id()] =
        AnswerOf(message.has_error() ? Submitted(rpc::FromMessage(message.error())) : Submitted(message.submitted()));
  }
  const absl::Status end = rpc::FromGrpc(stream->Finish());
  std::vector<Answer> answers;
  for (size_t i = 0; i < calls.size(); ++i) {
    const auto it = taken.find(absl::StrCat(i));
    answers.push_back(it != taken.end() ? it->second : Answer{.status = end});
  }
  return answers;
}

Answer Send(integration::Replica& replica, const Call& call) {
  const rpc::CallOptions options = {.actor = call.actor, .wait_for_ready = true};
  const auto ask = [&](auto& stub, auto method, const auto& request) {
    return AnswerOf(rpc::CallUnary(stub, method, request, options));
  };
  switch (call.method) {
    case Method::kSaveDraft:
      return ask(replica.submission(), &SubmissionService::Stub::SaveDraft, WithReport<v1::SaveDraftRequest>(call));
    case Method::kSubmit:
      return ask(replica.submission(), &SubmissionService::Stub::SubmitFiling, SubmissionOf(call));
    case Method::kSubmitTogether: {
      v1::BatchSubmitFilingsRequest request;
      request.set_request_id(call.request_id);
      for (const Call& item : call.items) *request.add_requests() = SubmissionOf(item);
      return ask(replica.submission(), &SubmissionService::Stub::BatchSubmitFilings, request);
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
      if (call.refuses) {
        request.add_refusals()->set_finding(kWarning);
        request.mutable_refusals(0)->set_reason(kReason);
      }
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
      return ask(replica.review(), &ReviewService::Stub::SealNode, request);
    }
    case Method::kImport:
      return ask(replica.directory(), &DirectoryService::Stub::ImportOrgans, ImportOf(call));
    case Method::kSetUp:
    case Method::kRename:
    case Method::kMove:
    case Method::kMerge:
    case Method::kSplit:
    case Method::kUpdate:
    case Method::kDissolve:
      return ask(replica.directory(), &DirectoryService::Stub::ChangeOrgan, ChangeOf(call));
    case Method::kFreeze:
      return ask(replica.directory(), &DirectoryService::Stub::FreezeRoster,
                 OfYear<directory::v1::FreezeRosterRequest>(call));
    case Method::kAmend:
      return ask(replica.directory(), &DirectoryService::Stub::AmendRoster, AmendmentOf(call));
    case Method::kSetDeadline:
      return ask(replica.directory(), &DirectoryService::Stub::SetDeadline, DeadlineOf(call));
    case Method::kImportCalendar: {
      directory::v1::ImportCalendarRequest request;
      request.set_request_id(call.request_id);
      *request.mutable_calendar() = CalendarOf(call.year + 1, call.figure);
      return ask(replica.directory(), &DirectoryService::Stub::ImportCalendar, request);
    }
    case Method::kGrant:
      return ask(replica.grants(), &GrantService::Stub::GrantRole, OfARole<directory::v1::GrantRoleRequest>(call));
    case Method::kTakeRole:
      return ask(replica.grants(), &GrantService::Stub::RevokeRole, OfARole<directory::v1::RevokeRoleRequest>(call));
    case Method::kSetRule:
      return ask(replica.rulebook(), &v1::RulebookService::Stub::SetRuleStatus, RuleChangeOf(call));
  }
  return {};
}

}  // namespace nianbao::submission
