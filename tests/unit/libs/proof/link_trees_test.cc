#include "libs/proof/link_trees.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/unit/libs/proof/sample_link.h"
#include "tests/unit/libs/proof/sample_tree.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::RootLink;
using ::testing::ElementsAre;

// The trees of two seals, of which the second is of event 9.
absl::StatusOr<RootLink> Link(
    const std::vector<SumNode>& before, const std::vector<SumNode>& after,
    Reported reported = [](absl::string_view, form::v1::Scope) { return false; }) {
  TreeId later = SampleId();
  later.position.set_sequence(9);
  return LinkTrees(SumTree::Make(SampleId(), before).value(), SumTree::Make(later, after).value(), reported);
}

std::vector<std::string> NamesOf(const RootLink& link) {
  std::vector<std::string> names;
  for (const auto& node : link.nodes()) names.push_back(node.after().node());
  return names;
}

bool OfOffice(absl::string_view organ, form::v1::Scope scope) {
  return organ == "organs/office" && scope == form::v1::SCOPE_OWN;
}

TEST(LinkTrees, ShowsTheTopAloneWhenNothingChanged) {
  const auto link = Link(SampleNodes(), SampleNodes());
  ASSERT_TRUE(link.ok()) << link.status();
  EXPECT_THAT(NamesOf(*link), ElementsAre("organs/city"));
}

TEST(LinkTrees, ShowsWhatDiffersAndAllAboveIt) {
  std::vector<SumNode> after = SampleNodes();
  after[4].own = FiguresOf({{0, 3}});
  const auto link = Link(SampleNodes(), after, OfOffice);
  ASSERT_TRUE(link.ok()) << link.status();
  EXPECT_THAT(NamesOf(*link), ElementsAre("organs/city", "organs/east", "organs/office"));
  EXPECT_EQ(link->nodes(2).before().own(0), 2);
  EXPECT_EQ(link->nodes(2).after().own(0), 3);
}

TEST(LinkTrees, ShowsAnOrganOfWhichAnythingWasReportedThoughItAddsTheSame) {
  const auto link = Link(SampleNodes(), SampleNodes(), [](absl::string_view organ, form::v1::Scope scope) {
    return organ == "organs/bureau" && scope == form::v1::SCOPE_ROLL_UP;
  });
  ASSERT_TRUE(link.ok()) << link.status();
  EXPECT_THAT(NamesOf(*link), ElementsAre("organs/city", "organs/bureau"));
}

TEST(LinkTrees, RefusesWhatReportsCannotHaveChanged) {
  const auto reason = [](const std::vector<SumNode>& after) {
    return status::ReasonOf(Link(SampleNodes(), after, OfOffice).status());
  };
  std::vector<SumNode> added = SampleNodes();
  added.push_back({.name = "organs/zoo", .above = 1});
  EXPECT_EQ(reason(added), "LIST_CHANGED");
  std::vector<SumNode> removed = SampleNodes();
  removed.pop_back();
  EXPECT_EQ(reason(removed), "LIST_CHANGED");
  std::vector<SumNode> moved = SampleNodes();
  moved[4].above = 0;
  EXPECT_EQ(reason(moved), "LIST_CHANGED");
  std::vector<SumNode> closed = SampleNodes();
  closed[2].scope = form::v1::SCOPE_ROLL_UP;
  EXPECT_EQ(reason(closed), "LIST_CHANGED");
  std::vector<SumNode> owing = SampleNodes();
  for (const size_t node : {3, 1, 0}) {
    owing[node].coverage.set_expected(owing[node].coverage.expected() - 1);
    owing[node].coverage.set_missing(0);
  }
  EXPECT_EQ(reason(owing), "LIST_CHANGED") << "the station owes nothing any more";
  std::vector<SumNode> other = SampleNodes();
  other[2].own = FiguresOf({{0, 6}});
  EXPECT_EQ(reason(other), "LIST_CHANGED") << "figures without a report";
}

TEST(LinkTrees, RefusesMoreThanOneAnswerCanHold) {
  std::vector<SumNode> nodes = {{.name = "organs/city"}};
  auto large = std::make_shared<Figures>();
  large->fill(int64_t{1} << 40);
  for (int i = 0; i < 1500; ++i) {
    nodes.push_back({.name = "organs/o" + std::to_string(i), .above = 0, .own = large});
  }
  const absl::Status refused = Link(nodes, nodes).status();
  EXPECT_EQ(status::ReasonOf(refused), "LINK_TOO_LONG") << refused;
  EXPECT_NE(status::ChineseOf(refused), "");
}

}  // namespace
}  // namespace nianbao::proof
