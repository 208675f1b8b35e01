// What a locked and a sealed year refuse, and what they do not.
#include <gtest/gtest.h>

#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/backload_filing.h"
#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/explain_warning.h"
#include "services/submission/domain/extend_deadline.h"
#include "services/submission/domain/get_filing.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/list_year_locks.h"
#include "services/submission/domain/lock_year.h"
#include "services/submission/domain/publish_filing.h"
#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/revoke_filing.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/seal_node.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/unlock_year.h"
#include "services/submission/domain/withdraw_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

class YearLockTest : public testing::Test {
 protected:
  absl::Status Draft(const std::string& name) {
    return SaveDraft(suite_.deps(), kClerk, suite_.DraftRequest(name, 1)).status();
  }
  absl::Status Submit(const std::string& name) {
    v1::SubmitFilingRequest request = suite_.SubmitRequest(name, 1);
    request.set_correction_reason("更正");
    return SubmitFiling(suite_.deps(), kClerk, request).status();
  }
  absl::Status Withdraw(const std::string& name) {
    return WithdrawFiling(suite_.deps(), kClerk, suite_.WithdrawRequest(name)).status();
  }
  absl::Status Explain(const std::string& name) {
    v1::ExplainWarningRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_filing(name);
    request.set_etag(suite_.Filing(name).etag());
    v1::Explanation& explanation = *request.add_explanations();
    explanation.set_finding("late");
    explanation.set_text("系统迁移");
    return ExplainWarning(suite_.deps(), kClerk, request).status();
  }
  absl::Status Accept(const std::string& name) {
    return AcceptFiling(suite_.deps(), kReviewer, suite_.AcceptRequest(name)).status();
  }
  absl::Status Return(const std::string& name) {
    return ReturnFiling(suite_.deps(), kReviewer, suite_.ReturnRequest(name)).status();
  }
  void ExpectLocked(const absl::Status& status) {
    EXPECT_THAT(status, IsRefused(StatusCode::kFailedPrecondition, "YEAR_LOCKED"));
  }
  // Of the locks of a page.
  static std::vector<std::string> NodesOf(const v1::ListYearLocksResponse& page) {
    std::vector<std::string> nodes;
    for (const v1::YearLock& lock : page.locks()) nodes.push_back(lock.node());
    return nodes;
  }
  std::vector<v1::YearLock> LocksOf(int year) { return suite_.store->ListYearLocks(year)->locks; }

  Suite suite_;
};

TEST_F(YearLockTest, RefusesWhatFilersChange) {
  suite_.validator.Find("late", finding::v1::SEVERITY_WARNING);
  suite_.Draft(kEdu, 1);
  suite_.validator.verdict = {};
  suite_.Submit(kParkOwn, 1);
  suite_.Accept(kParkOwn);
  suite_.Lock("", 2024);
  const int64_t head = suite_.head();
  ExpectLocked(Draft(kEdu));
  ExpectLocked(Submit(kEdu));
  ExpectLocked(Explain(kEdu));
  ExpectLocked(Withdraw(kEdu));
  ExpectLocked(Submit(kParkOwn));
  ExpectLocked(Draft("organs/city/filings/2024-rollup"));
  EXPECT_EQ(suite_.head(), head);
}

TEST_F(YearLockTest, SaysWhoLockedItAndWhy) {
  const int64_t before = suite_.head();
  const v1::YearLock lock = suite_.Lock("organs/city", 2024, {"organs/park"});
  EXPECT_EQ(lock.author(), "审核人");
  const absl::Status status = Draft(kEdu);
  EXPECT_EQ(status::MetaOf(status, "lockedBy"), "审核人");
  EXPECT_EQ(status::MetaOf(status, "reason"), "年度报送结束");
  EXPECT_EQ(status::MetaOf(status, "node"), "organs/city");
  EXPECT_EQ(status::MetaOf(status, "kind"), "locked");
  EXPECT_THAT(status::ChineseOf(status),
              testing::HasSubstr("2024 年度的年报已由 审核人 于 2025-01-15 锁定（理由：年度报送结束）"));
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  const v1::YearLockChange& change = records[0].event().year_lock();
  EXPECT_EQ(change.year(), 2024);
  EXPECT_EQ(change.node(), "organs/city");
  EXPECT_EQ(change.from(), v1::YearLock::KIND_UNSPECIFIED);
  EXPECT_EQ(change.to(), v1::YearLock::KIND_LOCKED);
  EXPECT_EQ(change.reason(), "年度报送结束");
  EXPECT_THAT(change.exceptions(), ElementsAre("organs/park"));
}

TEST_F(YearLockTest, LetsWhatWasSubmittedBeforeBeReviewed) {
  suite_.Submit(kEdu, 1);
  suite_.Submit(kParkOwn, 1);
  suite_.Lock("", 2024);
  EXPECT_THAT(Accept(kEdu), IsOk());
  EXPECT_THAT(Return(kParkOwn), IsOk());
  EXPECT_THAT(PublishFiling(suite_.deps(), kClerk, suite_.PublishRequest(kEdu)), IsOk());
  EXPECT_THAT(RevokeFiling(suite_.deps(), kReviewer, suite_.RevokeRequest(kEdu)), IsOk());
  EXPECT_THAT(ExtendDeadline(suite_.deps(), kReviewer, suite_.ExtendRequest(kEdu)), IsOk());
  v1::GetFilingRequest read;
  read.set_name(kEdu);
  EXPECT_THAT(GetFiling(*suite_.store, read), IsOk());
}

TEST_F(YearLockTest, IsOfOneYearAndOneSubtree) {
  suite_.Lock("organs/park", 2024);
  ExpectLocked(Draft(kParkOwn));
  ExpectLocked(Draft("organs/park/filings/2024-rollup"));
  EXPECT_THAT(Draft(kEdu), IsOk());
  EXPECT_THAT(Draft("organs/park/filings/2025-own"), IsOk());
  suite_.Lock("organs/city", 2025);
  ExpectLocked(Draft("organs/park/filings/2025-own"));
}

TEST_F(YearLockTest, DoesNotHoldForItsExceptionsButThoseOfOneLockOpenNoOther) {
  suite_.Lock("organs/city", 2024, {"organs/edu"});
  EXPECT_THAT(Draft(kEdu), IsOk());
  ExpectLocked(Draft(kParkOwn));
  suite_.Lock("", 2024);
  ExpectLocked(Draft(kEdu));
}

TEST_F(YearLockTest, IsReplacedAtItsNode) {
  suite_.Lock("organs/city", 2024);
  suite_.Lock("organs/city", 2024, {"organs/edu"});
  ASSERT_EQ(LocksOf(2024).size(), 1u);
  EXPECT_THAT(Draft(kEdu), IsOk());
}

TEST_F(YearLockTest, IsLiftedWhereItStands) {
  suite_.Lock("", 2024);
  suite_.Lock("organs/city", 2024);
  EXPECT_EQ(suite_.Unlock("organs/city", 2024).kind(), v1::YearLock::KIND_LOCKED);
  ExpectLocked(Draft(kEdu));
  const int64_t before = suite_.head();
  suite_.Unlock("", 2024);
  const v1::YearLockChange change = suite_.EventsAfter(before).at(0).event().year_lock();
  EXPECT_EQ(change.from(), v1::YearLock::KIND_LOCKED);
  EXPECT_EQ(change.to(), v1::YearLock::KIND_UNSPECIFIED);
  EXPECT_EQ(change.reason(), "需要更正");
  EXPECT_THAT(Draft(kEdu), IsOk());
  EXPECT_THAT(LocksOf(2024), IsEmpty());
  EXPECT_THAT(UnlockYear(suite_.deps(), kReviewer, suite_.UnlockRequest("", 2024)),
              IsRefused(StatusCode::kNotFound, "LOCK_UNKNOWN"));
}

TEST_F(YearLockTest, OutlivesTheProgram) {
  suite_.Lock("organs/city", 2024);
  suite_.Reopen();
  ExpectLocked(Draft(kEdu));
  v1::ListYearLocksRequest request;
  request.set_year(2024);
  const auto response = ListYearLocks(*suite_.store, request);
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->locks_size(), 1);
  EXPECT_EQ(response->locks(0).reason(), "年度报送结束");
  request.set_year(1999);
  EXPECT_THAT(ListYearLocks(*suite_.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(YearLockTest, IsListedPageByPage) {
  for (const char* node : {"organs/park", "", "organs/edu", "organs/city"}) suite_.Lock(node, 2024);
  suite_.Lock("organs/city", 2023);
  suite_.Unlock("organs/edu", 2024);
  v1::ListYearLocksRequest request;
  request.set_year(2024);
  for (const int size : {0, 1, 2, 3, 4}) {
    request.set_page_size(size);
    request.clear_page_token();
    std::vector<std::string> nodes;
    do {
      const auto page = ListYearLocks(*suite_.store, request);
      ASSERT_THAT(page, IsOk());
      EXPECT_THAT(page->locks(), testing::SizeIs(testing::Le(size == 0 ? 3 : size)));
      EXPECT_THAT(page->locks(), Not(IsEmpty())) << "no page without locks comes after one that is full";
      for (const std::string& node : NodesOf(*page)) nodes.push_back(node);
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    EXPECT_THAT(nodes, ElementsAre("", "organs/city", "organs/park")) << size;
  }
}

TEST_F(YearLockTest, IsListedAfterOneThatWasLiftedMeanwhile) {
  for (const char* node : {"", "organs/city", "organs/park"}) suite_.Lock(node, 2024);
  v1::ListYearLocksRequest request;
  request.set_year(2024);
  request.set_page_size(2);
  request.set_page_token(ListYearLocks(*suite_.store, request)->next_page_token());
  suite_.Unlock("organs/city", 2024);
  EXPECT_THAT(NodesOf(ListYearLocks(*suite_.store, request).value()), ElementsAre("organs/park"));
}

TEST_F(YearLockTest, IsListedOnPagesThatFitAMessageHoweverManyExceptionsThereAre) {
  constexpr size_t kPageBytesMax = (1 << 20) + 100;
  directory::v1::ImportOrgansRequest roster;
  roster.set_request_id(suite_.NewRequestId());
  std::vector<std::string> nodes;
  for (int i = 10; i < 40; ++i) {
    *roster.add_organs() = Organ(absl::StrCat(std::string(61, 'x'), i));
    nodes.push_back(roster.organs().rbegin()->name());
  }
  ASSERT_THAT(ImportOrgans(suite_.deps(), kReviewer, roster), IsOk());
  for (const std::string& node : nodes) suite_.Lock(node, 2024, std::vector<std::string>(1000, node));
  v1::ListYearLocksRequest request;
  request.set_year(2024);
  std::vector<std::string> listed;
  int pages = 0;
  do {
    const auto page = ListYearLocks(*suite_.store, request);
    ASSERT_THAT(page, IsOk());
    EXPECT_LT(page->ByteSizeLong(), kPageBytesMax);
    for (const std::string& node : NodesOf(*page)) listed.push_back(node);
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, nodes);
  EXPECT_EQ(pages, 3);
}

TEST_F(YearLockTest, IsNotListedAfterATokenOfAnotherList) {
  for (const char* node : {"", "organs/city"}) suite_.Lock(node, 2024);
  v1::ListYearLocksRequest request;
  request.set_year(2024);
  request.set_page_size(1);
  const std::string token = ListYearLocks(*suite_.store, request)->next_page_token();
  ASSERT_NE(token, "");
  request.set_year(2023);
  for (const std::string& other :
       {token, std::string("x"), std::string("2023"), std::string("2023:x"), std::string("2023:organs/city:2")}) {
    request.set_page_token(other);
    EXPECT_THAT(ListYearLocks(*suite_.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"))
        << other;
  }
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_THAT(ListYearLocks(*suite_.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(YearLockTest, HoldsForAChangeThatWasUnderWayWhenItCame) {
  bool locked = false;
  suite_.validator.before_answer = [&] {
    if (!std::exchange(locked, true)) suite_.Lock("", 2024);
  };
  ExpectLocked(Submit(kEdu));
  EXPECT_EQ(suite_.store->FindFiling(kEdu).value(), std::nullopt);
}

TEST_F(YearLockTest, OfAnotherSubtreeDoesNotDisturbAChangeUnderWay) {
  bool locked = false;
  suite_.validator.before_answer = [&] {
    if (!std::exchange(locked, true)) suite_.Lock("organs/park", 2024);
  };
  EXPECT_THAT(Submit(kEdu), IsOk());
}

TEST_F(YearLockTest, RefusesWhatIsNoReasonNoNodeNoYearAndNoExceptionOfTheSubtree) {
  const auto expect = [&](const v1::LockYearRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(LockYear(suite_.deps(), kReviewer, request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  };
  v1::LockYearRequest request = suite_.LockRequest("organs/park", 2024);
  request.set_reason(" ");
  expect(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  for (const char* organ : {"organs/edu", "organs/nobody", ""}) {
    request = suite_.LockRequest("organs/park", 2024);
    request.add_exceptions(organ);
    expect(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
  request = suite_.LockRequest("organs/park", 2024);
  for (int i = 0; i < 1001; ++i) request.add_exceptions("organs/park");
  expect(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  expect(suite_.LockRequest("organs/park", 1999), StatusCode::kInvalidArgument, "FIELD_INVALID");
  expect(suite_.LockRequest("organs/nobody", 2024), StatusCode::kNotFound, "ORGAN_UNKNOWN");
  v1::UnlockYearRequest unlock = suite_.UnlockRequest("organs/park", 2024);
  suite_.Lock("organs/park", 2024);
  unlock.clear_reason();
  EXPECT_THAT(UnlockYear(suite_.deps(), kReviewer, unlock), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

class SealTest : public YearLockTest {
 protected:
  absl::StatusOr<v1::SealNodeResponse> Seal(const std::string& node, bool allow_missing = false) {
    v1::SealNodeRequest request = suite_.SealRequest(node, 2024);
    request.set_allow_missing(allow_missing);
    return SealNode(suite_.deps(), kReviewer, request);
  }
};

TEST_F(SealTest, RefusesEveryChangeButPublications) {
  suite_.Submit(kEdu, 1);
  suite_.Accept(kEdu);
  suite_.Submit(kParkOwn, 1);
  suite_.Seal("organs/city", 2024);
  const int64_t head = suite_.head();
  ExpectLocked(Submit(kEdu));
  ExpectLocked(Withdraw(kParkOwn));
  ExpectLocked(Accept(kParkOwn));
  ExpectLocked(Return(kParkOwn));
  ExpectLocked(RevokeFiling(suite_.deps(), kReviewer, suite_.RevokeRequest(kEdu)).status());
  ExpectLocked(ExtendDeadline(suite_.deps(), kReviewer, suite_.ExtendRequest(kEdu)).status());
  EXPECT_EQ(suite_.head(), head);
  EXPECT_THAT(PublishFiling(suite_.deps(), kClerk, suite_.PublishRequest(kEdu)), IsOk());
  EXPECT_EQ(status::MetaOf(Submit(kEdu), "kind"), "sealed");
}

TEST_F(SealTest, NeedsAllThatIsDueToBeAccepted) {
  suite_.Submit(kParkOwn, 1);
  suite_.Accept(kParkOwn);
  const absl::Status refused = Seal("organs/park").status();
  EXPECT_THAT(refused, IsRefused(StatusCode::kFailedPrecondition, "SEAL_INCOMPLETE"));
  EXPECT_EQ(status::MetaOf(refused, "missingCount"), "1") << "its roll-up";
  suite_.Submit("organs/park/filings/2024-rollup", 1);
  EXPECT_THAT(Seal("organs/park"), IsRefused(StatusCode::kFailedPrecondition, "SEAL_INCOMPLETE")) << "submitted only";
  suite_.Accept("organs/park/filings/2024-rollup");
  const auto sealed = Seal("organs/park");
  ASSERT_THAT(sealed, IsOk());
  EXPECT_EQ(sealed->lock().missing_count(), 0);
  EXPECT_THAT(Draft(kEdu), IsOk()) << "above nothing is sealed";
}

TEST_F(SealTest, SaysWhatIsMissingWhereThatIsAllowed) {
  const int64_t before = suite_.head();
  const auto sealed = Seal("organs/city", true);
  ASSERT_THAT(sealed, IsOk());
  EXPECT_THAT(sealed->missing(),
              ElementsAre("organs/city/filings/2024-rollup", kEdu, kParkOwn, "organs/park/filings/2024-rollup"));
  const v1::YearLockChange change = suite_.EventsAfter(before).at(0).event().year_lock();
  EXPECT_EQ(change.to(), v1::YearLock::KIND_SEALED);
  EXPECT_EQ(change.missing_count(), 4);
}

TEST_F(SealTest, AsksForWhatTheListOfTheYearExpects) {
  directory::v1::ChangeOrganRequest merge;
  merge.set_request_id(suite_.NewRequestId());
  merge.set_effective_day("2025-01-10");
  merge.set_reason("机构改革");
  merge.mutable_merge()->add_organs("organs/edu");
  merge.mutable_merge()->mutable_into()->set_name("organs/park");
  ASSERT_THAT(ChangeOrgan(suite_.deps(), kReviewer, merge), IsOk());
  const auto sealed = Seal("organs/city", true);
  ASSERT_THAT(sealed, IsOk());
  EXPECT_THAT(sealed->missing(), testing::Contains(kEdu)) << "it is gone since, but owes the report on 2024";
}

TEST_F(SealTest, TakesTheLocksPlaceAndIsReplacedByNothing) {
  suite_.Lock("organs/city", 2024, {"organs/edu"});
  ASSERT_THAT(Seal("organs/city", true), IsOk());
  ExpectLocked(Draft(kEdu));
  ExpectLocked(Seal("organs/city", true).status());
  ExpectLocked(LockYear(suite_.deps(), kReviewer, suite_.LockRequest("organs/city", 2024)).status());
  EXPECT_EQ(suite_.Unlock("organs/city", 2024).kind(), v1::YearLock::KIND_SEALED);
  EXPECT_THAT(Draft(kEdu), IsOk());
}

TEST_F(SealTest, HoldsBesideALockAboveThatMakesAnException) {
  suite_.Lock("organs/city", 2024, {"organs/park"});
  suite_.Seal("organs/park", 2024);
  ExpectLocked(Draft(kParkOwn));
}

TEST_F(SealTest, RefusesWithoutNodeAndWithoutReason) {
  EXPECT_THAT(Seal(""), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Seal("organs/nobody"), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  v1::SealNodeRequest request = suite_.SealRequest("organs/city", 2024);
  request.clear_reason();
  EXPECT_THAT(SealNode(suite_.deps(), kReviewer, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

}  // namespace
}  // namespace nianbao::submission
