#include "services/aggregation/domain/query/request_check.h"

#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "libs/status/error.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "services/aggregation/domain/watch/subscription.h"

namespace nianbao::aggregation {
namespace {

v1::GetAggregateRequest Get(const std::string& node, int year, int64_t min_sequence = 0) {
  v1::GetAggregateRequest request;
  request.set_node(node);
  request.set_year(year);
  request.set_min_sequence(min_sequence);
  return request;
}

absl::Status Check(const v1::GetAggregateRequest& request) { return CheckSelection(request).Result(); }

google::rpc::BadRequest ViolationsOf(const absl::Status& status) {
  google::rpc::BadRequest violations;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  EXPECT_TRUE(payload.has_value() && violations.ParseFromString(std::string(*payload)));
  return violations;
}

TEST(RequestCheck, TakesOrganNamesAndYearsOfTheForm) {
  EXPECT_TRUE(Check(Get("organs/chaoyang-2", 2021)).ok());
  EXPECT_TRUE(Check(Get("organs/" + std::string(63, 'a'), 2100, 9)).ok());
}

TEST(RequestCheck, RefusesWhatIsNoOrganName) {
  for (const std::string node : {"", "organs/", "chaoyang", "organs/Chaoyang", "organs/a/b", "organs/朝阳"}) {
    EXPECT_EQ(status::ReasonOf(Check(Get(node, 2024))), "FIELD_INVALID") << node;
  }
  EXPECT_FALSE(Check(Get("organs/" + std::string(64, 'a'), 2024)).ok());
}

TEST(RequestCheck, NamesAllBadFieldsAtOnce) {
  const absl::Status bad = Check(Get("x", 2020, -1));
  EXPECT_EQ(bad.code(), absl::StatusCode::kInvalidArgument);
  const google::rpc::BadRequest violations = ViolationsOf(bad);
  ASSERT_EQ(violations.field_violations_size(), 3);
  EXPECT_EQ(violations.field_violations(0).field(), "node");
  EXPECT_EQ(violations.field_violations(1).field(), "year");
  EXPECT_EQ(violations.field_violations(2).field(), "min_sequence");
  EXPECT_NE(status::ChineseOf(bad), "");
}

TEST(RequestCheck, RefusesAWatchOfNothingOrOfTooMuch) {
  v1::WatchAggregatesRequest request;
  request.set_year(2024);
  EXPECT_EQ(ViolationsOf(CheckWatch(request)).field_violations(0).field(), "nodes");
  for (int i = 0; i < 1000; ++i) request.add_nodes("organs/a");
  EXPECT_TRUE(CheckWatch(request).ok());
  request.add_nodes("organs/a");
  EXPECT_FALSE(CheckWatch(request).ok());
}

TEST(RequestCheck, NamesTheBadNodeOfAWatch) {
  v1::WatchAggregatesRequest request;
  request.set_year(2024);
  request.add_nodes("organs/a");
  request.add_nodes("b");
  EXPECT_EQ(ViolationsOf(CheckWatch(request)).field_violations(0).field(), "nodes[1]");
}

TEST(RequestCheck, NamesTheBadYearsDepthAndCellsOfAWatch) {
  v1::WatchAggregatesRequest request;
  request.set_year(2024);
  request.add_nodes("organs/a");
  request.add_years(1999);
  request.set_depth(11);
  request.add_cells("requests.received.nobody");
  const google::rpc::BadRequest violations = ViolationsOf(CheckWatch(request));
  ASSERT_EQ(violations.field_violations_size(), 3);
  EXPECT_EQ(violations.field_violations(0).field(), "years[0]");
  EXPECT_EQ(violations.field_violations(1).field(), "depth");
  EXPECT_EQ(violations.field_violations(2).field(), "cells[0]");
}

}  // namespace
}  // namespace nianbao::aggregation
