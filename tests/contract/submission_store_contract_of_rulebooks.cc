// Of the contract: rulebooks, and what is looked up by their findings and by texts.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "services/submission/domain/text_bands.h"
#include "tests/contract/changesets.h"
#include "tests/contract/submission_store_contract.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

Changeset PutRulebook(const std::string& id, const std::string& digest, const std::string& expected_digest) {
  Changeset changes = Change(id);
  RulebookWrite write;
  write.rulebook.digest = digest;
  write.rulebook.rulebook.set_version("version of " + digest);
  write.expected_digest = expected_digest;
  changes.rulebook = write;
  return changes;
}

// A revision in which these rules find something.
v1::Revision Judged(int number, const std::vector<std::string>& rules) {
  v1::Revision revision = Revision(number, v1::Revision::STATE_SUBMITTED, 1);
  revision.mutable_verdict();
  for (const std::string& rule : rules) revision.mutable_verdict()->add_findings()->set_rule(rule);
  return revision;
}

// "rule count" for each rule, and the number of filings last.
std::vector<std::string> Counted(const RuleFindings& findings) {
  std::vector<std::string> counted;
  for (const RuleFindings::Count& count : findings.rules) {
    counted.push_back(count.rule + " " + std::to_string(count.filings));
  }
  counted.push_back(std::to_string(findings.filings));
  return counted;
}

// Files a text in this state.
Changeset PutText(const std::string& name, int text, v1::Revision::State state, int64_t expected_version = 0) {
  v1::Revision revision = Revision(1, state, 1);
  *revision.mutable_report()->mutable_narrative() = Prose(text);
  Changeset changes = PutOpen(name + std::to_string(expected_version), revision, expected_version, name);
  FilingWrite& write = changes.filings[0];
  write.text_bands.emplace();
  if (RevisionWithText(write.filing) != nullptr) write.text_bands = TextBandsOf(Prose(text));
  return changes;
}

TextQuery Like(int text, int year = 2024) {
  return {.year = year, .bands = TextBandsOf(Prose(text)), .except_organ = "organs/city", .limit = 3};
}

TEST_P(SubmissionStoreContract, PutsRulebooksInForceAndKeepsThemAll) {
  EXPECT_EQ(store().ActiveRulebook().value(), nullptr);
  ASSERT_THAT(store().Commit(PutRulebook("a", "one", "")), IsOk());
  EXPECT_EQ(store().ActiveRulebook().value()->digest, "one");
  ASSERT_THAT(store().Commit(PutRulebook("b", "two", "one")), IsOk());
  harness_->Reopen();
  EXPECT_EQ(store().ActiveRulebook().value()->digest, "two");
  EXPECT_EQ(store().ActiveRulebook().value()->rulebook.version(), "version of two");
  EXPECT_EQ(store().FindRulebook("one").value()->rulebook.version(), "version of one");
  EXPECT_EQ(store().FindRulebook("three").value(), nullptr);
}

TEST_P(SubmissionStoreContract, PutsARulebookInForceAgain) {
  ASSERT_THAT(store().Commit(PutRulebook("a", "one", "")), IsOk());
  ASSERT_THAT(store().Commit(PutRulebook("b", "two", "one")), IsOk());
  ASSERT_THAT(store().Commit(PutRulebook("c", "one", "two")), IsOk());
  EXPECT_EQ(store().ActiveRulebook().value()->digest, "one");
}

TEST_P(SubmissionStoreContract, RefusesARulebookDecidedOnAnotherOne) {
  ASSERT_THAT(store().Commit(PutRulebook("a", "one", "")), IsOk());
  for (const char* expected : {"", "two"}) {
    const absl::Status refused = store().Commit(PutRulebook("b", "two", expected)).status();
    EXPECT_THAT(refused, IsRefused(StatusCode::kAborted, "RULEBOOK_CHANGED"));
    EXPECT_EQ(status::MetaOf(refused, "currentDigest"), "one");
  }
  EXPECT_EQ(store().ActiveRulebook().value()->digest, "one");
  EXPECT_EQ(store().FindRulebook("two").value(), nullptr);
  EXPECT_EQ(log().Head()->sequence(), 1);
}

TEST_P(SubmissionStoreContractOfFilings, KeepsOnWhatVerdictsWereGiven) {
  Changeset first = PutOpen("a", Judged(1, {}), 0);
  validation::v1::Context context;
  context.set_due_date("2025-01-31");
  first.filings[0].contexts = {{context, "one"}, {{}, "none"}};
  ASSERT_THAT(store().Commit(first), IsOk());
  Changeset second = PutOpen("b", Judged(1, {}), 4);
  second.filings[0].contexts = {{context, "one"}};
  ASSERT_THAT(store().Commit(second), IsOk());
  harness_->Reopen();
  EXPECT_EQ(store().FindContext("one").value()->due_date(), "2025-01-31");
  EXPECT_EQ(store().FindContext("none").value()->ByteSizeLong(), 0);
  EXPECT_EQ(store().FindContext("two").value(), std::nullopt);
}

TEST_P(SubmissionStoreContractOfFilings, CountsTheFilingsInWhichARuleFindsSomething) {
  ASSERT_THAT(store().Commit(PutOpen("a", Judged(1, {"sum", "sum", "late"}), 0)), IsOk());
  ASSERT_THAT(store().Commit(PutOpen("b", Judged(1, {"late"}), 0, "organs/tax/filings/2024-own")), IsOk());
  ASSERT_THAT(store().Commit(PutOpen("c", Judged(1, {}), 0, "organs/city/filings/2024-own")), IsOk());
  ASSERT_THAT(store().Commit(PutOpen("d", Judged(1, {"sum"}), 0, "organs/tax/filings/2023-own")), IsOk());
  EXPECT_THAT(Counted(store().CountRuleFindings(2024).value()), ElementsAre("late 2", "sum 1", "3"));
  EXPECT_THAT(Counted(store().CountRuleFindings(2023).value()), ElementsAre("sum 1", "1"));
  EXPECT_THAT(Counted(store().CountRuleFindings(2022).value()), ElementsAre("0"));
}

TEST_P(SubmissionStoreContractOfFilings, CountsTheFindingsOfTheOpenRevisionOrElseOfTheEffectiveOne) {
  const v1::Revision first = Judged(1, {"sum"});
  Changeset accepted = PutOpen("a", first, 0);
  *accepted.filings[0].filing.mutable_effective_revision() = first;
  accepted.filings[0].filing.clear_open_revision();
  ASSERT_THAT(store().Commit(accepted), IsOk());
  EXPECT_THAT(Counted(store().CountRuleFindings(2024).value()), ElementsAre("sum 1", "1"));
  const v1::Revision second = Judged(2, {"late"});
  Changeset corrected = PutOpen("b", second, 4);
  *corrected.filings[0].filing.mutable_effective_revision() = first;
  ASSERT_THAT(store().Commit(corrected), IsOk());
  EXPECT_THAT(Counted(store().CountRuleFindings(2024).value()), ElementsAre("late 1", "1"));
  Changeset unjudged = PutOpen("c", Revision(2, v1::Revision::STATE_DRAFT, 1), 5);
  ASSERT_THAT(store().Commit(unjudged), IsOk());
  EXPECT_THAT(Counted(store().CountRuleFindings(2024).value()), ElementsAre("0"));
}

TEST_P(SubmissionStoreContractOfFilings, FindsFilingsOfOtherOrgansWordedAlike) {
  constexpr char kTax[] = "organs/tax/filings/2024-own";
  ASSERT_THAT(store().Commit(PutText(kName, 0, v1::Revision::STATE_SUBMITTED)), IsOk());
  ASSERT_THAT(store().Commit(PutText(kTax, 0, v1::Revision::STATE_SUBMITTED)), IsOk());
  ASSERT_THAT(store().Commit(PutText("organs/city/filings/2024-own", 0, v1::Revision::STATE_SUBMITTED)), IsOk());
  ASSERT_THAT(store().Commit(PutText("organs/edu/filings/2023-own", 0, v1::Revision::STATE_SUBMITTED)), IsOk());
  EXPECT_THAT(store().FindLookAlikes(Like(0)).value(), ElementsAre(kName, kTax));
  TextQuery one = Like(0);
  one.limit = 1;
  EXPECT_THAT(store().FindLookAlikes(one).value(), ElementsAre(kName));
  EXPECT_THAT(store().FindLookAlikes(Like(0, 2022)).value(), IsEmpty());
  EXPECT_THAT(store().FindLookAlikes(Like(5)).value(), IsEmpty());
}

TEST_P(SubmissionStoreContractOfFilings, ForgetsTheTextOfAFilingThatIsNoLongerSubmitted) {
  ASSERT_THAT(store().Commit(PutText(kName, 0, v1::Revision::STATE_DRAFT)), IsOk());
  EXPECT_THAT(store().FindLookAlikes(Like(0)).value(), IsEmpty());
  ASSERT_THAT(store().Commit(PutText(kName, 0, v1::Revision::STATE_SUBMITTED, 4)), IsOk());
  EXPECT_THAT(store().FindLookAlikes(Like(0)).value(), ElementsAre(kName));
  ASSERT_THAT(store().Commit(PutText(kName, 0, v1::Revision::STATE_RETURNED, 5)), IsOk());
  EXPECT_THAT(store().FindLookAlikes(Like(0)).value(), IsEmpty());
}

}  // namespace
}  // namespace nianbao::submission
