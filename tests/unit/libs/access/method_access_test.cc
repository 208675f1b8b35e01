#include "libs/access/method_access.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "tests/refusal.h"

namespace nianbao::access {
namespace {

TEST(MethodAccessTest, ReadsTheOptionOfEveryMethod) {
  const auto& service = *submission::v1::AcceptFilingRequest::descriptor()->file()->service(0);
  const auto methods = AccessOfMethods({submission::v1::ReviewService::service_full_name()});
  ASSERT_THAT(methods, IsOk());
  ASSERT_EQ(methods->size(), static_cast<size_t>(service.method_count()));
  const auto& [method, access] = (*methods)[2];
  EXPECT_EQ(method->name(), "AcceptFiling");
  EXPECT_EQ(access.roles(0), organ::v1::Grant::ROLE_REVIEWER);
  EXPECT_EQ(access.organs(0), "filing");
}

TEST(MethodAccessTest, RefusesAServiceWhoseMethodsDoNotSay) {
  EXPECT_THAT(AccessOfMethods({"grpc.health.v1.Health"}),
              IsRefused(absl::StatusCode::kFailedPrecondition, "ACCESS_UNSTATED"));
}

}  // namespace
}  // namespace nianbao::access
