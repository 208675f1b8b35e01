#include "libs/access/holds.h"

#include <gtest/gtest.h>

#include <map>

namespace nianbao::access {
namespace {

using organ::v1::Grant;

// nation > province > county > {edu, park}, and a second tree.
class HoldsTest : public testing::Test {
 protected:
  void Give(Grant::Role role, const std::string& node) {
    Grant& grant = standing_.grants.emplace_back();
    grant.set_role(role);
    grant.set_node(node);
  }
  bool FilerMay(const NamedOrgan& organ) {
    return Holds(standing_, google::protobuf::RepeatedField<int>(roles_.begin(), roles_.end()), organ);
  }

  const std::vector<int> roles_ = {Grant::ROLE_FILER, Grant::ROLE_OFFICE};
  std::map<std::string, std::string, std::less<>> parents_ = {
      {"organs/nation", ""},           {"organs/province", "organs/nation"}, {"organs/county", "organs/province"},
      {"organs/edu", "organs/county"}, {"organs/park", "organs/county"},     {"organs/other", ""}};
  Standing standing_{.grants = {}, .above = [this](absl::string_view organ) -> std::optional<std::string> {
                       const auto found = parents_.find(organ);
                       return found == parents_.end() ? std::nullopt : std::optional(found->second);
                     }};
};

TEST_F(HoldsTest, NothingWithoutAGrant) {
  EXPECT_FALSE(FilerMay({"organs/edu"}));
  EXPECT_FALSE(FilerMay({""}));
}

TEST_F(HoldsTest, AGrantReachesItsOrganAndWhatIsBelow) {
  Give(Grant::ROLE_FILER, "organs/county");
  EXPECT_TRUE(FilerMay({"organs/county"}));
  EXPECT_TRUE(FilerMay({"organs/edu"}));
  EXPECT_FALSE(FilerMay({"organs/province"}));
  EXPECT_FALSE(FilerMay({"organs/other"}));
  EXPECT_FALSE(FilerMay({""}));
}

TEST_F(HoldsTest, AGrantOfAnotherRoleReachesNothing) {
  Give(Grant::ROLE_READER, "organs/county");
  EXPECT_FALSE(FilerMay({"organs/edu"}));
}

TEST_F(HoldsTest, AnyOfTheRolesWill) {
  Give(Grant::ROLE_OFFICE, "organs/nation");
  EXPECT_TRUE(FilerMay({"organs/edu"}));
}

TEST_F(HoldsTest, AGrantForAllTreesReachesAllEvenWhatIsNotThere) {
  Give(Grant::ROLE_FILER, "");
  EXPECT_TRUE(FilerMay({"organs/other"}));
  EXPECT_TRUE(FilerMay({"organs/nowhere"}));
  EXPECT_TRUE(FilerMay({""}));
}

TEST_F(HoldsTest, AnOrganThatIsNotThereIsRefusedLikeAForeignOne) {
  Give(Grant::ROLE_FILER, "organs/county");
  EXPECT_FALSE(FilerMay({"organs/nowhere"}));
  Give(Grant::ROLE_FILER, "organs/nowhere");
  EXPECT_FALSE(FilerMay({"organs/nowhere"})) << "even for a grant that names it";
}

TEST_F(HoldsTest, OfANewOrganTheOneAboveCounts) {
  Give(Grant::ROLE_OFFICE, "organs/county");
  EXPECT_TRUE(FilerMay({"organs/new", true, "organs/county"}));
  EXPECT_FALSE(FilerMay({"organs/new", true, "organs/province"}));
  EXPECT_FALSE(FilerMay({"organs/new", true, ""})) << "a tree of its own is for those who hold all";
}

TEST_F(HoldsTest, AnOrganThatGoesBelowAnotherNeedsBoth) {
  Give(Grant::ROLE_OFFICE, "organs/county");
  EXPECT_TRUE(FilerMay({"organs/edu", true, ""}));
  EXPECT_TRUE(FilerMay({"organs/edu", true, "organs/county"}));
  EXPECT_FALSE(FilerMay({"organs/edu", true, "organs/province"}));
  EXPECT_FALSE(FilerMay({"organs/other", true, "organs/county"}));
}

TEST_F(HoldsTest, ACycleEnds) {
  parents_["organs/nation"] = "organs/county";
  Give(Grant::ROLE_FILER, "organs/other");
  EXPECT_FALSE(FilerMay({"organs/edu"}));
}

}  // namespace
}  // namespace nianbao::access
