#include "services/submission/domain/consume_nonce.h"

#include <gtest/gtest.h>

#include <string>

#include "services/submission/domain/timestamp.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

class ConsumeNonceTest : public testing::Test {
 protected:
  absl::Status Consume(const std::string& client, const std::string& nonce, absl::Duration life) {
    identity::v1::ConsumeNonceRequest request;
    request.set_client(client);
    request.set_nonce(nonce);
    *request.mutable_expire_time() = ToTimestamp(suite_.clock.now + life);
    return ConsumeNonce(*suite_.store, suite_.clock, request).status();
  }

  Suite suite_;
};

TEST_F(ConsumeNonceTest, UsesANonceOnceUntilItExpires) {
  const std::string nonce = "0123456789abcdef";
  EXPECT_THAT(Consume("tax", nonce, absl::Minutes(10)), IsOk());
  EXPECT_THAT(Consume("tax", nonce, absl::Minutes(10)), IsRefused(StatusCode::kUnauthenticated, "NONCE_REPLAYED"));
  suite_.clock.now += absl::Minutes(10);
  EXPECT_THAT(Consume("tax", nonce, absl::Minutes(10)), IsOk());
}

TEST_F(ConsumeNonceTest, TakesFieldsUpToTheirLimits) {
  EXPECT_THAT(Consume("t", std::string(16, 'n'), absl::Microseconds(1)), IsOk());
  EXPECT_THAT(Consume(std::string(64, 't'), std::string(64, 'n'), absl::Hours(1)), IsOk());
}

TEST_F(ConsumeNonceTest, RefusesFieldsBeyondThem) {
  const std::string nonce(16, 'n');
  const auto refused = IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID");
  EXPECT_THAT(Consume("", nonce, absl::Minutes(1)), refused);
  EXPECT_THAT(Consume(std::string(65, 't'), nonce, absl::Minutes(1)), refused);
  EXPECT_THAT(Consume("tax", std::string(15, 'n'), absl::Minutes(1)), refused);
  EXPECT_THAT(Consume("tax", std::string(65, 'n'), absl::Minutes(1)), refused);
  EXPECT_THAT(Consume("tax", nonce, absl::ZeroDuration()), refused);
  EXPECT_THAT(Consume("tax", nonce, absl::Hours(1) + absl::Microseconds(1)), refused);
  EXPECT_THAT(Consume("tax", nonce, absl::Minutes(1)), IsOk());
}

}  // namespace
}  // namespace nianbao::submission
