#include "services/aggregation/domain/query/get_proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "libs/proof/check_proof.h"
#include "libs/proof/signed_root.h"
#include "libs/status/error.h"
#include "tests/unit/libs/signature/sm2_keys.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/signing_key.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using organ::v1::SCOPE_DUTY_BOTH;
using organ::v1::SCOPE_DUTY_OWN;
using organ::v1::SCOPE_DUTY_ROLL_UP;
using submission::v1::Revision;
using ::testing::IsEmpty;

// A city with a bureau and a district; in the district an office and a station. Two have filed.
LogBuilder City() {
  LogBuilder log;
  log.Organ("city", "", SCOPE_DUTY_ROLL_UP)
      .Organ("bureau", "city")
      .Organ("district", "city", SCOPE_DUTY_ROLL_UP)
      .Organ("office", "district")
      .Organ("station", "district");
  return log.Accept("bureau", 2024, 1, {{kReceived, 5}}).Accept("office", 2024, 1, {{kReceived, 2}});
}

// Totals that follow a log, and what they prove.
class Proofs {
 public:
  explicit Proofs(const LogBuilder& log, std::shared_ptr<const signature::Sm2Key> key = SigningKey(),
                  int64_t nodes_max = 1000)
      : trees_(std::move(key), nodes_max) {
    totals_.Begin(0, "log-a");
    totals_.ServeFrom(0, 0);
    Follow(log);
  }

  void Follow(const LogBuilder& log) { ASSERT_TRUE(totals_.Apply(0, log.After(totals_.position(0)->sequence())).ok()); }
  // The totals are lost, and made anew of the log.
  void Rebuild(const LogBuilder& log) {
    totals_.Begin(0, "log-a");
    Follow(log);
    totals_.ServeFrom(0, 0);
  }

  absl::StatusOr<v1::GetProofResponse> Ask(const v1::GetProofRequest& request) {
    return GetProof(totals_, trees_, absl::ZeroDuration(), request);
  }
  absl::StatusOr<v1::GetProofResponse> Ask(const std::string& organ, const std::string& node = "",
                                           v1::DigestAlgorithm algorithm = v1::DIGEST_ALGORITHM_UNSPECIFIED) {
    v1::GetProofRequest request;
    request.set_organ("organs/" + organ);
    request.set_year(2024);
    if (!node.empty()) request.set_node("organs/" + node);
    request.set_algorithm(algorithm);
    return Ask(request);
  }
  // A proof that was checked; an empty one, and a failed test, when there is none.
  v1::Proof Proven(const std::string& organ, const std::string& node = "",
                   v1::DigestAlgorithm algorithm = v1::DIGEST_ALGORITHM_UNSPECIFIED) {
    const auto response = Ask(organ, node, algorithm);
    EXPECT_TRUE(response.ok()) << response.status();
    if (!response.ok()) return {};
    const absl::Status checked = proof::CheckProof(response->proof());
    EXPECT_TRUE(checked.ok()) << checked;
    EXPECT_EQ(response->proof().path().rbegin()->node(), "organs/" + organ);
    return response->proof();
  }
  std::string Refusal(const std::string& organ, const std::string& node = "") {
    return status::ReasonOf(Ask(organ, node).status());
  }

 private:
  LiveTotals totals_;
  SealedTrees trees_;
};

TEST(GetProof, ShowsAReportInsideTheTotalOfASealedNode) {
  const LogBuilder log = City().Seal("city", 2024);
  const v1::Proof proof = Proofs(log).Proven("office");
  EXPECT_EQ(proof.root().node(), "organs/city");
  EXPECT_EQ(proof.root().year(), 2024);
  EXPECT_EQ(proof.root().algorithm(), v1::DIGEST_ALGORITHM_SM3);
  EXPECT_EQ(proof.root().position().SerializeAsString(), log.token().SerializeAsString());
  EXPECT_EQ(proof.root().coverage().expected(), 3);
  EXPECT_EQ(proof.root().coverage().accepted(), 2);
  EXPECT_EQ(proof.root().coverage().missing(), 1);
  ASSERT_EQ(proof.path_size(), 3);
  EXPECT_EQ(proof.path(1).node(), "organs/district");
  EXPECT_EQ(proof.path(1).coverage().expected(), 2);
  EXPECT_EQ(proof.path(1).children_size(), 2);
  const auto key = signature::Sm2Key::ReadPublic(signature::kPublic).value();
  EXPECT_TRUE(proof::CheckSignature(proof.root(), key).ok());
}

TEST(GetProof, ShowsThatAMissingReportIsNotInside) {
  const v1::Proof proof = Proofs(City().Seal("city", 2024)).Proven("station");
  EXPECT_THAT(proof.path(2).own(), IsEmpty());
  EXPECT_EQ(proof.path(2).coverage().missing(), 1);
}

TEST(GetProof, IsMadeWithTheHashAskedFor) {
  Proofs proofs(City().Seal("city", 2024));
  EXPECT_EQ(proofs.Proven("office", "", v1::DIGEST_ALGORITHM_SHA256).root().algorithm(), v1::DIGEST_ALGORITHM_SHA256);
  EXPECT_EQ(proofs.Proven("office", "", v1::DIGEST_ALGORITHM_SM3).root().algorithm(), v1::DIGEST_ALGORITHM_SM3);
}

TEST(GetProof, TakesTheHighestSealedNodeUnlessOneIsNamed) {
  Proofs proofs(City().Seal("district", 2024).Seal("city", 2024).Seal("office", 2024));
  EXPECT_EQ(proofs.Proven("office").root().node(), "organs/city");
  EXPECT_EQ(proofs.Proven("office", "district").root().node(), "organs/district");
  const v1::Proof alone = proofs.Proven("office", "office");
  EXPECT_EQ(alone.path_size(), 1);
}

TEST(GetProof, IsRefusedWhereNothingIsSealed) {
  LogBuilder log = City().Seal("bureau", 2024).Seal("city", 2023);
  Proofs proofs(log);
  EXPECT_EQ(proofs.Refusal("office"), "NOT_SEALED");
  EXPECT_EQ(proofs.Refusal("office", "city"), "NOT_SEALED");
  const absl::Status refused = proofs.Ask("office", "district").status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status::MetaOf(refused, "node"), "organs/district");
  EXPECT_NE(status::ChineseOf(refused).find("没有封存"), std::string::npos);
}

TEST(GetProof, IsRefusedOnceTheSealIsLiftedAndIsAnotherAfterTheNext) {
  LogBuilder log = City().Seal("city", 2024);
  Proofs proofs(log);
  const v1::Proof first = proofs.Proven("office");
  proofs.Follow(log.Unseal("city", 2024));
  EXPECT_EQ(proofs.Refusal("office"), "NOT_SEALED");
  proofs.Follow(log.Accept("station", 2024, 1, {{kReceived, 3}}).Seal("city", 2024));
  const v1::Proof second = proofs.Proven("office");
  EXPECT_EQ(second.root().position().sequence(), log.token().sequence());
  EXPECT_EQ(second.root().coverage().missing(), 0);
  EXPECT_NE(second.root().digest(), first.root().digest());
}

TEST(GetProof, StaysTheSameBytesWhateverComesAfterTheSeal) {
  LogBuilder log = City().Seal("city", 2024);
  Proofs proofs(log);
  const std::string first = proofs.Proven("office").SerializeAsString();
  proofs.Follow(log.Filing("office", 2024, 1, Revision::STATE_PUBLISHED));
  proofs.Follow(log.Organ("station", "").Organ("newcomer", "district").Accept("office", 2023, 1, {{kReceived, 9}}));
  EXPECT_EQ(proofs.Proven("office").SerializeAsString(), first);
}

TEST(GetProof, IsTheSameButForItsSignatureWhenItIsMadeAnewAfterwards) {
  LogBuilder log = City().Seal("city", 2024);
  const std::string first = Proofs(log, nullptr).Proven("office").SerializeAsString();
  Proofs later(log.Filing("office", 2024, 1, Revision::STATE_PUBLISHED).Organ("office", "city"), nullptr);
  EXPECT_EQ(later.Proven("office", "city").SerializeAsString(), first);
}

TEST(GetProof, OutlivesTheTotalsItWasMadeOf) {
  const LogBuilder log = City().Seal("city", 2024);
  Proofs proofs(log);
  const std::string first = proofs.Proven("office").SerializeAsString();
  proofs.Rebuild(log);
  EXPECT_EQ(proofs.Proven("office").SerializeAsString(), first);
}

TEST(GetProof, IsTheSameForAllWhoAskAtOnce) {
  Proofs proofs(City().Seal("city", 2024));
  std::vector<std::string> roots(4);
  std::vector<std::thread> callers;
  for (std::string& root : roots) {
    callers.emplace_back([&] { root = proofs.Proven("office").root().SerializeAsString(); });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_THAT(roots, ::testing::Each(roots.front()));
}

TEST(SealedTrees, AreMadeOnceThoughSeveralCallersBringTheNodes) {
  SealedTrees trees(SigningKey());
  proof::TreeId id = {.year = 2024};
  id.position.set_log_id("log-a");
  id.position.set_sequence(7);
  const auto first = trees.FindOrMake(id, {{.name = "organs/city"}});
  const auto second = trees.FindOrMake(id, {{.name = "organs/city"}});
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(*second, *first);
  id.position.set_digest("of another history");
  EXPECT_NE(*trees.FindOrMake(id, {{.name = "organs/city"}}), *first);
}

TEST(GetProof, IsMadeAnewWhenThereIsNoRoomToKeepIt) {
  Proofs proofs(City().Seal("city", 2024).Seal("district", 2024), SigningKey(), /*nodes_max=*/5);
  const v1::Proof first = proofs.Proven("office", "city");
  EXPECT_EQ(proofs.Proven("office", "city").root().signature(), first.root().signature());
  proofs.Proven("office", "district");
  const v1::Proof anew = proofs.Proven("office", "city");
  EXPECT_NE(anew.root().signature(), first.root().signature());
  EXPECT_EQ(anew.root().digest(), first.root().digest());
}

TEST(GetProof, AddsTheSummaryOfAClosedNodeAndNothingBelowIt) {
  LogBuilder log = City();
  log.List(2024, {.id = "city", .duty = SCOPE_DUTY_ROLL_UP})
      .List(2024, {.id = "bureau", .parent = "city"})
      .List(2024, {.id = "district", .parent = "city", .duty = SCOPE_DUTY_ROLL_UP}, /*closed=*/true)
      .List(2024, {.id = "office", .parent = "district"})
      .Accept("district", 2024, 1, {{kReceived, 90}}, form::v1::SCOPE_ROLL_UP)
      .Seal("city", 2024);
  Proofs proofs(log);
  const v1::Proof closed = proofs.Proven("district");
  EXPECT_EQ(closed.path(1).own_size(), 200);
  EXPECT_EQ(closed.path(1).coverage().summaries(), 1);
  const v1::Proof covered = proofs.Proven("office");
  EXPECT_THAT(covered.path(2).own(), IsEmpty()) << "its own report is not added once more";
  EXPECT_EQ(covered.path(2).coverage().expected(), 0);
  EXPECT_EQ(covered.root().coverage().expected(), 2);
}

TEST(GetProof, IsRefusedForAnOrganThatWasNotBelowTheNode) {
  LogBuilder log = City().Organ("stranger", "").Seal("district", 2024).Organ("latecomer", "district");
  Proofs proofs(log);
  for (const std::string organ : {"bureau", "stranger", "city", "latecomer"}) {
    EXPECT_EQ(proofs.Refusal(organ, "district"), "FIELD_INVALID") << organ;
  }
  EXPECT_EQ(proofs.Refusal("latecomer"), "NOT_SEALED") << "it came below the node after the seal";
  EXPECT_EQ(proofs.Refusal("nobody"), "ORGAN_UNKNOWN");
  EXPECT_EQ(proofs.Refusal("office", "nobody"), "ORGAN_UNKNOWN");
}

TEST(GetProof, IsRefusedForFiguresThatNoSumOfCountsCanHold) {
  EXPECT_EQ(Proofs(City().Accept("station", 2024, 1, {{kReceived, -1}}).Seal("city", 2024)).Refusal("office"),
            "FIGURE_NEGATIVE");
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(Proofs(City().Accept("station", 2024, 1, {{kReceived, kMax}}).Seal("city", 2024)).Refusal("office"),
            "SUM_OVERFLOW");
}

TEST(GetProof, NamesEveryBadField) {
  v1::GetProofRequest request;
  request.set_organ("office");
  request.set_year(1999);
  request.set_node("city");
  request.set_algorithm(static_cast<v1::DigestAlgorithm>(77));
  request.set_min_sequence(-1);
  const absl::Status bad = Proofs(City()).Ask(request).status();
  EXPECT_EQ(status::ReasonOf(bad), "FIELD_INVALID");
  for (const char* field : {"office", "1999", "city", "SM3", "min_sequence"}) {
    EXPECT_NE(status::ChineseOf(bad).find(field), std::string::npos) << field;
  }
}

// A nation whose ministry is in one log, and a province below it in another.
TEST(GetProof, OfANodeThatSumsSeveralLogsIsRefusedAndOfOneWithinALogIsGiven) {
  LogBuilder nation("nation-log");
  nation.Organ("nation", "", SCOPE_DUTY_ROLL_UP).Organ("ministry", "nation").Seal("nation", 2024);
  nation.Seal("ministry", 2024);
  LogBuilder province("province-log");
  province.Organ("province", "", SCOPE_DUTY_ROLL_UP).Organ("bureau", "province");
  province.Accept("bureau", 2024, 1, {{kReceived, 7}}).Seal("province", 2024);
  LiveTotals totals({"", "organs/nation"});
  SealedTrees trees(nullptr);
  int source = 0;
  for (const LogBuilder& log : {nation, province}) {
    totals.Begin(source, log.token().log_id());
    ASSERT_TRUE(totals.Apply(source, log.After(0)).ok());
    totals.ServeFrom(source++, 0);
  }
  v1::GetProofRequest request;
  request.set_year(2024);
  request.set_organ("organs/bureau");
  const auto highest = GetProof(totals, trees, absl::ZeroDuration(), request);
  ASSERT_TRUE(highest.ok()) << highest.status();
  EXPECT_EQ(highest->proof().root().node(), "organs/province");
  EXPECT_EQ(highest->proof().root().position().log_id(), "province-log");
  EXPECT_TRUE(proof::CheckProof(highest->proof()).ok());
  request.set_node("organs/nation");
  EXPECT_EQ(status::ReasonOf(GetProof(totals, trees, absl::ZeroDuration(), request).status()), "NOT_SEALED");
  request.set_organ("organs/ministry");
  request.set_node("organs/ministry");
  EXPECT_TRUE(GetProof(totals, trees, absl::ZeroDuration(), request).ok());
}

}  // namespace
}  // namespace nianbao::aggregation
