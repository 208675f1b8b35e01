// Many callers at once.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <thread>
#include <vector>

#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/save_draft.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

constexpr int kThreads = 8;

void AllAtOnce(const std::function<void(int)>& work) {
  std::latch start(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      work(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// Dense from 1, and every digest follows from the one before.
void ExpectWholeLog(const Suite& suite) {
  std::string digest = ChainStart("log-of-the-test");
  int64_t sequence = 0;
  for (const v1::EventRecord& record : suite.EventsAfter(0)) {
    EXPECT_EQ(record.event().sequence(), ++sequence);
    digest = ChainNext(digest, digest::CanonicalBytes(record.event()));
    EXPECT_EQ(record.digest(), digest);
  }
  EXPECT_EQ(suite.store->Head()->sequence(), sequence);
  EXPECT_EQ(suite.store->Head()->digest(), digest);
}

TEST(Concurrency, OneOfManyAcceptancesOfAFilingWins) {
  Suite suite;
  suite.Submit(kEdu, 3);
  const int64_t before = suite.head();
  std::vector<v1::AcceptFilingRequest> requests;
  for (int i = 0; i < kThreads; ++i) requests.push_back(suite.AcceptRequest(kEdu));
  std::atomic<int> accepted = 0;
  AllAtOnce([&](int i) {
    const auto response = AcceptFiling(suite.deps(), {.name = "审核人" + std::to_string(i)}, requests[i]);
    if (response.ok()) ++accepted;
    // Whoever came later finds the etag stale.
    if (!response.ok()) EXPECT_THAT(response, IsRefused(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  });
  EXPECT_EQ(accepted, 1);
  EXPECT_EQ(suite.head(), before + 1);
  ExpectWholeLog(suite);
}

TEST(Concurrency, OneOfManyFirstDraftsOfAFilingWins) {
  Suite suite;
  std::vector<v1::SaveDraftRequest> requests;
  for (int i = 0; i < kThreads; ++i) requests.push_back(suite.DraftRequest(kEdu, i));
  std::atomic<int> saved = 0;
  AllAtOnce([&](int i) {
    const auto response = SaveDraft(suite.deps(), kClerk, requests[i]);
    if (response.ok()) ++saved;
    if (!response.ok()) EXPECT_THAT(response, IsRefused(absl::StatusCode::kAlreadyExists, "FILING_EXISTS"));
  });
  EXPECT_EQ(saved, 1);
  EXPECT_EQ(suite.store->ListRevisions(kEdu)->size(), 1u);
  ExpectWholeLog(suite);
}

TEST(Concurrency, TheSameRequestManyTimesAtOnceHasOneAnswer) {
  Suite suite;
  const int64_t before = suite.head();
  const v1::SaveDraftRequest request = suite.DraftRequest(kEdu, 3);
  std::vector<std::string> answers(kThreads);
  AllAtOnce([&](int i) {
    const auto response = SaveDraft(suite.deps(), kClerk, request);
    ASSERT_THAT(response, IsOk());
    answers[i] = response->SerializeAsString();
  });
  for (const std::string& answer : answers) EXPECT_EQ(answer, answers[0]);
  EXPECT_EQ(suite.head(), before + 1);
}

TEST(Concurrency, DifferentFilingsDoNotDisturbEachOther) {
  Suite suite;
  std::vector<std::vector<v1::SaveDraftRequest>> requests(kThreads);
  for (int i = 0; i < kThreads; ++i) {
    for (int year = 2021; year < 2026; ++year) {
      const int own_year = year + 5 * i;
      requests[i].push_back(suite.DraftRequest("organs/edu/filings/" + std::to_string(own_year) + "-own", i));
    }
  }
  AllAtOnce([&](int i) {
    for (const v1::SaveDraftRequest& request : requests[i]) {
      EXPECT_THAT(SaveDraft(suite.deps(), kClerk, request), IsOk());
    }
  });
  EXPECT_EQ(suite.store->ListFilings({.limit = 1000})->size(), 5u * kThreads);
  ExpectWholeLog(suite);
}

}  // namespace
}  // namespace nianbao::submission
