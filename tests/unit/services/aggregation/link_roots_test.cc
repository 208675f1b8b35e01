#include "services/aggregation/domain/query/link_roots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/proof/check_link.h"
#include "libs/proof/signed_root.h"
#include "libs/status/error.h"
#include "services/aggregation/domain/query/get_proof.h"
#include "tests/unit/libs/signature/sm2_keys.h"
#include "tests/unit/services/aggregation/linked.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/signing_key.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kFees;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::WithEvents;
using organ::v1::SCOPE_DUTY_BOTH;
using organ::v1::SCOPE_DUTY_ROLL_UP;
using submission::v1::EventToken;
using submission::v1::Revision;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A city with a bureau and a district; in the district an office and a station; a town elsewhere. The city is sealed.
LogBuilder SealedCity() {
  LogBuilder log;
  log.Organ("city", "", SCOPE_DUTY_ROLL_UP)
      .Organ("bureau", "city")
      .Organ("district", "city", SCOPE_DUTY_ROLL_UP)
      .Organ("office", "district")
      .Organ("station", "district")
      .Organ("town", "");
  log.Accept("bureau", 2024, 1, {{kReceived, 5}}).Accept("office", 2024, 1, {{kReceived, 2}});
  return log.Seal("city", 2024);
}

class Links {
 public:
  explicit Links(const LogBuilder& log, std::shared_ptr<const signature::Sm2Key> key = SigningKey())
      : log_(log), trees_(std::move(key)) {
    totals_.Begin(0, log.token().log_id());
    totals_.ServeFrom(0, 0);
    EXPECT_TRUE(totals_.Apply(0, log.After(0)).ok());
  }

  absl::StatusOr<v1::LinkRootsResponse> Ask(const v1::LinkRootsRequest& request) {
    return LinkRoots(totals_, trees_, absl::ZeroDuration(), request);
  }
  absl::StatusOr<v1::LinkRootsResponse> Ask(const EventToken& since, const std::string& node = "city",
                                            v1::DigestAlgorithm algorithm = v1::DIGEST_ALGORITHM_UNSPECIFIED) {
    v1::LinkRootsRequest request;
    request.set_node("organs/" + node);
    request.set_year(2024);
    *request.mutable_since() = since;
    request.set_algorithm(algorithm);
    return Ask(request);
  }
  std::string Refusal(const EventToken& since, const std::string& node = "city") {
    return status::ReasonOf(Ask(since, node).status());
  }
  // The names of the nodes shown, of a link that holds.
  std::vector<std::string> Linked(const EventToken& since, const std::string& node = "city",
                                  v1::DigestAlgorithm algorithm = v1::DIGEST_ALGORITHM_UNSPECIFIED) {
    const auto response = Ask(since, node, algorithm);
    EXPECT_TRUE(response.ok()) << response.status();
    if (!response.ok()) return {};
    EXPECT_THAT(response->link().events(), IsEmpty());
    link_ = WithEvents(response->link(), log_);
    proven_ = proof::CheckLink(link_);
    EXPECT_TRUE(proven_.ok()) << proven_.status();
    std::vector<std::string> names;
    for (const auto& shown : link_.nodes()) names.push_back(shown.after().node());
    return names;
  }
  v1::SignedRoot Root(const std::string& node = "city") {
    v1::GetProofRequest request;
    request.set_organ("organs/" + node);
    request.set_node("organs/" + node);
    request.set_year(2024);
    return GetProof(totals_, trees_, absl::ZeroDuration(), request)->proof().root();
  }

  const v1::RootLink& link() const { return link_; }
  const proof::ProvenLink& proven() const { return *proven_; }

 private:
  const LogBuilder log_;
  LiveTotals totals_;
  SealedTrees trees_;
  v1::RootLink link_;
  absl::StatusOr<proof::ProvenLink> proven_ = proof::ProvenLink();
};

TEST(LinkRoots, ShowsWhatACorrectionMadeOfASealedTotal) {
  LogBuilder log = SealedCity();
  const EventToken first = log.token();
  const v1::SignedRoot then = Links(log).Root();
  log.Unseal("city", 2024)
      .Filing("office", 2024, 1, Revision::STATE_SUPERSEDED)
      .Accept("office", 2024, 2, {{kReceived, 3}})
      .Seal("city", 2024);
  Links links(log);
  EXPECT_THAT(links.Linked(first), ElementsAre("organs/city", "organs/district", "organs/office"));
  EXPECT_TRUE(proof::IsSameTotal(links.link().from(), then));
  EXPECT_TRUE(proof::IsSameTotal(links.link().to(), links.Root()));
  EXPECT_EQ(links.proven().moved, std::vector<int>{2});
  EXPECT_THAT(links.proven().elsewhere, IsEmpty());
  const auto key = signature::Sm2Key::ReadPublic(signature::kPublic).value();
  EXPECT_TRUE(proof::CheckSignature(links.link().from(), key).ok());
  EXPECT_TRUE(proof::CheckSignature(links.link().to(), key).ok());
}

TEST(LinkRoots, HoldsWithEitherHash) {
  LogBuilder log = SealedCity();
  const EventToken first = log.token();
  log.Unseal("city", 2024).Accept("station", 2024, 1, {{kFees, 8}}).Seal("city", 2024);
  Links links(log);
  for (const auto algorithm : {v1::DIGEST_ALGORITHM_SM3, v1::DIGEST_ALGORITHM_SHA256}) {
    EXPECT_THAT(links.Linked(first, "city", algorithm),
                ElementsAre("organs/city", "organs/district", "organs/station"));
    EXPECT_EQ(links.link().to().algorithm(), algorithm);
  }
}

TEST(LinkRoots, ShowsNothingOfWhatHappensElsewhere) {
  LogBuilder log = SealedCity();
  const EventToken first = log.token();
  log.Accept("town", 2024, 1, {{kReceived, 9}})
      .Accept("office", 2023, 1, {{kReceived, 9}})
      .Organ("hamlet", "town")
      .Unseal("city", 2024)
      .Seal("city", 2024);
  Links links(log);
  EXPECT_THAT(links.Linked(first), ElementsAre("organs/city"));
  EXPECT_THAT(links.proven().moved, IsEmpty());
  EXPECT_THAT(links.proven().elsewhere, ElementsAre("organs/town"));
}

TEST(LinkRoots, ShowsAnOrganOfWhichTheLogSpeaksThoughItsFiguresStay) {
  LogBuilder log = SealedCity();
  const EventToken first = log.token();
  log.Filing("bureau", 2024, 1, Revision::STATE_PUBLISHED)
      .Accept("district", 2024, 1, {{kReceived, 70}}, form::v1::SCOPE_ROLL_UP)
      .Unseal("city", 2024)
      .Seal("city", 2024);
  Links links(log);
  EXPECT_THAT(links.Linked(first), ElementsAre("organs/city", "organs/bureau", "organs/district"));
  EXPECT_THAT(links.proven().moved, IsEmpty());
  EXPECT_THAT(links.proven().elsewhere, IsEmpty()) << "a summary that does not count is no figure of elsewhere";
}

TEST(LinkRoots, LeadsFromAnySealToTheOneThatStands) {
  LogBuilder log = SealedCity();
  const EventToken first = log.token();
  log.Unseal("city", 2024).Accept("station", 2024, 1, {{kReceived, 1}}).Seal("city", 2024);
  const EventToken second = log.token();
  log.Unseal("city", 2024).Filing("station", 2024, 1, Revision::STATE_REVOKED).Seal("city", 2024);
  Links links(log);
  EXPECT_THAT(links.Linked(first), ElementsAre("organs/city", "organs/district", "organs/station"));
  EXPECT_THAT(links.proven().moved, IsEmpty()) << "it came and went";
  links.Linked(second);
  EXPECT_EQ(links.proven().moved, std::vector<int>{2});
}

TEST(LinkRoots, TakesTheSummaryOfAClosedNode) {
  LogBuilder log;
  log.Organ("city", "", SCOPE_DUTY_ROLL_UP)
      .Organ("district", "city", SCOPE_DUTY_ROLL_UP)
      .Organ("office", "district")
      .List(2024, {.id = "city", .duty = SCOPE_DUTY_ROLL_UP})
      .List(2024, {.id = "district", .parent = "city", .duty = SCOPE_DUTY_ROLL_UP}, /*closed=*/true)
      .List(2024, {.id = "office", .parent = "district"})
      .Accept("district", 2024, 1, {{kReceived, 90}}, form::v1::SCOPE_ROLL_UP)
      .Seal("city", 2024);
  const EventToken first = log.token();
  log.Unseal("city", 2024)
      .Accept("district", 2024, 2, {{kReceived, 91}}, form::v1::SCOPE_ROLL_UP)
      .Accept("office", 2024, 1, {{kReceived, 7}})
      .Seal("city", 2024);
  Links links(log);
  EXPECT_THAT(links.Linked(first), ElementsAre("organs/city", "organs/district", "organs/office"));
  EXPECT_EQ(links.proven().moved, std::vector<int>{1}) << "the office is covered by the summary";
}

TEST(LinkRoots, IsRefusedWhenTheListChangedInBetween) {
  const auto refusal = [](const std::function<void(LogBuilder&)>& change) {
    LogBuilder log = SealedCity();
    const EventToken first = log.token();
    log.Unseal("city", 2024);
    change(log);
    return Links(log.Seal("city", 2024)).Ask(first).status();
  };
  const absl::Status added = refusal([](LogBuilder& log) { log.Organ("newcomer", "district"); });
  EXPECT_EQ(status::ReasonOf(added), "LIST_CHANGED");
  EXPECT_EQ(status::MetaOf(added, "node"), "organs/district");
  EXPECT_NE(status::ChineseOf(added).find("对名单没有变过的下级节点分别衔接"), std::string::npos);
  EXPECT_EQ(status::ReasonOf(refusal([](LogBuilder& log) { log.Organ("office", "city"); })), "LIST_CHANGED");
  EXPECT_EQ(status::ReasonOf(refusal([](LogBuilder& log) { log.Organ("station", "district", SCOPE_DUTY_ROLL_UP); })),
            "LIST_CHANGED")
      << "one that owes nothing any more";
  EXPECT_TRUE(refusal([](LogBuilder& log) { log.Organ("office", "district", SCOPE_DUTY_BOTH, "another title"); }).ok());
}

TEST(LinkRoots, IsRefusedForAPositionThatDidNotSealTheNode) {
  LogBuilder log = SealedCity();
  const EventToken first = log.token();
  log.Unseal("city", 2024);
  const EventToken lifted = log.token();
  log.Seal("district", 2024);
  const EventToken other = log.token();
  log.Seal("city", 2024);
  const EventToken now = log.token();
  Links links(log);
  EXPECT_EQ(links.Refusal(lifted), "NOT_SEALED");
  EXPECT_EQ(links.Refusal(other), "NOT_SEALED");
  EXPECT_EQ(links.Refusal(first, "district"), "NOT_SEALED");
  EXPECT_EQ(links.Refusal(first, "bureau"), "NOT_SEALED") << "the node is not sealed now";
  EXPECT_EQ(links.Refusal(now), "FIELD_INVALID");
  EXPECT_EQ(links.Refusal(first, "nobody"), "ORGAN_UNKNOWN");
  EventToken rewritten = first;
  rewritten.set_digest(std::string(32, 'x'));
  EXPECT_EQ(links.Refusal(rewritten), "LOG_CHANGED");
  EventToken restored = first;
  restored.set_log_id("log-b");
  EXPECT_EQ(links.Refusal(restored), "LOG_CHANGED");
}

TEST(LinkRoots, NamesEveryBadField) {
  v1::LinkRootsRequest request;
  request.set_node("city");
  request.set_year(1999);
  request.set_algorithm(static_cast<v1::DigestAlgorithm>(77));
  request.set_min_sequence(-1);
  const absl::Status bad = Links(SealedCity()).Ask(request).status();
  EXPECT_EQ(status::ReasonOf(bad), "FIELD_INVALID");
  for (const char* field : {"city", "1999", "SM3", "min_sequence", "前一次封存的位置"}) {
    EXPECT_NE(status::ChineseOf(bad).find(field), std::string::npos) << field;
  }
}

}  // namespace
}  // namespace nianbao::aggregation
