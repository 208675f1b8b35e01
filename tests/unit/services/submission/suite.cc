#include "tests/unit/services/submission/suite.h"

#include <stdexcept>

#include "libs/digest/sm3.h"
#include "libs/rulebook/delivered.h"
#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/adopt_rulebook.h"
#include "services/submission/domain/backload_filing.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/lock_year.h"
#include "services/submission/domain/publish_filing.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/revoke_filing.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/seal_node.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/unlock_year.h"

namespace nianbao::submission {

absl::StatusOr<validation::v1::Verdict> FakeValidator::Validate(const Question& question) {
  before_answer();
  absl::MutexLock lock(&mutex_);
  if (!failure.ok()) return failure;
  context_seen = question.context;
  rulebook_seen = question.rulebook.digest;
  verdict.set_rulebook_digest(question.rulebook.digest);
  verdict.set_report_digest(digest::Sm3Hex(digest::CanonicalBytes(question.report)));
  verdict.set_context_digest(digest::Sm3Hex(digest::CanonicalBytes(question.context)));
  return verdict;
}

void FakeValidator::Find(const std::string& id, finding::v1::Severity severity) {
  finding::v1::Finding& finding = *verdict.add_findings();
  finding.set_id(id);
  finding.set_rule(id);
  finding.set_severity(severity);
  finding.mutable_message()->set_zh_cn("“" + id + "”不符。");
}

Suite::Suite() {
  Reopen();
  if (const absl::Status adopted = AdoptRulebook(*store, clock, rulebook::Delivered().source); !adopted.ok()) {
    throw std::runtime_error(adopted.ToString());
  }
  directory::v1::ImportOrgansRequest request;
  request.set_request_id("roster");
  *request.add_organs() = Organ("city", "", organ::v1::SCOPE_DUTY_ROLL_UP);
  *request.add_organs() = Organ("edu", "city");
  *request.add_organs() = Organ("park", "city", organ::v1::SCOPE_DUTY_BOTH);
  ImportOrgans(deps(), kReviewer, request).value();
}

void Suite::Reopen() {
  store.reset();
  store = OpenSqlite(folder.File("nianbao.db"), [] { return "log-of-the-test"; }).value();
}

std::string Suite::EtagNow(const std::string& name) const {
  const auto snapshot = store->FindFiling(name).value();
  return snapshot.has_value() ? snapshot->filing.etag() : "";
}

v1::SaveDraftRequest Suite::DraftRequest(const std::string& name, int received) {
  const FilingKey key = ParseFilingName(name).value();
  v1::SaveDraftRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(name);
  request.set_etag(EtagNow(name));
  *request.mutable_report() = Report(key.year, received, key.scope);
  return request;
}

v1::SubmitFilingRequest Suite::SubmitRequest(const std::string& name, int received) {
  const v1::SaveDraftRequest draft = DraftRequest(name, received);
  v1::SubmitFilingRequest request;
  request.set_request_id(draft.request_id());
  request.set_filing(name);
  request.set_etag(draft.etag());
  *request.mutable_report() = draft.report();
  return request;
}

v1::WithdrawFilingRequest Suite::WithdrawRequest(const std::string& name) {
  v1::WithdrawFilingRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(name);
  request.set_etag(EtagNow(name));
  return request;
}

v1::ReturnFilingRequest Suite::ReturnRequest(const std::string& name) {
  v1::ReturnFilingRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(name);
  request.set_etag(EtagNow(name));
  request.set_reason("请核对新收件数");
  return request;
}

v1::AcceptFilingRequest Suite::AcceptRequest(const std::string& name) {
  v1::AcceptFilingRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(name);
  request.set_etag(EtagNow(name));
  request.set_signed_off_by("分管负责人");
  return request;
}

v1::PublishFilingRequest Suite::PublishRequest(const std::string& name) {
  v1::PublishFilingRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(name);
  request.set_etag(EtagNow(name));
  request.mutable_publication()->set_url("https://www.example.gov.cn/zfxxgk/nb/2024.html");
  return request;
}

v1::RevokeFilingRequest Suite::RevokeRequest(const std::string& name) {
  v1::RevokeFilingRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(name);
  request.set_etag(EtagNow(name));
  request.set_reason("误报为本机关的年报");
  return request;
}

v1::BackloadFilingRequest Suite::BackloadRequest(const std::string& name, int received) {
  const v1::SaveDraftRequest draft = DraftRequest(name, received);
  v1::BackloadFilingRequest request;
  request.set_request_id(draft.request_id());
  request.set_filing(name);
  request.set_etag(draft.etag());
  *request.mutable_report() = draft.report();
  return request;
}

v1::LockYearRequest Suite::LockRequest(const std::string& node, int year) {
  v1::LockYearRequest request;
  request.set_request_id(NewRequestId());
  request.set_node(node);
  request.set_year(year);
  request.set_reason("年度报送结束");
  return request;
}

v1::UnlockYearRequest Suite::UnlockRequest(const std::string& node, int year) {
  v1::UnlockYearRequest request;
  request.set_request_id(NewRequestId());
  request.set_node(node);
  request.set_year(year);
  request.set_reason("需要更正");
  return request;
}

v1::SealNodeRequest Suite::SealRequest(const std::string& node, int year) {
  v1::SealNodeRequest request;
  request.set_request_id(NewRequestId());
  request.set_node(node);
  request.set_year(year);
  request.set_reason("汇总已定稿");
  return request;
}

v1::ExtendDeadlineRequest Suite::ExtendRequest(const std::string& name) {
  v1::ExtendDeadlineRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(name);
  request.set_etag(EtagNow(name));
  request.set_due_date("2025-02-14");
  request.set_reason("系统迁移");
  return request;
}

v1::Filing Suite::Draft(const std::string& name, int received) {
  return SaveDraft(deps(), kClerk, DraftRequest(name, received)).value().filing();
}

v1::Filing Suite::Submit(const std::string& name, int received, const std::string& correction_reason) {
  v1::SubmitFilingRequest request = SubmitRequest(name, received);
  request.set_correction_reason(correction_reason);
  return SubmitFiling(deps(), kClerk, request).value().filing();
}

v1::Filing Suite::Return(const std::string& name) {
  return ReturnFiling(deps(), kReviewer, ReturnRequest(name)).value().filing();
}

v1::Filing Suite::Accept(const std::string& name) {
  return AcceptFiling(deps(), kReviewer, AcceptRequest(name)).value().filing();
}

v1::Filing Suite::Publish(const std::string& name) {
  return PublishFiling(deps(), kClerk, PublishRequest(name)).value().filing();
}

v1::Filing Suite::Revoke(const std::string& name) {
  return RevokeFiling(deps(), kReviewer, RevokeRequest(name)).value().filing();
}

v1::Filing Suite::Backload(const std::string& name, int received) {
  return BackloadFiling(deps(), kReviewer, BackloadRequest(name, received)).value().filing();
}

v1::YearLock Suite::Lock(const std::string& node, int year, const std::vector<std::string>& exceptions) {
  v1::LockYearRequest request = LockRequest(node, year);
  for (const std::string& organ : exceptions) request.add_exceptions(organ);
  return LockYear(deps(), kReviewer, request).value().lock();
}

v1::YearLock Suite::Unlock(const std::string& node, int year) {
  return UnlockYear(deps(), kReviewer, UnlockRequest(node, year)).value().lock();
}

v1::YearLock Suite::Seal(const std::string& node, int year) {
  v1::SealNodeRequest request = SealRequest(node, year);
  request.set_allow_missing(true);
  return SealNode(deps(), kReviewer, request).value().lock();
}

}  // namespace nianbao::submission
