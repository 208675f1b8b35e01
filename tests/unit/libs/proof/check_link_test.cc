#include "libs/proof/check_link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/proof/hash.h"
#include "libs/proof/node_digest.h"
#include "libs/proof/signed_root.h"
#include "libs/status/error.h"
#include "tests/unit/libs/proof/sample_link.h"
#include "tests/unit/libs/proof/sample_tree.h"
#include "tests/unit/libs/proof/tamper.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::RootLink;
using google::protobuf::Message;
using submission::v1::Revision;
using submission::v1::YearLock;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

absl::Status CheckSignatures(const RootLink& link) {
  static const auto* const key = new signature::Sm2Key(signature::Sm2Key::ReadPublic(signature::kPublic).value());
  if (const absl::Status from = CheckSignature(link.from(), *key); !from.ok()) return from;
  return CheckSignature(link.to(), *key);
}

std::vector<std::string> NamesOf(const RootLink& link, const std::vector<int>& places) {
  std::vector<std::string> names;
  for (const int place : places) names.push_back(link.nodes(place).after().node());
  return names;
}

// What a link is refused for that was made, chained and signed by somebody who lies.
std::string ReasonFor(const std::function<void(TwoSeals&)>& lie) {
  TwoSeals seals = SampleSeals();
  seals.show_all = true;
  lie(seals);
  return status::ReasonOf(CheckLink(LinkOf(seals)).status());
}

std::string ReasonAfter(const std::function<void(RootLink&)>& change) {
  RootLink link = LinkOf(SampleSeals());
  change(link);
  return status::ReasonOf(CheckLink(link).status());
}

aggregation::v1::ProofNode ShownOf(const aggregation::v1::SignedRoot& root, const std::vector<SumNode>& nodes,
                                   const std::string& name) {
  const TreeId id = {.algorithm = root.algorithm(), .year = root.year(), .position = root.position()};
  const SumTree tree = SumTree::Make(id, nodes).value();
  return tree.Shown(tree.Find(name));
}

TreeId IdOf(const aggregation::v1::SignedRoot& root) {
  return {.algorithm = root.algorithm(), .year = root.year(), .position = root.position()};
}

// Shows the same nodes as they stand in another tree after, under its root.
void Retell(RootLink& link, const std::vector<SumNode>& after, const TreeId& id) {
  const SumTree tree = SumTree::Make(id, after).value();
  *link.mutable_to() = tree.Root();
  for (int i = 0; i < link.nodes_size(); ++i) {
    const int node = i == 0 ? 0 : tree.Find(link.nodes(i).after().node());
    *link.mutable_nodes(i)->mutable_after() = tree.Shown(node);
  }
}
void Retell(RootLink& link, const std::vector<SumNode>& after) { Retell(link, after, IdOf(link.to())); }

// Digests of one side made anew, from the last node up to the root.
void DigestAnew(RootLink& link, aggregation::v1::ProofNode* (aggregation::v1::LinkedNode::*side)(),
                aggregation::v1::SignedRoot& root) {
  const TreeId id = IdOf(root);
  for (int i = link.nodes_size() - 1; i >= 0; --i) {
    const aggregation::v1::ProofNode& node = *(link.mutable_nodes(i)->*side)();
    std::vector<DigestedChild> children;
    for (const auto& child : node.children()) {
      children.push_back({.node = child.node(), .digest = child.digest(), .sums = child.sums()});
    }
    const std::string digest = NodeDigest(*HashFor(id.algorithm), id,
                                          {.name = node.node(),
                                           .sealed_at = i == 0 ? id.position.sequence() : 0,
                                           .scope = node.scope(),
                                           .own = node.own(),
                                           .coverage = node.coverage(),
                                           .children = children});
    if (i == 0) root.set_digest(digest);
    for (int above = i - 1; above >= 0; --above) {
      for (auto& child : *(link.mutable_nodes(above)->*side)()->mutable_children()) {
        if (child.node() == link.nodes(i).after().node()) child.set_digest(digest);
      }
    }
  }
}

// A lie about the earlier tree, or about the later one, with digests to match.
std::string ReasonAfterLieBefore(const std::function<void(RootLink&)>& lie) {
  return ReasonAfter([&](RootLink& link) {
    lie(link);
    DigestAnew(link, &aggregation::v1::LinkedNode::mutable_before, *link.mutable_from());
  });
}
std::string ReasonAfterLieAfter(const std::function<void(RootLink&)>& lie) {
  return ReasonAfter([&](RootLink& link) {
    lie(link);
    DigestAnew(link, &aggregation::v1::LinkedNode::mutable_after, *link.mutable_to());
  });
}

TEST(CheckLink, TakesWhatTheEventsTurnedIntoEachOther) {
  for (const auto algorithm : {aggregation::v1::DIGEST_ALGORITHM_SM3, aggregation::v1::DIGEST_ALGORITHM_SHA256}) {
    TwoSeals seals = SampleSeals();
    seals.algorithm = algorithm;
    const RootLink link = LinkOf(seals);
    const auto proven = CheckLink(link);
    ASSERT_TRUE(proven.ok()) << proven.status();
    EXPECT_THAT(NamesOf(link, proven->moved), ElementsAre("organs/office", "organs/station"));
    EXPECT_THAT(proven->elsewhere, ElementsAre("organs/stranger"));
    EXPECT_TRUE(CheckSignatures(link).ok());
  }
  EXPECT_EQ(ReasonFor([](TwoSeals&) {}), "");
}

TEST(CheckLink, RefusesALinkOfWhichAnyFieldWasTamperedWithAndNeedsTheKeyForTheSignaturesOnly) {
  std::set<std::string> tried;
  std::set<std::string> passed_without_key;
  std::set<std::string> passed;
  ForEachTampering(LinkOf(SampleSeals()), [&](const Message& tampered, const std::string& field, const std::string&) {
    const auto& link = static_cast<const RootLink&>(tampered);
    tried.insert(field);
    if (!CheckLink(link).ok()) return;
    passed_without_key.insert(field);
    if (CheckSignatures(link).ok()) passed.insert(field);
  });
  EXPECT_EQ(tried, AllFields(*RootLink::descriptor())) << "a field that was never tampered with proves nothing here";
  EXPECT_THAT(passed, IsEmpty());
  EXPECT_EQ(passed_without_key, (std::set<std::string>{"from.signature", "to.signature"}));
}

TEST(CheckLink, RefusesAnEventThatIsLeftOutPutInSwappedOrAltered) {
  EXPECT_EQ(ReasonAfter([](RootLink& link) { link.mutable_events()->DeleteSubrange(3, 1); }), "LINK_EVENTS_WRONG");
  EXPECT_EQ(ReasonAfter([](RootLink& link) { link.mutable_events()->RemoveLast(); }), "LINK_EVENTS_WRONG");
  EXPECT_EQ(ReasonAfter([](RootLink& link) { link.add_events(link.events(0)); }), "LINK_EVENTS_WRONG");
  EXPECT_EQ(ReasonAfter([](RootLink& link) { link.mutable_events()->SwapElements(2, 3); }), "LINK_EVENTS_WRONG");
  EXPECT_EQ(ReasonAfter([](RootLink& link) { link.mutable_events()->Clear(); }), "LINK_EVENTS_WRONG");
  const auto alter = [](RootLink& link) {
    submission::v1::Event event;
    ASSERT_TRUE(event.ParseFromString(link.events(3)));
    event.set_request_id("another");
    link.set_events(3, event.SerializeAsString());
  };
  EXPECT_EQ(ReasonAfter(alter), "LINK_EVENTS_WRONG");
}

// The chain itself is whole: somebody who signs roots has numbered wrongly.
TEST(CheckLink, RefusesAChainThatDoesNotNumberItsEventsOneByOne) {
  const auto renumber = [](RootLink& link, int which, int64_t by) {
    submission::v1::Event event;
    ASSERT_TRUE(event.ParseFromString(link.events(which)));
    event.set_sequence(event.sequence() + by);
    link.set_events(which, digest::CanonicalBytes(event));
    TreeId id = IdOf(link.to());
    std::string digest = link.from().position().digest();
    for (const std::string& bytes : link.events()) digest = ChainNext(digest, bytes);
    id.position.set_digest(digest);
    Retell(link, SampleSeals().after, id);
  };
  EXPECT_EQ(ReasonAfter([&](RootLink& link) { renumber(link, 3, 0); }), "");
  EXPECT_EQ(ReasonAfter([&](RootLink& link) { renumber(link, 3, 1); }), "LINK_EVENTS_WRONG");
  EXPECT_EQ(ReasonAfter([&](RootLink& link) { renumber(link, 0, -1); }), "LINK_EVENTS_WRONG");
}

TEST(CheckLink, RefusesARootThatGivesItsSealAnotherNumberThanTheChain) {
  for (const int64_t by : {-1, 1}) {
    const auto renumber = [by](RootLink& link) {
      TreeId id = IdOf(link.to());
      id.position.set_sequence(id.position.sequence() + by);
      Retell(link, SampleSeals().after, id);
    };
    EXPECT_EQ(ReasonAfter(renumber), "LINK_EVENTS_WRONG") << by;
  }
}

TEST(CheckLink, RefusesFiguresThatTheEventsDoNotLeave) {
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) {
              seals.after[4].own = FiguresOf({{0, 4}});
            }),
            "LINK_CHANGE_WRONG")
      << "others than were accepted";
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) { seals.after[4].own = seals.before[4].own; }), "LINK_CHANGE_WRONG")
      << "those from before the correction";
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) {
              seals.after[5].own = FiguresOf({{3, 8}});
            }),
            "LINK_CHANGE_WRONG")
      << "of an organ of which the log says nothing";
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) { std::swap(seals.after[2].own, seals.after[5].own); }), "LINK_CHANGE_WRONG")
      << "two organs whose sum stays";
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) {
              seals.after[1].own = FiguresOf({{1, 900}});
            }),
            "LINK_CHANGE_WRONG")
      << "those of another year";
}

TEST(CheckLink, TakesTheLastWordOfTheLogOnEachReport) {
  const auto with = [](std::vector<submission::v1::Event> more, std::shared_ptr<const Figures> own) {
    return [=](TwoSeals& seals) {
      seals.events.insert(seals.events.end() - 1, more.begin(), more.end());
      seals.after[4].own = own;
    };
  };
  const auto five = FiguresOf({{0, 5}});
  EXPECT_EQ(ReasonFor(with({Accepted("organs/office", five)}, five)), "");
  EXPECT_EQ(ReasonFor(with({Accepted("organs/office", FiguresOf({}))}, nullptr)), "");
  EXPECT_EQ(ReasonFor(with({Became("organs/office", Revision::STATE_REVOKED)}, nullptr)), "");
  EXPECT_EQ(ReasonFor(with({Became("organs/office", Revision::STATE_REVOKED)}, five)), "LINK_CHANGE_WRONG");
  EXPECT_EQ(ReasonFor(with({Accepted("organs/office", five, 2024, form::v1::SCOPE_ROLL_UP)}, five)),
            "LINK_CHANGE_WRONG")
      << "a summary of its own does not count";
}

TEST(CheckLink, TakesTheSummaryOfANodeThatSendsNothingElse) {
  const auto closed = [](form::v1::Scope scope) {
    return ReasonFor([scope](TwoSeals& seals) {
      for (auto* const nodes : {&seals.before, &seals.after}) (*nodes)[5].scope = form::v1::SCOPE_ROLL_UP;
      seals.events.insert(seals.events.begin(), Accepted("organs/forest", FiguresOf({{3, 10}}), 2024, scope));
      seals.after[5].own = FiguresOf({{3, 10}});
    });
  };
  EXPECT_EQ(closed(form::v1::SCOPE_ROLL_UP), "");
  EXPECT_EQ(closed(form::v1::SCOPE_OWN), "LINK_CHANGE_WRONG");
}

TEST(CheckLink, RefusesWhatDiffersAndIsNotShown) {
  // The forest office, whose figures became others, is left out of the nodes.
  TwoSeals seals = SampleSeals();
  seals.show_all = true;
  seals.after[5].own = FiguresOf({{3, 8}});
  RootLink link = LinkOf(seals);
  ASSERT_EQ(link.nodes(5).after().node(), "organs/forest");
  link.mutable_nodes()->DeleteSubrange(5, 1);
  const absl::Status refused = CheckLink(link).status();
  EXPECT_EQ(status::ReasonOf(refused), "LINK_CHANGE_WRONG") << refused;
  EXPECT_EQ(status::MetaOf(refused, "place"), "nodes[0].after.children[2]");
}

TEST(CheckLink, RefusesFiguresThatWereSwappedBelowANodeThatIsNotShown) {
  TwoSeals seals = SampleSeals();
  seals.show_all = true;
  seals.events = {SealOfCity(YearLock::KIND_UNSPECIFIED), SealOfCity()};
  seals.after = seals.before;
  seals.after[3].own = seals.before[4].own;
  seals.after[4].own = seals.before[3].own;
  RootLink link = LinkOf(seals);
  ASSERT_EQ(link.nodes(2).after().node(), "organs/east");
  link.mutable_nodes()->DeleteSubrange(2, 3);
  const absl::Status refused = CheckLink(link).status();
  EXPECT_EQ(status::ReasonOf(refused), "LINK_CHANGE_WRONG") << refused;
  EXPECT_EQ(status::MetaOf(refused, "place"), "nodes[0].after.children[1]");
}

TEST(CheckLink, RefusesWhatDiffersUnderTheNameOfAnOrganThatIsShownElsewhere) {
  TwoSeals seals = SampleSeals();
  seals.before.push_back({.name = "organs/office", .above = 5, .own = FiguresOf({{3, 1}})});
  seals.after.push_back({.name = "organs/office", .above = 5, .own = FiguresOf({{3, 2}})});
  RootLink link = LinkOf(seals);
  ASSERT_EQ(link.nodes(5).after().node(), "organs/forest");
  link.mutable_nodes()->DeleteSubrange(6, link.nodes_size() - 6);
  const absl::Status refused = CheckLink(link).status();
  EXPECT_EQ(status::ReasonOf(refused), "LINK_CHANGE_WRONG") << refused;
  EXPECT_EQ(status::MetaOf(refused, "place"), "nodes[5].after.children[0]");
}

TEST(CheckLink, RefusesOtherSumsBesideTheDigestOfBefore) {
  EXPECT_EQ(ReasonAfterLieAfter([](RootLink&) {}), "");
  const auto forest_adds_less = [](RootLink& link) {
    auto& forest = *link.mutable_nodes(0)->mutable_after()->mutable_children(2);
    ASSERT_EQ(forest.node(), "organs/forest");
    forest.set_sums(3, 8);
    link.mutable_to()->set_sums(3, link.to().sums(3) - 1);
  };
  EXPECT_EQ(ReasonAfterLieAfter(forest_adds_less), "LINK_CHANGE_WRONG");
}

TEST(CheckLink, RefusesAnotherNodeBefore) {
  EXPECT_EQ(ReasonAfterLieBefore([](RootLink& link) { link.mutable_nodes(3)->mutable_before()->set_node("organs/x"); }),
            "PROOF_MALFORMED");
}

TEST(CheckLink, RefusesMoreReportsBelowANodeThanItHas) {
  const auto office_counts_more = [](aggregation::v1::ProofNode& office) {
    office.mutable_coverage()->set_expected(9);
    office.mutable_coverage()->set_accepted(9);
  };
  EXPECT_EQ(ReasonAfterLieBefore([&](RootLink& link) { office_counts_more(*link.mutable_nodes(3)->mutable_before()); }),
            "PROOF_COVERAGE_WRONG");
  EXPECT_EQ(ReasonAfterLieAfter([&](RootLink& link) { office_counts_more(*link.mutable_nodes(3)->mutable_after()); }),
            "PROOF_COVERAGE_WRONG");
}

TEST(CheckLink, RefusesNodesTwiceOrOutOfOrder) {
  const auto swap = [](RootLink& link) { link.mutable_nodes()->SwapElements(3, 4); };
  EXPECT_EQ(ReasonAfter(swap), "PROOF_MALFORMED");
  const auto twice = [](RootLink& link) { *link.add_nodes() = link.nodes(4); };
  EXPECT_EQ(ReasonAfter(twice), "PROOF_MALFORMED");
  // A name that stands at two places, shown at both.
  TwoSeals seals = SampleSeals();
  for (auto* const nodes : {&seals.before, &seals.after}) nodes->push_back({.name = "organs/office", .above = 5});
  RootLink link = LinkOf(seals);
  ASSERT_EQ(link.nodes_size(), 7);
  *link.mutable_nodes(6)->mutable_before() =
      ShownOf(link.from(), {{.name = "x"}, {.name = "organs/office", .above = 0}}, "organs/office");
  *link.mutable_nodes(6)->mutable_after() = link.nodes(6).before();
  EXPECT_EQ(status::ReasonOf(CheckLink(link).status()), "PROOF_MALFORMED");
}

TEST(CheckLink, RefusesRootsThatAreNotOfOneNodeYearLogAndAlgorithm) {
  TwoSeals seals = SampleSeals();
  seals.show_all = true;
  seals.after = seals.before;
  seals.events = {SealOfCity(YearLock::KIND_UNSPECIFIED), SealOfCity()};
  const auto reason = [&](const std::function<void(TreeId&)>& other) {
    RootLink link = LinkOf(seals);
    TreeId id = IdOf(link.to());
    other(id);
    Retell(link, seals.after, id);
    return status::ReasonOf(CheckLink(link).status());
  };
  EXPECT_EQ(reason([](TreeId&) {}), "");
  EXPECT_EQ(reason([](TreeId& id) { id.position.set_log_id("log-b"); }), "PROOF_OF_ANOTHER");
  EXPECT_EQ(reason([](TreeId& id) { id.algorithm = aggregation::v1::DIGEST_ALGORITHM_SHA256; }), "PROOF_MALFORMED");
  seals.events.back().mutable_year_lock()->set_year(2023);
  EXPECT_EQ(reason([](TreeId& id) { id.year = 2023; }), "PROOF_OF_ANOTHER");
  seals.events.back() = SealOfCity();
  seals.events.back().mutable_year_lock()->set_node("organs/town");
  RootLink town = LinkOf(seals);
  seals.after[0].name = "organs/town";
  Retell(town, seals.after);
  EXPECT_EQ(status::ReasonOf(CheckLink(town).status()), "PROOF_OF_ANOTHER");
}

TEST(CheckLink, RefusesCountsThatMoveWithoutAReport) {
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) {
              for (const size_t node : {5, 0}) seals.after[node].coverage.set_late(1);
            }),
            "LINK_CHANGE_WRONG");
}

TEST(CheckLink, RefusesCountsOfOneOrganThatMoveByMoreThanOne) {
  const auto count_station_twice = [](RootLink& link) {
    TwoSeals seals = SampleSeals();
    for (const size_t node : {3, 1, 0}) {
      auto& coverage = seals.after[node].coverage;
      coverage.set_expected(coverage.expected() + 1);
      coverage.set_accepted(coverage.accepted() + 1);
    }
    Retell(link, seals.after);
  };
  EXPECT_EQ(ReasonAfter(count_station_twice), "LINK_CHANGE_WRONG");
}

TEST(CheckLink, RefusesAnotherLastEventThanTheSealOfTheNode) {
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) { seals.events.back() = SealOfCity(YearLock::KIND_LOCKED); }),
            "LINK_EVENTS_WRONG");
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) { seals.events.back().mutable_year_lock()->set_year(2023); }),
            "LINK_EVENTS_WRONG");
  EXPECT_EQ(ReasonFor([](TwoSeals& seals) { seals.events.back().mutable_year_lock()->set_node("organs/east"); }),
            "LINK_EVENTS_WRONG");
}

TEST(CheckLink, RefusesATreeInWhichOthersReport) {
  TwoSeals seals = SampleSeals();
  EXPECT_EQ(ReasonAfter([&](RootLink& link) { Retell(link, seals.after); }), "");
  seals.after[5].scope = form::v1::SCOPE_ROLL_UP;
  EXPECT_EQ(ReasonAfter([&](RootLink& link) {
              Retell(link, seals.after);
              auto& forest = *link.add_nodes();
              forest = link.nodes(1);
              *forest.mutable_before() = ShownOf(link.from(), seals.before, "organs/forest");
              *forest.mutable_after() = ShownOf(link.to(), seals.after, "organs/forest");
            }),
            "LIST_CHANGED");
  seals.after.push_back({.name = "organs/zoo", .above = 0});
  EXPECT_EQ(ReasonAfter([&](RootLink& link) { Retell(link, seals.after); }), "LIST_CHANGED");
}

TEST(CheckLink, NamesThePlaceAndSaysItInChinese) {
  const absl::Status wrong = CheckLink([] {
                               RootLink link = LinkOf(SampleSeals());
                               link.mutable_nodes(2)->mutable_before()->set_own(0, 1);
                               return link;
                             }())
                                 .status();
  EXPECT_THAT(status::MetaOf(wrong, "place"), HasSubstr("nodes["));
  EXPECT_NE(status::ChineseOf(wrong), "");
}

}  // namespace
}  // namespace nianbao::proof
