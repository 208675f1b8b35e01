#include "services/submission/domain/batch_submit_filings.h"

#include <gtest/gtest.h>

#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kCity[] = "organs/city/filings/2024-rollup";

class BatchSubmitFilingsTest : public testing::Test {
 protected:
  absl::StatusOr<v1::BatchSubmitFilingsResponse> Submit(const v1::BatchSubmitFilingsRequest& request,
                                                        absl::Time deadline = absl::InfiniteFuture()) {
    return BatchSubmitFilings(suite_.deps(), kClerk, request, deadline);
  }

  void Add(const v1::SubmitFilingRequest& item, v1::BatchSubmitFilingsRequest& request) {
    *request.add_requests() = item;
    request.mutable_requests()->rbegin()->clear_request_id();
  }

  v1::BatchSubmitFilingsRequest RequestFor(const std::vector<std::string>& filings) {
    v1::BatchSubmitFilingsRequest request;
    request.set_request_id(suite_.NewRequestId());
    for (const std::string& filing : filings) Add(suite_.SubmitRequest(filing, 3), request);
    return request;
  }

  // A refusal that changes nothing.
  absl::Status Refusal(const v1::BatchSubmitFilingsRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    const absl::Status refusal = Submit(request).status();
    EXPECT_THAT(refusal, IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
    return refusal;
  }

  Suite suite_;
};

// "REASON subject" for each violation.
std::vector<std::string> Violations(const absl::Status& status) {
  google::rpc::PreconditionFailure failure;
  if (const auto payload = status.GetPayload("type.googleapis.com/google.rpc.PreconditionFailure")) {
    failure.ParseFromString(std::string(*payload));
  }
  std::vector<std::string> violations;
  for (const auto& violation : failure.violations()) violations.push_back(violation.type() + " " + violation.subject());
  return violations;
}

std::vector<std::string> FieldsOf(const absl::Status& status) {
  google::rpc::BadRequest bad_request;
  if (const auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest")) {
    bad_request.ParseFromString(std::string(*payload));
  }
  std::vector<std::string> fields;
  for (const auto& violation : bad_request.field_violations()) fields.push_back(violation.field());
  return fields;
}

TEST_F(BatchSubmitFilingsTest, SubmitsAllInOneChangeInTheirOrder) {
  suite_.Draft(kParkOwn, 7);
  v1::BatchSubmitFilingsRequest request = RequestFor({kParkOwn, kEdu, kCity});
  request.mutable_requests(0)->clear_report();
  const int64_t before = suite_.head();
  const auto response = Submit(request);
  ASSERT_THAT(response, IsOk());
  std::vector<std::string> submitted;
  for (const v1::EventRecord& record : suite_.EventsAfter(before)) {
    EXPECT_EQ(record.event().request_id(), request.request_id());
    EXPECT_EQ(record.event().actor().name(), kClerk.name);
    submitted.push_back(record.event().filing().filing());
  }
  EXPECT_THAT(submitted, ElementsAre(kParkOwn, kEdu, kCity));
  EXPECT_EQ(response->token().sequence(), suite_.head());
  ASSERT_EQ(response->filings_size(), 3);
  for (int i = 0; i < 3; ++i) {
    const v1::Filing standing = suite_.Filing(request.requests(i).filing());
    EXPECT_EQ(response->filings(i).name(), standing.name());
    EXPECT_EQ(response->filings(i).etag(), standing.etag());
    EXPECT_EQ(standing.open_revision().state(), v1::Revision::STATE_SUBMITTED);
    EXPECT_FALSE(response->filings(i).open_revision().has_report());
  }
  EXPECT_EQ(suite_.Filing(kParkOwn).open_revision().report().requests().received().natural_person(), 7);
}

TEST_F(BatchSubmitFilingsTest, StoresWhatTheSingleCallStores) {
  Suite alone;
  v1::SubmitFilingRequest single = alone.SubmitRequest(kEdu, 3);
  ASSERT_THAT(SubmitFiling(alone.deps(), kClerk, single), IsOk());
  ASSERT_THAT(Submit(RequestFor({kEdu})), IsOk());
  EXPECT_EQ(suite_.Filing(kEdu).SerializeAsString(), alone.Filing(kEdu).SerializeAsString());
}

TEST_F(BatchSubmitFilingsTest, NamesEveryItemThatIsRefusedAndSubmitsNone) {
  suite_.Submit(kParkOwn, 3);
  v1::BatchSubmitFilingsRequest request =
      RequestFor({"organs/nobody/filings/2024-own", kEdu, kParkOwn, kCity, "organs/park/filings/2023-own"});
  request.mutable_requests(3)->set_etag("\"1\"");
  int asked = 0;
  suite_.validator.before_answer = [&] {
    suite_.validator.verdict.clear_findings();
    // The second question is about the last item: those between are refused before.
    if (++asked == 2) suite_.validator.Find("row-sum", finding::v1::SEVERITY_ERROR);
  };
  const absl::Status refusal = Refusal(request, StatusCode::kFailedPrecondition, "ITEMS_REFUSED");
  EXPECT_THAT(Violations(refusal), ElementsAre("ORGAN_UNKNOWN requests[0]", "STATE_NOT_ALLOWED requests[2]",
                                               "FILING_UNKNOWN requests[3]", "REPORT_HAS_ERRORS requests[4]"));
  EXPECT_EQ(status::MetaOf(refusal, "failedCount"), "4");
  EXPECT_THAT(status::ChineseOf(refusal),
              HasSubstr("5 份年报中有 4 份不能报送，因此全部没有报送。第 1 份：名册中没有"));
  EXPECT_FALSE(suite_.store->FindFiling(kEdu)->has_value());
}

TEST_F(BatchSubmitFilingsTest, NamesMoreRefusedItemsThanViolationsCanHold) {
  v1::BatchSubmitFilingsRequest request = RequestFor({kEdu});
  for (int year = 2023; year <= 2060; ++year) {
    v1::SubmitFilingRequest wrong = suite_.SubmitRequest("organs/park/filings/" + std::to_string(year) + "-own", 3);
    if (year == 2030) {
      wrong.mutable_report()->set_year(2022);
    } else {
      wrong.set_filing("organs/nobody/filings/" + std::to_string(year) + "-own");
    }
    Add(wrong, request);
  }
  const absl::Status refusal = Refusal(request, StatusCode::kFailedPrecondition, "ITEMS_REFUSED");
  EXPECT_EQ(Violations(refusal).size(), 20u);
  EXPECT_EQ(status::MetaOf(refusal, "omitted"), "18");
  EXPECT_EQ(status::MetaOf(refusal, "failedCount"), "38");
  EXPECT_EQ(status::MetaOf(refusal, "failed1"), "ORGAN_UNKNOWN 1-7,9-38");
  EXPECT_EQ(status::MetaOf(refusal, "failed2"), "REPORT_MISMATCH 8");
}

TEST_F(BatchSubmitFilingsTest, ARefusalDoesNotUseUpTheRequestId) {
  v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  suite_.Lock("organs/park", 2024);
  (void)Refusal(request, StatusCode::kFailedPrecondition, "ITEMS_REFUSED");
  suite_.Unlock("organs/park", 2024);
  EXPECT_THAT(Submit(request), IsOk());
}

TEST_F(BatchSubmitFilingsTest, GivesTheFirstAnswerAgain) {
  const v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  const auto first = Submit(request);
  ASSERT_THAT(first, IsOk());
  suite_.Return(kEdu);
  const int64_t head = suite_.head();
  EXPECT_EQ(Submit(request)->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(suite_.head(), head);
}

TEST_F(BatchSubmitFilingsTest, RefusesItsRequestIdWithOtherContent) {
  v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  ASSERT_THAT(Submit(request), IsOk());
  request.mutable_requests()->RemoveLast();
  (void)Refusal(request, StatusCode::kInvalidArgument, "REQUEST_ID_REUSED");
}

TEST_F(BatchSubmitFilingsTest, RefusesNoneAndTooMany) {
  EXPECT_THAT(FieldsOf(Refusal(RequestFor({}), StatusCode::kInvalidArgument, "FIELD_INVALID")),
              ElementsAre("requests"));
  v1::BatchSubmitFilingsRequest request = RequestFor({});
  for (int i = 0; i <= 1000; ++i) request.add_requests()->set_filing("organs/o" + std::to_string(i));
  EXPECT_THAT(FieldsOf(Refusal(request, StatusCode::kInvalidArgument, "FIELD_INVALID")), ElementsAre("requests"));
}

TEST_F(BatchSubmitFilingsTest, RefusesAFilingTwiceAndRequestIdsOfItems) {
  v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn, kEdu});
  request.mutable_requests(1)->set_request_id("r-own");
  request.mutable_requests(1)->set_validate_only(true);
  EXPECT_THAT(FieldsOf(Refusal(request, StatusCode::kInvalidArgument, "FIELD_INVALID")),
              ElementsAre("requests[1].request_id", "requests[1].validate_only", "requests[2].filing"));
}

TEST_F(BatchSubmitFilingsTest, SubmitsNothingThatItsAnswerCouldNotHold) {
  constexpr int kExplanations = 300;
  const std::string text(2000, 'x');
  for (int i = 0; i < kExplanations; ++i) {
    suite_.validator.Find("w" + std::to_string(i), finding::v1::SEVERITY_WARNING);
  }
  v1::BatchSubmitFilingsRequest request = RequestFor({});
  for (int year = 2021; year <= 2060; ++year) {
    v1::SubmitFilingRequest item = suite_.SubmitRequest("organs/edu/filings/" + std::to_string(year) + "-own", 3);
    for (int i = 0; i < kExplanations; ++i) {
      v1::Explanation& explanation = *item.add_explanations();
      explanation.set_finding("w" + std::to_string(i));
      explanation.set_text(text);
    }
    Add(item, request);
  }
  (void)Refusal(request, StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE");
  request.mutable_requests()->DeleteSubrange(0, 20);
  EXPECT_THAT(Submit(request), IsOk());
}

TEST_F(BatchSubmitFilingsTest, SubmitsNothingThatTakesTooMuchUntilItIsCommitted) {
  // Each takes its text twice: in the filing as it will stand, and in the revision.
  constexpr int kCount = 40;
  constexpr size_t kTextBytes = 4 << 20;
  v1::BatchSubmitFilingsRequest request = RequestFor({});
  for (int i = 0; i < kCount; ++i) {
    Add(suite_.SubmitRequest("organs/edu/filings/" + std::to_string(2021 + i) + "-own", 3), request);
    request.mutable_requests(i)->mutable_report()->mutable_narrative()->set_overview(std::string(kTextBytes, 'x'));
  }
  const absl::Status refusal = Refusal(request, StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE");
  EXPECT_THAT(std::string(refusal.message()), HasSubstr("requests: got more than"));
  EXPECT_EQ(status::MetaOf(refusal, "bytesMax"), std::to_string(256 << 20));
}

TEST_F(BatchSubmitFilingsTest, AsksToComeAgainWhenTheRulesCannotBeAsked) {
  const v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  int asked = 0;
  suite_.validator.before_answer = [&] { ++asked; };
  suite_.validator.failure = absl::UnavailableError("down");
  const absl::Status refusal = Refusal(request, StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE");
  EXPECT_TRUE(refusal.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  EXPECT_EQ(asked, 1) << "they would be away for the next one too";
}

TEST_F(BatchSubmitFilingsTest, SubmitsNothingWhenTimeIsOver) {
  const v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  const int64_t head = suite_.head();
  EXPECT_THAT(Submit(request, absl::Now()), IsRefused(StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
  EXPECT_EQ(suite_.head(), head);
  EXPECT_THAT(Submit(request, absl::Now() + absl::Hours(1)), IsOk());
}

TEST_F(BatchSubmitFilingsTest, SubmitsNothingWhenTimeIsOverBeforeTheLastIsDecided) {
  const v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  const int64_t head = suite_.head();
  const absl::Time deadline = absl::Now() + absl::Milliseconds(100);
  suite_.validator.before_answer = [&] {
    while (absl::Now() < deadline) std::this_thread::yield();
  };
  EXPECT_THAT(Submit(request, deadline), IsRefused(StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
  EXPECT_EQ(suite_.head(), head);
}

TEST_F(BatchSubmitFilingsTest, DecidesAnewWhenAFilingWasChangedMeanwhileAndNamesIt) {
  const v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn, kCity});
  int asked = 0;
  suite_.validator.before_answer = [&] {
    // After the first two were decided on somebody else begins them.
    if (++asked != 3) return;
    const Caller other = {.name = "另一填报人"};
    ASSERT_THAT(SaveDraft(suite_.deps(), other, suite_.DraftRequest(kEdu, 5)), IsOk());
    ASSERT_THAT(SaveDraft(suite_.deps(), other, suite_.DraftRequest(kParkOwn, 5)), IsOk());
  };
  const absl::Status refusal = Submit(request).status();
  EXPECT_THAT(refusal, IsRefused(StatusCode::kFailedPrecondition, "ITEMS_REFUSED"));
  EXPECT_THAT(Violations(refusal), ElementsAre("FILING_EXISTS requests[0]", "FILING_EXISTS requests[1]"));
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().state(), v1::Revision::STATE_DRAFT);
  EXPECT_FALSE(suite_.store->FindFiling(kCity)->has_value());
}

TEST_F(BatchSubmitFilingsTest, DecidesAnewWhenAYearIsLockedMeanwhile) {
  const v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  bool locked = false;
  suite_.validator.before_answer = [&] {
    if (!std::exchange(locked, true)) suite_.Lock("organs/edu", 2024);
  };
  const absl::Status refusal = Submit(request).status();
  EXPECT_THAT(refusal, IsRefused(StatusCode::kFailedPrecondition, "ITEMS_REFUSED"));
  EXPECT_THAT(Violations(refusal), ElementsAre("YEAR_LOCKED requests[0]"));
}

TEST_F(BatchSubmitFilingsTest, ComparesTextsOfOneBatchWithEachOther) {
  v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn, kCity});
  *request.mutable_requests(0)->mutable_report()->mutable_narrative() = Prose(1);
  *request.mutable_requests(1)->mutable_report()->mutable_narrative() = Prose(2);
  *request.mutable_requests(2)->mutable_report()->mutable_narrative() = Prose(1);
  ASSERT_THAT(Submit(request), IsOk());
  const validation::v1::Context& context = suite_.validator.context_seen;
  ASSERT_EQ(context.companions_size(), 1);
  EXPECT_EQ(context.companions(0).organ(), "organs/edu");
  EXPECT_EQ(context.companions(0).narrative().overview(), Prose(1).overview());
}

TEST_F(BatchSubmitFilingsTest, ComparesWithThoseThatShareMostWhereverTheyAre) {
  directory::v1::ImportOrgansRequest roster;
  roster.set_request_id("more");
  for (const std::string id : {"a", "b", "c", "d"}) *roster.add_organs() = Organ(id);
  ASSERT_THAT(ImportOrgans(suite_.deps(), kReviewer, roster), IsOk());
  form::v1::Narrative half_alike = Prose(1);
  half_alike.mutable_overview()->append(Prose(2).overview().substr(0, 150));
  for (const std::string id : {"a", "b", "c"}) {
    v1::SubmitFilingRequest standing = suite_.SubmitRequest("organs/" + id + "/filings/2024-own", 3);
    *standing.mutable_report()->mutable_narrative() = half_alike;
    ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, standing), IsOk());
  }
  v1::BatchSubmitFilingsRequest request = RequestFor({"organs/d/filings/2024-own", kEdu});
  for (v1::SubmitFilingRequest& item : *request.mutable_requests()) {
    *item.mutable_report()->mutable_narrative() = Prose(1);
  }
  ASSERT_THAT(Submit(request), IsOk());
  std::vector<std::string> organs;
  for (const auto& companion : suite_.validator.context_seen.companions()) organs.push_back(companion.organ());
  EXPECT_THAT(organs, ElementsAre("organs/d", "organs/a", "organs/b"));
}

TEST_F(BatchSubmitFilingsTest, ComparesNoTextWithThoseOfOtherYearsAndOfTheOrganItself) {
  v1::BatchSubmitFilingsRequest request =
      RequestFor({"organs/edu/filings/2023-own", "organs/park/filings/2024-rollup", kParkOwn});
  for (v1::SubmitFilingRequest& item : *request.mutable_requests()) {
    *item.mutable_report()->mutable_narrative() = Prose(1);
  }
  ASSERT_THAT(Submit(request), IsOk());
  EXPECT_THAT(suite_.validator.context_seen.companions(), IsEmpty());
}

TEST_F(BatchSubmitFilingsTest, ComparesNoTextWithOneThatTheBatchReplaces) {
  v1::SubmitFilingRequest before = suite_.SubmitRequest(kEdu, 3);
  *before.mutable_report()->mutable_narrative() = Prose(1);
  ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, before), IsOk());
  suite_.Accept(kEdu);
  v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  request.mutable_requests(0)->set_correction_reason("文字有误");
  *request.mutable_requests(0)->mutable_report()->mutable_narrative() = Prose(2);
  *request.mutable_requests(1)->mutable_report()->mutable_narrative() = Prose(1);
  ASSERT_THAT(Submit(request), IsOk());
  EXPECT_THAT(suite_.validator.context_seen.companions(), IsEmpty());
}

TEST_F(BatchSubmitFilingsTest, KeepsTheDocumentsOfEach) {
  v1::BatchSubmitFilingsRequest request = RequestFor({kEdu, kParkOwn});
  for (v1::SubmitFilingRequest& item : *request.mutable_requests()) {
    v1::Attachment& attachment = *item.add_attachments();
    attachment.set_name("report.txt");
    attachment.set_media_type("text/plain");
    attachment.set_content(item.filing());
  }
  ASSERT_THAT(Submit(request), IsOk());
  for (const std::string filing : {kEdu, kParkOwn}) {
    const v1::Filing standing = suite_.Filing(filing);
    ASSERT_EQ(standing.open_revision().documents_size(), 1);
    EXPECT_EQ(suite_.store->FindDocument(standing.open_revision().documents(0).digest())->value(), filing);
  }
}

}  // namespace
}  // namespace nianbao::submission
