#include "services/submission/domain/organ_name_match.h"

#include <gtest/gtest.h>

namespace nianbao::submission {
namespace {

organ::v1::Organ Bureau() {
  organ::v1::Organ organ;
  organ.set_title("清溪县科技局（县大数据局）");
  organ.add_aliases("数字经济推进中心");
  return organ;
}

TEST(OrganNameMatch, TakesTitleAndAliasHoweverTheyAreSpacedAndBracketed) {
  for (const char* name : {"清溪县科技局（县大数据局）", "清溪县科技局(县大数据局)", "清溪县 科技局　（县大数据局）",
                           "清溪县科技局", "清溪县科技局（挂牌名称不同）", "数字经济推进中心", ""}) {
    EXPECT_TRUE(CanBeNameOf(name, Bureau())) << name;
  }
}

TEST(OrganNameMatch, TakesANameThatIsPartOfTheOther) {
  EXPECT_TRUE(CanBeNameOf("科技局", Bureau()));
  EXPECT_TRUE(CanBeNameOf("东山市清溪县科技局", Bureau()));
  EXPECT_TRUE(CanBeNameOf("清溪县数字经济推进中心", Bureau()));
}

TEST(OrganNameMatch, RefusesAnotherName) {
  for (const char* name : {"清溪县教育局", "清溪县教育局（科教合署）", "清溪县科学技术局", "（县林业局）"}) {
    EXPECT_FALSE(CanBeNameOf(name, Bureau())) << name;
  }
}

TEST(OrganNameMatch, DoesNotTakeEveryNameForAnEmptyAlias) {
  organ::v1::Organ organ = Bureau();
  organ.add_aliases("");
  EXPECT_FALSE(CanBeNameOf("清溪县教育局", organ));
}

}  // namespace
}  // namespace nianbao::submission
