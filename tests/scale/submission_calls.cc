#include "tests/scale/submission_calls.h"

#include "absl/strings/str_cat.h"
#include "libs/rpc/client_call.h"
#include "tests/scale/phase.h"

namespace nianbao::scale {
namespace {

using directory::v1::DirectoryService;
using submission::v1::ReviewService;
using submission::v1::SubmissionService;

// A list of the year is frozen in one change.
constexpr absl::Duration kFreezePatience = absl::Minutes(10);

rpc::CallOptions As(const std::string& actor) { return {.actor = actor, .timeout = kPatience}; }

}  // namespace

SubmissionCalls::SubmissionCalls(const std::string& address)
    : channel_(rpc::OpenChannel(address)),
      directory_(DirectoryService::NewStub(channel_)),
      submission_(SubmissionService::NewStub(channel_)),
      review_(ReviewService::NewStub(channel_)) {}

int64_t SubmissionCalls::Import(absl::Span<const organ::v1::Organ> organs) {
  directory::v1::ImportOrgansRequest request;
  request.set_request_id(rpc::NewRequestId());
  for (const organ::v1::Organ& organ : organs) *request.add_organs() = organ;
  const auto imported = rpc::CallUnary(*directory_, &DirectoryService::Stub::ImportOrgans, request, As("名册管理员"));
  Check(imported.status(), absl::StrCat("import of organs from ", organs.front().name()));
  return imported->token().sequence();
}

int64_t SubmissionCalls::Freeze(int year) {
  directory::v1::FreezeRosterRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_year(year);
  const auto frozen = rpc::CallUnary(*directory_, &DirectoryService::Stub::FreezeRoster, request,
                                     {.actor = "名册管理员", .timeout = kFreezePatience});
  Check(frozen.status(), absl::StrCat("freezing of the list of ", year));
  return frozen->token().sequence();
}

std::unique_ptr<client::SubmissionStream> SubmissionCalls::OpenStream() {
  return std::make_unique<client::SubmissionStream>(*submission_, As("填报人"));
}

Submitted SubmissionCalls::Submit(client::SubmissionStream& stream, const std::string& organ,
                                  const form::v1::AnnualReport& report) {
  submission::v1::SubmitFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(absl::StrCat(organ, "/filings/", report.year(), "-own"));
  *request.mutable_report() = report;
  const auto response = stream.Submit(request);
  Check(response.status(), "submission of " + request.filing());
  return {.filing = request.filing(), .etag = response->filing().etag()};
}

int64_t SubmissionCalls::Accept(const Submitted& submitted) {
  submission::v1::AcceptFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(submitted.filing);
  request.set_etag(submitted.etag);
  request.set_signed_off_by("签发人");
  const auto accepted = rpc::CallUnary(*review_, &ReviewService::Stub::AcceptFiling, request, As("审核人"));
  Check(accepted.status(), "acceptance of " + submitted.filing);
  return accepted->token().sequence();
}

int64_t SubmissionCalls::Backload(const std::string& filing, const form::v1::AnnualReport& report) {
  submission::v1::BackloadFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(filing);
  *request.mutable_report() = report;
  const auto entered =
      rpc::CallUnary(*submission_, &SubmissionService::Stub::BackloadFiling, request, As("名册管理员"));
  Check(entered.status(), "entry of " + filing);
  return entered->token().sequence();
}

}  // namespace nianbao::scale
