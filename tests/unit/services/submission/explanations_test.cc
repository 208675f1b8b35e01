// What becomes of explanations as a filing is submitted, returned, mended and corrected.
#include "services/submission/domain/explanations.h"

#include <gtest/gtest.h>

#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using v1::Explanation;

class ExplanationsTest : public testing::Test {
 protected:
  ExplanationsTest() { Warn("sum/a"); }

  void Warn(const std::string& finding) { suite_.validator.Find(finding, finding::v1::SEVERITY_WARNING); }

  absl::StatusOr<v1::SubmitFilingResponse> Submit(const v1::SubmitFilingRequest& request,
                                                  const Caller& caller = kClerk) {
    return SubmitFiling(suite_.deps(), caller, request);
  }
  static Explanation& Explain(v1::SubmitFilingRequest& request, const std::string& finding, const std::string& text,
                              Explanation::Reason reason = Explanation::REASON_UNSPECIFIED) {
    Explanation& explanation = *request.add_explanations();
    explanation.set_finding(finding);
    explanation.set_text(text);
    explanation.set_reason(reason);
    return explanation;
  }
  v1::SubmitFilingRequest Explained(const std::string& finding, const std::string& text,
                                    Explanation::Reason reason = Explanation::REASON_UNSPECIFIED) {
    v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
    Explain(request, finding, text, reason);
    return request;
  }
  void ReturnRefusing(const std::string& finding) {
    v1::ReturnFilingRequest request = suite_.ReturnRequest(kEdu);
    v1::ExplanationRefusal& refusal = *request.add_refusals();
    refusal.set_finding(finding);
    refusal.set_reason("没有说明涉及的文件");
    ASSERT_THAT(ReturnFiling(suite_.deps(), kReviewer, request), IsOk());
  }
  Explanation Kept(int i = 0) { return suite_.Filing(kEdu).open_revision().explanations(i); }

  Suite suite_;
};

TEST_F(ExplanationsTest, SayWhoGaveThemAndWhenWhateverTheCallerSays) {
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
  Explanation& explanation = Explain(request, "sum/a", "合并", Explanation::REASON_REORGANISATION);
  explanation.set_author("别人");
  explanation.mutable_time()->set_seconds(1);
  explanation.set_refusal("自拟");
  ASSERT_THAT(Submit(request), IsOk());
  EXPECT_EQ(Kept().author(), "填报人");
  EXPECT_EQ(Kept().time().seconds(), absl::ToUnixSeconds(suite_.clock.now));
  EXPECT_EQ(Kept().refusal(), "");
  EXPECT_EQ(Kept().reason(), Explanation::REASON_REORGANISATION);
}

TEST_F(ExplanationsTest, NeedNoWordsBesideAReasonThatSaysEnough) {
  for (const auto reason : {Explanation::REASON_UNSPECIFIED, Explanation::REASON_OTHER}) {
    const auto refused = Submit(Explained("sum/a", " ", reason));
    EXPECT_THAT(refused, IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
    EXPECT_THAT(status::ChineseOf(refused.status()), HasSubstr("选择一类原因"));
  }
  EXPECT_THAT(Submit(Explained("sum/a", "", static_cast<Explanation::Reason>(8))),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Submit(Explained("sum/a", "", Explanation::REASON_NO_SUCH_DUTY)), IsOk());
}

TEST_F(ExplanationsTest, OfARuleAreGivenToEachOfItsWarnings) {
  Warn("sum/b");
  Warn("sum.other/a");
  v1::SubmitFilingRequest request = Explained("sum", "口径调整");
  const auto refused = Submit(request);
  EXPECT_THAT(refused, IsRefused(StatusCode::kFailedPrecondition, "WARNINGS_UNEXPLAINED"));
  EXPECT_EQ(status::MetaOf(refused.status(), "warningCount"), "1");
  Explain(request, "sum/b", "仅此一处");
  Explain(request, "sum.other/a", "另一条");
  ASSERT_THAT(Submit(request), IsOk());
  const v1::Revision revision = suite_.Filing(kEdu).open_revision();
  ASSERT_EQ(revision.explanations_size(), 3);
  EXPECT_EQ(revision.explanations(0).finding(), "sum/a");
  EXPECT_EQ(revision.explanations(0).text(), "口径调整");
  EXPECT_EQ(revision.explanations(1).finding(), "sum/b");
  EXPECT_EQ(revision.explanations(1).text(), "仅此一处") << "the later one stands";
}

TEST_F(ExplanationsTest, OfARuleDoNotSpeakForWarningsThatItFindsLater) {
  ASSERT_THAT(Submit(Explained("sum", "口径调整")), IsOk());
  suite_.Return(kEdu);
  Warn("sum/b");
  const auto refused = Submit(suite_.SubmitRequest(kEdu, 3));
  EXPECT_THAT(refused, IsRefused(StatusCode::kFailedPrecondition, "WARNINGS_UNEXPLAINED"));
  EXPECT_EQ(status::MetaOf(refused.status(), "warningCount"), "1");
}

TEST_F(ExplanationsTest, OutliveReturnDraftAndOtherFigures) {
  ASSERT_THAT(Submit(Explained("sum/a", "合并")), IsOk());
  suite_.Return(kEdu);
  suite_.validator.failure = absl::UnavailableError("down");
  suite_.Draft(kEdu, 9);
  suite_.validator.failure = absl::OkStatus();
  suite_.clock.now += absl::Hours(1);
  const Explanation before = Kept();
  ASSERT_THAT(Submit(suite_.SubmitRequest(kEdu, 10)), IsOk());
  EXPECT_EQ(Kept().text(), "合并");
  EXPECT_EQ(Kept().time().seconds(), before.time().seconds()) << "it was not given again";
}

TEST_F(ExplanationsTest, OfTheAcceptedReportAreThoseACorrectionBeginsWith) {
  ASSERT_THAT(Submit(Explained("sum/a", "合并")), IsOk());
  suite_.Accept(kEdu);
  const v1::Filing corrected = suite_.Submit(kEdu, 4, "漏计一件");
  ASSERT_EQ(corrected.open_revision().explanations_size(), 1);
  EXPECT_EQ(corrected.open_revision().explanations(0).text(), "合并");
}

TEST_F(ExplanationsTest, ThatWereRefusedExplainNothingUntilTheyAreGivenAnew) {
  Warn("late");
  v1::SubmitFilingRequest first = Explained("sum/a", "合并");
  Explain(first, "late", "系统迁移");
  ASSERT_THAT(Submit(first), IsOk());
  ReturnRefusing("sum/a");
  EXPECT_EQ(Kept(0).refusal(), "没有说明涉及的文件");
  EXPECT_EQ(Kept(1).refusal(), "");
  suite_.Draft(kEdu, 4);
  EXPECT_EQ(Kept(0).refusal(), "没有说明涉及的文件") << "a draft settles nothing";

  const auto refused = Submit(suite_.SubmitRequest(kEdu, 4));
  EXPECT_THAT(refused, IsRefused(StatusCode::kFailedPrecondition, "WARNINGS_UNEXPLAINED"));
  EXPECT_EQ(status::MetaOf(refused.status(), "warningCount"), "1");
  EXPECT_EQ(status::MetaOf(refused.status(), "refusedCount"), "1");
  EXPECT_THAT(status::ChineseOf(refused.status()), HasSubstr("情况说明未被采纳（没有说明涉及的文件）：“sum/a”不符。"));

  ASSERT_THAT(Submit(Explained("sum/a", "2024年3月与科技局合并")), IsOk());
  EXPECT_EQ(Kept(0).text(), "2024年3月与科技局合并");
  EXPECT_EQ(Kept(0).refusal(), "");
}

}  // namespace
}  // namespace nianbao::submission
