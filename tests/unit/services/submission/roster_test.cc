#include "services/submission/domain/roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Names(const std::vector<const organ::v1::Organ*>& organs) {
  std::vector<std::string> names;
  for (const auto* organ : organs) names.push_back(organ->name().substr(7));
  return names;
}

const Roster& Tree() {
  static const Roster& tree = *new Roster(
      {Organ("b2", "b"), Organ("b", "top"), Organ("a", "top"), Organ("top"), Organ("b1", "b"), Organ("other")}, 6);
  return tree;
}

TEST(Roster, ListsParentsBeforeChildrenAndSiblingsByName) {
  EXPECT_THAT(Names(Tree().Subtree("")), ElementsAre("other", "top", "a", "b", "b1", "b2"));
}

TEST(Roster, ListsASubtreeWithItsTop) {
  EXPECT_THAT(Names(Tree().Subtree("organs/b")), ElementsAre("b", "b1", "b2"));
  EXPECT_THAT(Names(Tree().Subtree("organs/a")), ElementsAre("a"));
  EXPECT_THAT(Names(Tree().Subtree("organs/nobody")), IsEmpty());
}

TEST(Roster, NamesTheTopOfASubtree) {
  EXPECT_EQ(Tree().SubtreeTop("organs/b1"), "organs/b");
  EXPECT_EQ(Tree().SubtreeTop("organs/b"), "organs/b");
  EXPECT_EQ(Tree().SubtreeTop("organs/top"), "organs/top");
  EXPECT_EQ(Tree().SubtreeTop("organs/nobody"), "");
  const Roster cycle({Organ("a", "b"), Organ("b", "a"), Organ("below", "a"), Organ("orphan", "nobody")}, 4);
  EXPECT_EQ(cycle.SubtreeTop("organs/below"), "");
  EXPECT_EQ(cycle.SubtreeTop("organs/orphan"), "");
}

TEST(Roster, FindsAnOrganByName) {
  ASSERT_NE(Tree().Find("organs/b1"), nullptr);
  EXPECT_EQ(Tree().Find("organs/b1")->parent(), "organs/b");
  EXPECT_EQ(Tree().Find("organs/nobody"), nullptr);
}

}  // namespace
}  // namespace nianbao::submission
