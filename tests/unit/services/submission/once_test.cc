#include "services/submission/domain/once.h"

#include <gtest/gtest.h>

#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

TEST(Once, GivesTheFirstAnswerAgainByteForByte) {
  Suite suite;
  const v1::SubmitFilingRequest request = suite.SubmitRequest(kEdu, 3);
  const std::string first = SubmitFiling(suite.deps(), kClerk, request).value().SerializeAsString();
  suite.Return(kEdu);
  suite.Submit(kEdu, 4);
  suite.Accept(kEdu);
  suite.Reopen();
  const int64_t head = suite.head();
  EXPECT_EQ(SubmitFiling(suite.deps(), kClerk, request).value().SerializeAsString(), first);
  EXPECT_EQ(suite.head(), head);
}

TEST(Once, LooksTheRequestUpBeforeEveryOtherCheck) {
  Suite suite;
  const v1::AcceptFilingRequest request = [&] {
    suite.Submit(kEdu, 3);
    return suite.AcceptRequest(kEdu);
  }();
  ASSERT_THAT(AcceptFiling(suite.deps(), kReviewer, request), IsOk());
  // By now the etag is stale and the state allows no acceptance.
  EXPECT_THAT(AcceptFiling(suite.deps(), kReviewer, request), IsOk());
}

TEST(Once, GivesTheAnswerOfTheSameRequestThatCameInBetween) {
  Suite suite;
  const v1::SaveDraftRequest request = suite.DraftRequest(kEdu, 3);
  std::string first;
  const auto overtaken = [&]() -> absl::StatusOr<Changeset> {
    first = SaveDraft(suite.deps(), kClerk, request).value().SerializeAsString();
    return FilingExists(kEdu, "\"4\"");
  };
  const auto second = Once<v1::SaveDraftResponse>(*suite.store, kClerk, "SaveDraft", request, overtaken);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->SerializeAsString(), first);
}

TEST(Once, RefusesARequestIdWithOtherContent) {
  Suite suite;
  v1::SaveDraftRequest request = suite.DraftRequest(kEdu, 3);
  ASSERT_THAT(SaveDraft(suite.deps(), kClerk, request), IsOk());
  request.mutable_report()->mutable_requests()->mutable_received()->set_natural_person(4);
  const int64_t head = suite.head();
  EXPECT_THAT(SaveDraft(suite.deps(), kClerk, request), IsRefused(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(suite.head(), head);
}

TEST(Once, KeepsRequestIdsOfCallersAndMethodsApart) {
  Suite suite;
  v1::SaveDraftRequest mine = suite.DraftRequest(kEdu, 3);
  mine.set_request_id("same");
  ASSERT_THAT(SaveDraft(suite.deps(), kClerk, mine), IsOk());
  v1::SaveDraftRequest theirs = suite.DraftRequest(kEdu, 4);
  theirs.set_request_id("same");
  EXPECT_THAT(SaveDraft(suite.deps(), {.name = "另一人"}, theirs), IsOk());
  v1::SubmitFilingRequest submit = suite.SubmitRequest(kEdu, 5);
  submit.set_request_id("same");
  EXPECT_THAT(SubmitFiling(suite.deps(), kClerk, submit), IsOk());
}

TEST(Once, RefusesACallerWithoutName) {
  Suite suite;
  const int64_t head = suite.head();
  EXPECT_THAT(SaveDraft(suite.deps(), Caller{}, suite.DraftRequest(kEdu, 3)),
              IsRefused(StatusCode::kUnauthenticated, "ACTOR_MISSING"));
  EXPECT_EQ(suite.head(), head);
}

TEST(Once, TakesABlankNameForNone) {
  Suite suite;
  EXPECT_THAT(SaveDraft(suite.deps(), {.name = " 　"}, suite.DraftRequest(kEdu, 3)),
              IsRefused(StatusCode::kUnauthenticated, "ACTOR_MISSING"));
}

TEST(Once, RefusesACallersNameThatIsNoPlainLine) {
  Suite suite;
  const int64_t head = suite.head();
  const std::string names[] = {"\xff\xfe",   "张\xe4\xb8",          "张三\n",    "张\t三", " 张三", "张三　",
                               "张三\u200b", std::string(129, 'x'), "张\u2028三"};
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    EXPECT_THAT(SaveDraft(suite.deps(), {.name = name}, suite.DraftRequest(kEdu, 3)),
                IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  }
  EXPECT_EQ(suite.head(), head);
  EXPECT_THAT(SaveDraft(suite.deps(), {.name = "欧阳 明·Müller"}, suite.DraftRequest(kEdu, 3)), IsOk());
  EXPECT_THAT(SaveDraft(suite.deps(), {.name = std::string(128, 'x')}, suite.DraftRequest(kEdu, 3)), IsOk());
}

TEST(Once, RefusesARequestIdThatIsEmptyOverlongOrNotPrintable) {
  Suite suite;
  v1::SaveDraftRequest request = suite.DraftRequest(kEdu, 3);
  for (const std::string& id : {std::string(), std::string(129, 'x'), std::string("a\nb"), std::string("a ")}) {
    request.set_request_id(id);
    EXPECT_THAT(SaveDraft(suite.deps(), kClerk, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  }
  request.set_request_id(std::string(128, 'x'));
  EXPECT_THAT(SaveDraft(suite.deps(), kClerk, request), IsOk());
}

}  // namespace
}  // namespace nianbao::submission
