#include "tests/property/submission/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/digest/sm3.h"
#include "libs/status/error.h"
#include "tests/property/submission/reading.h"
#include "tests/property/submission/send.h"

namespace nianbao::submission {

using integration::Replica;
using v1::Revision;

namespace {

void CompareReport(const Revision& revision, const ReferenceModel::Report& report, int year) {
  const form::v1::AnnualReport expected = ReportOf(year, report.figure, report.quality);
  EXPECT_EQ(revision.report().requests().SerializeAsString(), expected.requests().SerializeAsString());
  EXPECT_EQ(revision.report().proactive_disclosure().SerializeAsString(),
            expected.proactive_disclosure().SerializeAsString());
}

void CompareFindings(const Revision& revision, const ReferenceModel::Findings& findings) {
  EXPECT_EQ(revision.verdict().error_count() > 0, findings.has_errors);
  EXPECT_EQ(revision.verdict().warning_count(), findings.warnings + findings.warnings_carried);
}

void CompareDocument(const Revision& revision, int document) {
  ASSERT_EQ(revision.documents_size(), document == 0 ? 0 : 1);
  if (document != 0) EXPECT_EQ(revision.documents(0).digest(), digest::Sm3Hex(DocumentOf(document)));
}

void CompareOpen(const Revision& revision, const ReferenceModel::Open& open, int year) {
  using State = ReferenceModel::Open::State;
  EXPECT_EQ(revision.number(), open.number);
  EXPECT_EQ(revision.state(), open.state == State::kDraft       ? Revision::STATE_DRAFT
                              : open.state == State::kSubmitted ? Revision::STATE_SUBMITTED
                                                                : Revision::STATE_RETURNED);
  EXPECT_EQ(revision.submitter(), open.submitter);
  EXPECT_EQ(revision.timeliness(), open.timeliness);
  ASSERT_EQ(!revision.explanations().empty(), open.explained);
  if (open.explained) EXPECT_EQ(!revision.explanations(0).refusal().empty(), open.explanation_refused);
  CompareFindings(revision, open.findings);
  CompareDocument(revision, open.document);
  CompareReport(revision, open.report, year);
}

void CompareEffective(const Revision& revision, const ReferenceModel::Effective& effective, int year) {
  EXPECT_EQ(revision.number(), effective.number);
  EXPECT_EQ(revision.state(), effective.published ? Revision::STATE_PUBLISHED : Revision::STATE_ACCEPTED);
  EXPECT_EQ(revision.submitter(), effective.submitter);
  EXPECT_EQ(revision.timeliness(), effective.timeliness);
  EXPECT_EQ(revision.backloaded(), effective.backloaded);
  CompareFindings(revision, effective.findings);
  CompareDocument(revision, effective.document);
  CompareReport(revision, effective.report, year);
}

// What a revision has is kept, be it withdrawn, corrected or revoked.
void CompareContent(Replica& replica, const std::string& filing, int document) {
  v1::GetDocumentRequest request;
  request.set_filing(filing);
  request.set_digest(digest::Sm3Hex(DocumentOf(document)));
  const auto shown = Read(replica.submission(), &v1::SubmissionService::Stub::GetDocument, request);
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->content(), DocumentOf(document));
}

}  // namespace

void CompareFiling(Replica& replica, const ReferenceModel& model, const std::string& name) {
  SCOPED_TRACE(name);
  v1::GetFilingRequest request;
  request.set_name(name);
  const auto shown = Read(replica.submission(), &v1::SubmissionService::Stub::GetFiling, request);
  const auto expected = model.filings().find(name);
  if (expected == model.filings().end()) {
    EXPECT_EQ(status::ReasonOf(shown.status()), "FILING_UNKNOWN");
    return;
  }
  ASSERT_TRUE(shown.ok()) << shown.status();
  const v1::Filing& filing = shown->filing();
  const ReferenceModel::Filing& kept = expected->second;
  EXPECT_EQ(filing.etag(), absl::StrCat("\"", kept.version, "\""));
  EXPECT_EQ(filing.deadline().due_date(), kept.due_date);
  ASSERT_EQ(filing.has_open_revision(), kept.open.has_value());
  if (kept.open.has_value()) CompareOpen(filing.open_revision(), *kept.open, filing.year());
  ASSERT_EQ(filing.has_effective_revision(), kept.effective.has_value());
  if (kept.effective.has_value()) CompareEffective(filing.effective_revision(), *kept.effective, filing.year());
  if (!kept.documents.empty()) CompareContent(replica, name, kept.documents.begin()->second);
}

void CompareLocks(Replica& replica, const ReferenceModel& model, int year) {
  v1::ListYearLocksRequest request;
  request.set_year(year);
  const auto shown = Read(replica.review(), &v1::ReviewService::Stub::ListYearLocks, request);
  ASSERT_TRUE(shown.ok()) << shown.status();
  std::map<std::string, std::string> locks;
  for (const v1::YearLock& lock : shown->locks()) {
    locks[lock.node()] = lock.kind() == v1::YearLock::KIND_SEALED ? "sealed" : absl::StrJoin(lock.exceptions(), " ");
  }
  std::map<std::string, std::string> expected;
  for (const auto& [place, lock] : model.locks()) {
    if (place.first == year) expected[place.second] = lock.sealed ? "sealed" : lock.exception;
  }
  EXPECT_EQ(locks, expected);
}

void CompareGrants(Replica& replica, const ReferenceModel& model) {
  const auto shown =
      Read(replica.grants(), &directory::v1::GrantService::Stub::ListGrants, directory::v1::ListGrantsRequest());
  ASSERT_TRUE(shown.ok()) << shown.status();
  std::set<std::pair<std::string, std::string>> grants;
  for (const auto& kept : shown->grants()) grants.emplace(kept.grant().subject(), kept.grant().node());
  EXPECT_EQ(grants, model.grants());
}

void CompareRules(Replica& replica, const ReferenceModel& model, const std::string& digest) {
  const auto shown =
      Read(replica.rulebook(), &v1::RulebookService::Stub::GetActiveRulebook, v1::GetActiveRulebookRequest());
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->digest(), digest);
  for (const validation::v1::Rule& rule : shown->rulebook().rules()) {
    const auto kept = model.rules().find(rule.id());
    if (kept == model.rules().end()) continue;
    EXPECT_EQ(rule.status() != validation::v1::Rule::STATUS_OFF, kept->second.is_on) << rule.id();
    EXPECT_EQ(rule.severity(), kept->second.severity) << rule.id();
  }
  if (model.rule_changes() > 0) {
    EXPECT_TRUE(absl::EndsWith(shown->rulebook().version(), absl::StrCat("+", model.rule_changes())))
        << shown->rulebook().version();
  }
}

}  // namespace nianbao::submission
