#include "tests/contract/submission_store_contract.h"

#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "services/submission/domain/etag.h"
#include "tests/contract/changesets.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Names(const std::vector<v1::Filing>& filings) {
  std::vector<std::string> names;
  for (const v1::Filing& filing : filings) names.push_back(filing.name());
  return names;
}

// The log is dense and its chain holds, judged by the serialised events.
void ExpectWholeLog(EventLog& log) {
  const v1::EventToken head = log.Head().value();
  std::string digest = ChainStart(head.log_id());
  int64_t sequence = 0;
  const auto records = log.ReadEvents(0, 100'000).value();
  for (const v1::EventRecord& record : records) {
    EXPECT_EQ(record.event().sequence(), ++sequence);
    digest = ChainNext(digest, digest::CanonicalBytes(record.event()));
    EXPECT_EQ(record.digest(), digest);
  }
  EXPECT_EQ(head.sequence(), sequence);
  EXPECT_EQ(head.digest(), digest);
}

TEST_P(SubmissionStoreContract, BeginsEmptyWithALogOfItsOwn) {
  const v1::EventToken head = log().Head().value();
  EXPECT_FALSE(head.log_id().empty());
  EXPECT_EQ(head.sequence(), 0);
  EXPECT_EQ(head.digest(), ChainStart(head.log_id()));
  EXPECT_EQ(log().DigestAt(0).value(), head.digest());
  EXPECT_EQ(store().ReadRoster().value()->version(), 0);
  EXPECT_EQ(store().FindFiling(kName).value(), std::nullopt);
  EXPECT_THAT(store().ListRevisions(kName).value(), IsEmpty());
  EXPECT_EQ(store().FindReply(Key("never")).value(), std::nullopt);
}

TEST_P(SubmissionStoreContract, NumbersAndChainsEvents) {
  EXPECT_EQ(store().Commit(Change("a", 2)).value(), "at 2");
  EXPECT_EQ(store().Commit(Change("b", 1)).value(), "at 3");
  ExpectWholeLog(log());
  EXPECT_EQ(log().ReadEvents(1, 1).value().at(0).event().sequence(), 2);
  EXPECT_EQ(log().DigestAt(3).value(), log().Head()->digest());
  EXPECT_EQ(log().DigestAt(4).value(), std::nullopt);
}

TEST_P(SubmissionStoreContract, AnswersARepeatedRequestWithItsFirstReply) {
  ASSERT_EQ(store().Commit(Change("a")).value(), "at 1");
  ASSERT_EQ(store().Commit(Change("b")).value(), "at 2");
  EXPECT_EQ(store().Commit(Change("a")).value(), "at 1");
  EXPECT_EQ(store().FindReply(Key("a")).value(), "at 1");
  EXPECT_EQ(log().Head()->sequence(), 2);
}

TEST_P(SubmissionStoreContract, KeepsARequestWithoutEvents) {
  EXPECT_EQ(store().Commit(Change("a", 0)).value(), "at 0");
  EXPECT_EQ(store().FindReply(Key("a")).value(), "at 0");
  EXPECT_EQ(log().Head()->sequence(), 0);
}

TEST_P(SubmissionStoreContract, RefusesARequestIdWithOtherContent) {
  ASSERT_THAT(store().Commit(Change("a")), IsOk());
  Changeset other = Change("a");
  other.request.content_digest = "other";
  EXPECT_THAT(store().Commit(other), IsRefused(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(store().FindReply(other.request), IsRefused(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(log().Head()->sequence(), 1);
}

TEST_P(SubmissionStoreContract, KeepsTheRequestIdsOfActorsAndMethodsApart) {
  ASSERT_THAT(store().Commit(Change("a")), IsOk());
  Changeset other_actor = Change("a");
  other_actor.request.actor = "另一人";
  Changeset other_method = Change("a");
  other_method.request.method = "Other";
  EXPECT_EQ(store().Commit(other_actor).value(), "at 2");
  EXPECT_EQ(store().Commit(other_method).value(), "at 3");
}

TEST_P(SubmissionStoreContract, NeverLetsTimeGoBackAlongTheLog) {
  const auto timed = [](const std::string& id, int64_t seconds) {
    Changeset changes = Change(id);
    changes.events[0].mutable_time()->set_seconds(seconds);
    return changes;
  };
  for (const int64_t seconds : {100, 40, 200}) {
    ASSERT_THAT(store().Commit(timed(std::to_string(seconds), seconds)), IsOk());
    harness_->Reopen();
  }
  std::vector<int64_t> times;
  for (const v1::EventRecord& record : *log().ReadEvents(0, 10)) times.push_back(record.event().time().seconds());
  EXPECT_THAT(times, ElementsAre(100, 100, 200));
  ExpectWholeLog(log());
}

TEST_P(SubmissionStoreContract, StopsAReadAtAMegabyteAndGoesOnFromThere) {
  constexpr int kEvents = 30;
  Changeset changes = Change("a", kEvents);
  for (v1::Event& event : changes.events) event.mutable_filing()->set_reason(std::string(100'000, 'x'));
  ASSERT_THAT(store().Commit(changes), IsOk());
  const size_t first = log().ReadEvents(0, 1000)->size();
  ASSERT_EQ(first, kReadBytesMax / 100'000 + 1);
  EXPECT_EQ(log().ReadEvents(static_cast<int64_t>(first), 1000)->front().event().sequence(), first + 1);
  EXPECT_EQ(log().ReadEvents(kEvents - 1, 1000)->size(), 1u);
}

TEST_P(SubmissionStoreContract, RefusesAnEventThatCouldNotBeReadAgain) {
  Changeset changes = Change("a");
  changes.events[0].mutable_actor()->set_name("\xff");
  EXPECT_THAT(store().Commit(changes), IsRefused(StatusCode::kInternal, "STORE_FAILED"));
  EXPECT_EQ(log().Head()->sequence(), 0);
  EXPECT_EQ(store().FindReply(Key("a")).value(), std::nullopt);
  EXPECT_EQ(store().Commit(Change("a")).value(), "at 1");
}

TEST_P(SubmissionStoreContract, RefusesAnOrganThatCouldNotBeReadAgain) {
  organ::v1::Organ organ = Organ("city");
  organ.set_title("\xff");
  EXPECT_THAT(store().Commit(PutRoster("a", {organ}, 0)), IsRefused(StatusCode::kInternal, "STORE_FAILED"));
  EXPECT_EQ(store().ReadRoster().value()->version(), 0);
}

TEST_P(SubmissionStoreContract, TellsListenersOfNewEventsUntilTheyLeave) {
  std::vector<int64_t> heads;
  auto subscription = log().Subscribe([&](int64_t head) { heads.push_back(head); });
  ASSERT_THAT(store().Commit(Change("a", 2)), IsOk());
  ASSERT_THAT(store().Commit(Change("a", 2)), IsOk());
  ASSERT_THAT(store().Commit(Change("b", 0)), IsOk());
  subscription.reset();
  ASSERT_THAT(store().Commit(Change("c")), IsOk());
  EXPECT_THAT(heads, ElementsAre(2)) << "neither a repeat nor a change without events is news";
}

TEST_P(SubmissionStoreContract, ReplacesOrgans) {
  ASSERT_THAT(store().Commit(PutRoster("a", {Organ("city"), Organ("edu", "city")}, 0)), IsOk());
  organ::v1::Organ renamed = Organ("edu", "city");
  renamed.set_title("教育和体育局");
  ASSERT_THAT(store().Commit(PutRoster("b", {renamed}, 2)), IsOk());
  const auto roster = store().ReadRoster().value();
  EXPECT_EQ(roster->version(), 3);
  EXPECT_EQ(roster->Find("organs/edu")->title(), "教育和体育局");
  EXPECT_NE(roster->Find("organs/city"), nullptr);
}

TEST_P(SubmissionStoreContract, KeepsEveryVersionOfAnOrganAndTakesTheLastForToday) {
  const auto from = [](const std::string& day, const std::string& title) {
    organ::v1::Organ organ = Organ("edu");
    organ.set_from_day(day);
    organ.set_title(title);
    return organ;
  };
  ASSERT_THAT(store().Commit(PutRoster("a", {from("", "一")}, 0)), IsOk());
  ASSERT_THAT(store().Commit(PutRoster("b", {from("2026-01-01", "三"), from("2025-01-01", "二")}, 1)), IsOk());
  harness_->Reopen();
  EXPECT_EQ(store().ReadRoster().value()->Find("organs/edu")->title(), "二");
  const auto history = store().ReadRosterHistory().value();
  EXPECT_EQ(history->version(), 3);
  EXPECT_EQ(history->At("organs/edu", "2024-12-31")->title(), "一");
  EXPECT_EQ(history->At("organs/edu", "2025-01-01")->title(), "二");
  EXPECT_EQ(history->At("organs/edu", "2026-01-01")->title(), "三");
  ASSERT_THAT(store().Commit(PutRoster("c", {from("2025-01-01", "四")}, 3)), IsOk());
  EXPECT_EQ(store().ReadRosterHistory().value()->VersionsOf("organs/edu")->size(), 3u);
  EXPECT_EQ(store().ReadRosterHistory().value()->At("organs/edu", "2025-01-01")->title(), "四");
}

TEST_P(SubmissionStoreContract, RefusesARosterDecidedOnAnOlderOne) {
  ASSERT_THAT(store().Commit(PutRoster("a", {Organ("city")}, 0)), IsOk());
  EXPECT_THAT(store().Commit(PutRoster("b", {Organ("town")}, 0)), IsRefused(StatusCode::kAborted, "ROSTER_CHANGED"));
  EXPECT_EQ(store().ReadRoster().value()->Find("organs/town"), nullptr);
  EXPECT_EQ(store().FindReply(Key("b")).value(), std::nullopt);
  EXPECT_EQ(log().Head()->sequence(), 1);
}

TEST_P(SubmissionStoreContractOfFilings, GivesAFilingBackWithItsReports) {
  v1::Revision open = Revision(1, v1::Revision::STATE_DRAFT, 7);
  open.set_author("填报人");
  ASSERT_THAT(store().Commit(PutOpen("a", open, 0)), IsOk());
  const FilingSnapshot snapshot = store().FindFiling(kName).value().value();
  EXPECT_EQ(snapshot.version, 4);
  EXPECT_EQ(snapshot.revision_count, 1);
  EXPECT_EQ(snapshot.filing.etag(), EtagOf(4));
  EXPECT_EQ(snapshot.filing.organ(), "organs/edu");
  EXPECT_EQ(snapshot.filing.year(), 2024);
  EXPECT_EQ(snapshot.filing.scope(), form::v1::SCOPE_OWN);
  EXPECT_EQ(snapshot.filing.open_revision().SerializeAsString(), open.SerializeAsString());
  EXPECT_FALSE(snapshot.filing.has_effective_revision());
}

TEST_P(SubmissionStoreContractOfFilings, RefusesARevisionThatCouldNotBeReadAgain) {
  v1::Revision nameless = Revision(1, v1::Revision::STATE_DRAFT, 1);
  nameless.set_author("\xff");
  v1::Revision garbled = Revision(1, v1::Revision::STATE_DRAFT, 1);
  garbled.mutable_report()->set_organ_name("\xff");
  for (const v1::Revision& revision : {nameless, garbled}) {
    EXPECT_THAT(store().Commit(PutOpen("a", revision, 0)), IsRefused(StatusCode::kInternal, "STORE_FAILED"));
    EXPECT_EQ(store().FindFiling(kName).value(), std::nullopt);
    EXPECT_EQ(log().Head()->sequence(), 3);
  }
}

TEST_P(SubmissionStoreContractOfFilings, RefusesAFilingThatIsThereAlready) {
  ASSERT_THAT(store().Commit(PutOpen("a", Revision(1, v1::Revision::STATE_DRAFT, 1), 0)), IsOk());
  const absl::Status refused = store().Commit(PutOpen("b", Revision(1, v1::Revision::STATE_DRAFT, 2), 0)).status();
  EXPECT_THAT(refused, IsRefused(StatusCode::kAlreadyExists, "FILING_EXISTS"));
  EXPECT_EQ(status::MetaOf(refused, "currentEtag"), EtagOf(4));
}

TEST_P(SubmissionStoreContractOfFilings, WritesNothingOfAChangeDecidedOnAnOlderState) {
  ASSERT_THAT(store().Commit(PutOpen("a", Revision(1, v1::Revision::STATE_DRAFT, 1), 0)), IsOk());
  ASSERT_THAT(store().Commit(PutOpen("b", Revision(1, v1::Revision::STATE_DRAFT, 2), 4)), IsOk());
  const absl::Status refused = store().Commit(PutOpen("c", Revision(1, v1::Revision::STATE_DRAFT, 3), 4)).status();
  EXPECT_THAT(refused, IsRefused(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(status::MetaOf(refused, "currentEtag"), EtagOf(5));
  EXPECT_EQ(log().Head()->sequence(), 5);
  EXPECT_EQ(store().FindReply(Key("c")).value(), std::nullopt);
  const v1::Filing filing = store().FindFiling(kName)->value().filing;
  EXPECT_EQ(filing.open_revision().report().requests().received().natural_person(), 2);
}

TEST_P(SubmissionStoreContractOfFilings, LooksTheRequestUpBeforeThePreconditions) {
  ASSERT_EQ(store().Commit(PutOpen("a", Revision(1, v1::Revision::STATE_DRAFT, 1), 0)).value(), "at 4");
  EXPECT_EQ(store().Commit(PutOpen("a", Revision(1, v1::Revision::STATE_DRAFT, 1), 0)).value(), "at 4");
}

TEST_P(SubmissionStoreContractOfFilings, WritesSeveralRevisionsAtOnce) {
  ASSERT_THAT(store().Commit(PutOpen("a", Revision(1, v1::Revision::STATE_SUBMITTED, 1), 0)), IsOk());
  const v1::Revision old_one = Revision(1, v1::Revision::STATE_SUPERSEDED, 1);
  const v1::Revision new_one = Revision(2, v1::Revision::STATE_ACCEPTED, 2);
  Changeset changes = PutOpen("b", new_one, 4);
  *changes.filings[0].filing.mutable_effective_revision() = new_one;
  changes.filings[0].filing.clear_open_revision();
  changes.filings[0].revisions = {old_one, new_one};
  ASSERT_THAT(store().Commit(changes), IsOk());
  const auto revisions = store().ListRevisions(kName).value();
  ASSERT_EQ(revisions.size(), 2u);
  EXPECT_EQ(revisions[0].SerializeAsString(), old_one.SerializeAsString());
  EXPECT_EQ(revisions[1].SerializeAsString(), new_one.SerializeAsString());
  EXPECT_EQ(store().ListRevisionsAfter(kName, 0, 1)->at(0).number(), 1);
  EXPECT_EQ(store().ListRevisionsAfter(kName, 0, 2)->size(), 2u);
  const auto later = store().ListRevisionsAfter(kName, 1, 2).value();
  ASSERT_EQ(later.size(), 1u);
  EXPECT_EQ(later[0].SerializeAsString(), new_one.SerializeAsString());
  const v1::Filing filing = store().FindFiling(kName)->value().filing;
  EXPECT_EQ(filing.effective_revision().number(), 2);
  EXPECT_FALSE(filing.has_open_revision());
}

TEST_P(SubmissionStoreContractOfFilings, WritesSeveralFilingsAtOnceOrNone) {
  constexpr char kOther[] = "organs/edu/filings/2025-own";
  ASSERT_THAT(store().Commit(PutOpen("a", Revision(1, v1::Revision::STATE_DRAFT, 1), 0)), IsOk());
  Changeset changes = PutOpen("b", Revision(1, v1::Revision::STATE_DRAFT, 2), 4);
  const Changeset other = PutOpen("b", Revision(1, v1::Revision::STATE_DRAFT, 3), 0, kOther);
  changes.filings.push_back(other.filings[0]);
  changes.events.push_back(EventAbout(kOther));
  changes.filings[1].expected_version = 3;
  EXPECT_THAT(store().Commit(changes), IsRefused(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(store().FindFiling(kName)->value().version, 4);
  EXPECT_EQ(store().FindFiling(kOther).value(), std::nullopt);

  changes.filings[1].expected_version = 0;
  ASSERT_EQ(store().Commit(changes).value(), "at 6");
  for (const char* name : {kName, kOther}) {
    EXPECT_EQ(store().FindFiling(name)->value().version, 6) << name;
    EXPECT_EQ(store().FindFiling(name)->value().filing.etag(), EtagOf(6)) << name;
  }
  EXPECT_EQ(store().FindFiling(kOther)->value().filing.open_revision().report().requests().received().natural_person(),
            3);
}

TEST_P(SubmissionStoreContractOfFilings, ListsFilingsByNameWithoutReports) {
  for (const char* name : {"organs/tax/filings/2024-own", "organs/edu/filings/2023-own", kName}) {
    ASSERT_THAT(store().Commit(PutOpen(name, Revision(1, v1::Revision::STATE_DRAFT, 1), 0, name)), IsOk());
  }
  const auto all = store().ListFilings({.limit = 10}).value();
  EXPECT_THAT(Names(all), ElementsAre("organs/edu/filings/2023-own", kName, "organs/tax/filings/2024-own"));
  EXPECT_FALSE(all[0].open_revision().has_report());
  EXPECT_EQ(all[0].open_revision().number(), 1);
  EXPECT_THAT(Names(store().ListFilings({.year = 2024, .limit = 1}).value()), ElementsAre(kName));
  EXPECT_THAT(Names(store().ListFilings({.after_name = kName, .limit = 10}).value()),
              ElementsAre("organs/tax/filings/2024-own"));
  EXPECT_THAT(Names(store().ListFilings({.node = "organs/edu", .limit = 10}).value()),
              ElementsAre("organs/edu/filings/2023-own", kName));
  EXPECT_EQ(store().ListFilings({.node = "organs/city", .limit = 10})->size(), 3u);
}

TEST_P(SubmissionStoreContractOfFilings, ListsWhatWaitsForReviewOldestFirst) {
  v1::Revision late = Revision(1, v1::Revision::STATE_SUBMITTED, 1);
  late.mutable_submit_time()->set_seconds(200);
  v1::Revision early = late;
  early.mutable_submit_time()->set_seconds(100);
  ASSERT_THAT(store().Commit(PutOpen("a", late, 0)), IsOk());
  ASSERT_THAT(store().Commit(PutOpen("b", early, 0, "organs/tax/filings/2024-own")), IsOk());
  ASSERT_THAT(store().Commit(PutOpen("c", Revision(1, v1::Revision::STATE_DRAFT, 1), 0, "organs/tax/filings/2023-own")),
              IsOk());
  EXPECT_THAT(Names(store().ListSubmitted({.limit = 10}).value()), ElementsAre("organs/tax/filings/2024-own", kName));
  EXPECT_THAT(Names(store().ListSubmitted({.node = "organs/edu", .limit = 10}).value()), ElementsAre(kName));
  EXPECT_THAT(Names(store().ListSubmitted({.limit = 1}).value()), ElementsAre("organs/tax/filings/2024-own"));
  const SubmittedFilter after = {
      .after_time = absl::FromUnixSeconds(100), .after_name = "organs/tax/filings/2024-own", .limit = 10};
  EXPECT_THAT(Names(store().ListSubmitted(after).value()), ElementsAre(kName));
  SubmittedFilter below = after;
  below.node = "organs/tax";
  EXPECT_THAT(Names(store().ListSubmitted(below).value()), IsEmpty());
}

TEST_P(SubmissionStoreContractOfFilings, KeepsEverythingWhenItIsOpenedAgain) {
  ASSERT_THAT(store().Commit(PutOpen("a", Revision(1, v1::Revision::STATE_DRAFT, 7), 0)), IsOk());
  const std::string head = log().Head()->SerializeAsString();
  const std::string filing = store().FindFiling(kName)->value().filing.SerializeAsString();
  harness_->Reopen();
  EXPECT_EQ(log().Head()->SerializeAsString(), head);
  EXPECT_EQ(store().FindFiling(kName)->value().filing.SerializeAsString(), filing);
  EXPECT_EQ(store().FindReply(Key("a")).value(), "at 4");
  EXPECT_EQ(store().ReadRoster().value()->Subtree("").size(), 3u);
  ASSERT_EQ(store().Commit(Change("b")).value(), "at 5");
  ExpectWholeLog(log());
}

TEST_P(SubmissionStoreContractOfFilings, LetsOneOfManyWritersOfTheSameStateWin) {
  constexpr int kWriters = 8;
  ASSERT_THAT(store().Commit(PutOpen("first", Revision(1, v1::Revision::STATE_SUBMITTED, 0), 0)), IsOk());
  std::latch start(kWriters);
  std::atomic<int> won = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&, i] {
      const Changeset changes = PutOpen("w" + std::to_string(i), Revision(1, v1::Revision::STATE_RETURNED, i), 4);
      start.arrive_and_wait();
      const auto reply = store().Commit(changes);
      if (reply.ok()) ++won;
      if (!reply.ok()) EXPECT_THAT(reply, IsRefused(StatusCode::kAborted, "ETAG_MISMATCH"));
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(log().Head()->sequence(), 5);
  ExpectWholeLog(log());
}

TEST_P(SubmissionStoreContractOfFilings, ShowsReadersOnlyWholeCommits) {
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) {
      const auto snapshot = store().FindFiling(kName).value();
      if (!snapshot.has_value()) continue;
      // Every commit writes its sequence into filing, revision and report.
      const v1::Revision& open = snapshot->filing.open_revision();
      EXPECT_EQ(open.number(), open.report().requests().received().natural_person());
      EXPECT_EQ(snapshot->revision_count, open.number());
      EXPECT_EQ(snapshot->version, open.number() + 3);
    }
  });
  for (int i = 1; i <= 50; ++i) {
    EXPECT_THAT(
        store().Commit(PutOpen(std::to_string(i), Revision(i, v1::Revision::STATE_DRAFT, i), i == 1 ? 0 : i + 2)),
        IsOk());
  }
  done = true;
  reader.join();
}

}  // namespace

SubmissionStoreContractOfFilings::SubmissionStoreContractOfFilings() {
  store().Commit(PutRoster("roster", {Organ("city"), Organ("edu", "city"), Organ("tax", "city")}, 0)).value();
}

}  // namespace nianbao::submission
