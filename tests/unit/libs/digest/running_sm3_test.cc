#include "libs/digest/running_sm3.h"

#include <gtest/gtest.h>

#include "libs/digest/sm3.h"

namespace nianbao::digest {
namespace {

TEST(RunningSm3, GivesTheDigestOfAllThatCameSoFar) {
  RunningSm3 running;
  EXPECT_EQ(running.Digest(), Sm3({""}));
  running.Add("ab");
  EXPECT_EQ(running.Digest(), Sm3({"ab"}));
  running.Add("");
  running.Add("c");
  EXPECT_EQ(running.Digest(), Sm3({"abc"}));
  EXPECT_EQ(running.Digest(), Sm3({"abc"}));
}

}  // namespace
}  // namespace nianbao::digest
