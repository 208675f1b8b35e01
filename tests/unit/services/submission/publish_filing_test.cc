#include "services/submission/domain/publish_filing.h"

#include <gtest/gtest.h>

#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using v1::Revision;

class PublishFilingTest : public testing::Test {
 protected:
  PublishFilingTest() {
    suite_.Submit(kEdu, 3);
    suite_.Accept(kEdu);
  }

  absl::StatusOr<v1::PublishFilingResponse> Publish(const v1::PublishFilingRequest& request) {
    return PublishFiling(suite_.deps(), kClerk, request);
  }
  void ExpectRefused(const v1::PublishFilingRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Publish(request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(PublishFilingTest, WritesAddressAndDigestBackToTheAcceptedRevision) {
  const int64_t before = suite_.head();
  v1::PublishFilingRequest request = suite_.PublishRequest(kEdu);
  request.mutable_publication()->set_document_digest(std::string(64, 'a'));
  const auto response = Publish(request);
  ASSERT_THAT(response, IsOk());
  const Revision& revision = response->filing().effective_revision();
  EXPECT_EQ(revision.state(), Revision::STATE_PUBLISHED);
  EXPECT_EQ(revision.publication().url(), "https://www.example.gov.cn/zfxxgk/nb/2024.html");
  EXPECT_EQ(revision.publication().document_digest(), std::string(64, 'a'));
  EXPECT_EQ(revision.publisher(), "填报人");
  EXPECT_EQ(revision.publish_time().seconds(), absl::ToUnixSeconds(suite_.clock.now));
  EXPECT_EQ(revision.reviewer(), "审核人") << "the acceptance stays as it was";
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  const v1::FilingChange& change = records[0].event().filing();
  EXPECT_EQ(change.from(), Revision::STATE_ACCEPTED);
  EXPECT_EQ(change.to(), Revision::STATE_PUBLISHED);
  EXPECT_EQ(change.publication().SerializeAsString(), request.publication().SerializeAsString());
  EXPECT_FALSE(change.has_cells());
}

TEST_F(PublishFilingTest, KeepsTheCorrectionInProgress) {
  suite_.Draft(kEdu, 5);
  const auto response = Publish(suite_.PublishRequest(kEdu));
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->filing().open_revision().state(), Revision::STATE_DRAFT);
  EXPECT_EQ(response->filing().effective_revision().number(), 1);
}

TEST_F(PublishFilingTest, TakesAnotherAddressLater) {
  suite_.Publish(kEdu);
  v1::PublishFilingRequest moved = suite_.PublishRequest(kEdu);
  moved.mutable_publication()->set_url("https://new.example.gov.cn/2024");
  ASSERT_THAT(Publish(moved), IsOk());
  EXPECT_EQ(suite_.Filing(kEdu).effective_revision().publication().url(), "https://new.example.gov.cn/2024");
}

TEST_F(PublishFilingTest, LetsACorrectionReplaceWhatIsPublished) {
  suite_.Publish(kEdu);
  suite_.Submit(kEdu, 5, "漏计两件");
  const v1::Filing corrected = suite_.Accept(kEdu);
  EXPECT_EQ(corrected.effective_revision().state(), Revision::STATE_ACCEPTED);
  EXPECT_FALSE(corrected.effective_revision().has_publication()) << "what is published is still the old report";
  EXPECT_EQ(suite_.store->ListRevisions(kEdu).value()[0].state(), Revision::STATE_SUPERSEDED);
}

TEST_F(PublishFilingTest, RefusesWhatIsNoAddressAndNoDigest) {
  for (const std::string& url :
       {std::string(), std::string("www.example.gov.cn"), "https://a/" + std::string(2000, 'x')}) {
    v1::PublishFilingRequest request = suite_.PublishRequest(kEdu);
    request.mutable_publication()->set_url(url);
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
  for (const std::string& digest : {std::string(63, 'a'), std::string(64, 'A'), std::string(64, 'g')}) {
    v1::PublishFilingRequest request = suite_.PublishRequest(kEdu);
    request.mutable_publication()->set_document_digest(digest);
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
}

TEST_F(PublishFilingTest, RefusesWhatIsNotAccepted) {
  suite_.Submit("organs/park/filings/2024-own", 1);
  ExpectRefused(suite_.PublishRequest("organs/park/filings/2024-own"), StatusCode::kFailedPrecondition,
                "STATE_NOT_ALLOWED");
}

TEST_F(PublishFilingTest, RefusesAnUnknownFilingAndAStaleEtag) {
  ExpectRefused(suite_.PublishRequest("organs/edu/filings/2022-own"), StatusCode::kNotFound, "FILING_UNKNOWN");
  v1::PublishFilingRequest request = suite_.PublishRequest(kEdu);
  request.set_etag("\"1\"");
  ExpectRefused(request, StatusCode::kAborted, "ETAG_MISMATCH");
}

}  // namespace
}  // namespace nianbao::submission
