#include "services/document/domain/script.h"

#include <gtest/gtest.h>

#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

TEST(Script, SimplifiesCharactersAndLeavesOthers) {
  EXPECT_EQ(Simplified(U'總'), U'总');
  EXPECT_EQ(Simplified(U'总'), U'总');
  EXPECT_EQ(Simplified(U'7'), U'7');
  EXPECT_EQ(Key("收到和處理政府信息公開申請情況"), "收到和处理政府信息公开申请情况");
}

}  // namespace
}  // namespace nianbao::document::domain
