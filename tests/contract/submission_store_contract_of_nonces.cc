// Of the contract: nonces of signed requests.
#include <gmock/gmock.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/contract/changesets.h"
#include "tests/contract/submission_store_contract.h"
#include "tests/refusal.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

const absl::Time kNow = absl::FromUnixSeconds(1'736'900'000);
const absl::Time kLater = kNow + absl::Minutes(10);

TEST_P(SubmissionStoreContract, UsesANonceOnce) {
  EXPECT_THAT(nonces().Consume({"tax", "n-1", kLater}, kNow), IsOk());
  const absl::Status again = nonces().Consume({"tax", "n-1", kLater}, kNow);
  EXPECT_THAT(again, IsRefused(StatusCode::kUnauthenticated, "NONCE_REPLAYED"));
  EXPECT_EQ(status::MetaOf(again, "nonce"), "n-1");
  harness_->Reopen();
  EXPECT_THAT(nonces().Consume({"tax", "n-1", kLater}, kNow),
              IsRefused(StatusCode::kUnauthenticated, "NONCE_REPLAYED"));
}

TEST_P(SubmissionStoreContract, KeepsTheNoncesOfClientsApart) {
  EXPECT_THAT(nonces().Consume({"tax", "n-1", kLater}, kNow), IsOk());
  EXPECT_THAT(nonces().Consume({"edu", "n-1", kLater}, kNow), IsOk());
  EXPECT_THAT(nonces().Consume({"tax", "n-2", kLater}, kNow), IsOk());
}

TEST_P(SubmissionStoreContract, ForgetsANonceWhenItExpires) {
  ASSERT_THAT(nonces().Consume({"tax", "n-1", kLater}, kNow), IsOk());
  EXPECT_THAT(nonces().Consume({"tax", "n-1", kLater}, kLater - absl::Microseconds(1)),
              IsRefused(StatusCode::kUnauthenticated, "NONCE_REPLAYED"));
  EXPECT_THAT(nonces().Consume({"tax", "n-1", kLater + absl::Minutes(10)}, kLater), IsOk());
}

TEST_P(SubmissionStoreContract, GivesANonceToOneOfManyThatWantIt) {
  std::vector<absl::Status> statuses(8);
  {
    std::vector<std::jthread> threads;
    for (absl::Status& status : statuses) {
      threads.emplace_back([&] { status = nonces().Consume({"tax", "n-1", kLater}, kNow); });
    }
  }
  int used = 0;
  for (const absl::Status& status : statuses) {
    if (status.ok()) {
      ++used;
    } else {
      EXPECT_THAT(status, IsRefused(StatusCode::kUnauthenticated, "NONCE_REPLAYED"));
    }
  }
  EXPECT_EQ(used, 1);
}

TEST_P(SubmissionStoreContract, WritesNoEventForANonce) {
  ASSERT_THAT(store().Commit(Change("a")), IsOk());
  const int64_t head = log().Head()->sequence();
  ASSERT_THAT(nonces().Consume({"tax", "n-1", kLater}, kNow), IsOk());
  EXPECT_EQ(log().Head()->sequence(), head);
}

}  // namespace
}  // namespace nianbao::submission
