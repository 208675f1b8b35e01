#include "libs/status/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"

namespace nianbao::status {
namespace {

using ::testing::SizeIs;

template <typename Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const auto payload = status.GetPayload(absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name()));
  EXPECT_TRUE(payload && detail.ParseFromString(std::string(*payload)));
  return detail;
}

int DetailCount(const absl::Status& status) {
  int count = 0;
  status.ForEachPayload([&](absl::string_view, const absl::Cord&) { ++count; });
  return count;
}

absl::Status OrganUnknown() {
  return Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN", "organ: got organs/x, want one of the roster")
      .Meta("organ", "organs/x")
      .Chinese("没有机关 organs/x。");
}

TEST(Error, CarriesCodeMessageReasonMetadataAndSentence) {
  const absl::Status error = OrganUnknown();
  EXPECT_EQ(error.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(error.message(), "organ: got organs/x, want one of the roster");
  EXPECT_EQ(ReasonOf(error), "ORGAN_UNKNOWN");
  EXPECT_EQ(MetaOf(error, "organ"), "organs/x");
  EXPECT_EQ(ChineseOf(error), "没有机关 organs/x。");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(error).domain(), "nianbao");
  EXPECT_EQ(DetailOf<google::rpc::LocalizedMessage>(error).locale(), "zh-CN");
}

TEST(Error, AttachesNoEmptyDetails) {
  const absl::Status error = Error(absl::StatusCode::kInternal, "BROKEN", "broken");
  EXPECT_EQ(DetailCount(error), 1);
  EXPECT_EQ(ChineseOf(error), "");
  EXPECT_EQ(MetaOf(error, "organ"), "");
}

TEST(Error, BecomesAStatusOrOfAnyType) {
  const absl::StatusOr<std::string> result =
      Error(absl::StatusCode::kAborted, "ETAG_MISMATCH", "etag: got 1, want 2").Meta("currentEtag", "2");
  EXPECT_EQ(ReasonOf(result.status()), "ETAG_MISMATCH");
}

TEST(Error, Keeps20ViolationsAndCountsTheRest) {
  Error error(absl::StatusCode::kInvalidArgument, "REPORT_MALFORMED", "report: malformed");
  for (int i = 0; i < 25; ++i) error.Field(absl::StrCat("report.marks[", i, "]"), "bad");
  const absl::Status status = error;
  const auto violations = DetailOf<google::rpc::BadRequest>(status).field_violations();
  ASSERT_THAT(violations, SizeIs(20));
  EXPECT_EQ(violations[19].field(), "report.marks[19]");
  EXPECT_EQ(MetaOf(status, "omitted"), "5");
}

TEST(Error, KeepsPreconditionsWithTypeAndSubject) {
  const absl::Status status = Error(absl::StatusCode::kFailedPrecondition, "REPORT_HAS_ERRORS", "report: has errors")
                                  .Precondition("RULE", "requests.balance/total", "不平衡");
  const auto violation = DetailOf<google::rpc::PreconditionFailure>(status).violations(0);
  EXPECT_EQ(violation.type(), "RULE");
  EXPECT_EQ(violation.subject(), "requests.balance/total");
  EXPECT_EQ(violation.description(), "不平衡");
  EXPECT_EQ(MetaOf(status, "omitted"), "");
}

TEST(Error, SaysWhenToRetry) {
  const absl::Status status =
      Error(absl::StatusCode::kUnavailable, "OVERLOADED", "busy").RetryAfter(absl::Milliseconds(1250));
  const auto delay = DetailOf<google::rpc::RetryInfo>(status).retry_delay();
  EXPECT_EQ(delay.seconds(), 1);
  EXPECT_EQ(delay.nanos(), 250'000'000);
}

TEST(Annotate, PutsContextBeforeTheMessageAndKeepsTheRest) {
  const absl::Status error = Annotate(OrganUnknown(), "load roster");
  EXPECT_EQ(error.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(error.message(), "load roster: organ: got organs/x, want one of the roster");
  EXPECT_EQ(ReasonOf(error), "ORGAN_UNKNOWN");
  EXPECT_EQ(ChineseOf(error), "没有机关 organs/x。");
}

TEST(Annotate, LeavesOkAlone) { EXPECT_TRUE(Annotate(absl::OkStatus(), "load roster").ok()); }

TEST(ReasonOf, IsEmptyForAStatusOfSomeoneElse) { EXPECT_EQ(ReasonOf(absl::NotFoundError("gone")), ""); }

absl::Status Fail() { return OrganUnknown(); }
absl::StatusOr<int> Doubled(absl::StatusOr<int> number) {
  ASSIGN_OR_RETURN(const int value, number);
  return value * 2;
}
absl::StatusOr<int> OneAfter(const absl::Status& first) {
  RETURN_IF_ERROR(first);
  return 1;
}

TEST(Try, ReturnsTheErrorUnchangedAndTheValueUnwrapped) {
  EXPECT_EQ(Doubled(21).value(), 42);
  EXPECT_EQ(ReasonOf(Doubled(Fail()).status()), "ORGAN_UNKNOWN");
  EXPECT_EQ(OneAfter(absl::OkStatus()).value(), 1);
  EXPECT_EQ(ReasonOf(OneAfter(Fail()).status()), "ORGAN_UNKNOWN");
}

}  // namespace
}  // namespace nianbao::status
