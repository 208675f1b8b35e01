#include "libs/event_chain/event_chain.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"

namespace nianbao {
namespace {

// The expected values were computed with `openssl dgst -sm3`, so that other programs can verify a log.
TEST(EventChain, BeginsWithTheLogId) {
  EXPECT_EQ(absl::BytesToHexString(ChainStart("qinghe")),
            "016215dd1dda1f030b20b608a18030667a4559b1dbc2b9de5be5d10806c8fe93");
}

TEST(EventChain, TakesInTheDigestBeforeAndTheBytes) {
  EXPECT_EQ(absl::BytesToHexString(ChainNext(ChainStart("qinghe"), "event")),
            "9861610148bb1297391f39fd7e1dd99f26ec5b54e1a9d363965abbbff7ad634a");
}

}  // namespace
}  // namespace nianbao
