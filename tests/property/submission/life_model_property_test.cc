// Random calls of all kinds by several clients at once, through real processes that are killed, against a small model.
//
// NIANBAO_PROPERTY_RUNS=N takes N batches of calls, NIANBAO_PROPERTY_SEED=S begins with seed S.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <latch>
#include <memory>
#include <optional>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/status/error.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/postgres/postgres_server.h"
#include "tests/property/submission/comparison.h"
#include "tests/property/submission/random_calls.h"
#include "tests/property/submission/reading.h"
#include "tests/property/submission/send.h"

namespace nianbao::submission {
namespace {

using directory::v1::DirectoryService;
using integration::Replica;
using integration::Rules;

constexpr int kTogetherMax = 4;
constexpr int kRepeatPercent = 12;
constexpr int kTwicePercent = 15;
constexpr int kStreamPercent = 12;
constexpr int kKillPercent = 6;
// In so many, every kind of call is carried out.
constexpr uint64_t kBatchesForAllMethods = 1000;

uint64_t Setting(const char* name, uint64_t otherwise) {
  const char* const set = std::getenv(name);
  return set == nullptr ? otherwise : std::strtoull(set, nullptr, 10);
}

// As docs/error_reasons.md has it.
absl::StatusCode CodeOf(const std::string& reason) {
  for (const char* aborted : {"ETAG_MISMATCH", "LOCKS_CHANGED", "ROSTER_CHANGED", "RULEBOOK_CHANGED"}) {
    if (reason == aborted) return absl::StatusCode::kAborted;
  }
  for (const char* unknown : {"FILING_UNKNOWN", "GRANT_UNKNOWN", "ORGAN_UNKNOWN", "LOCK_UNKNOWN", "RULE_UNKNOWN"}) {
    if (reason == unknown) return absl::StatusCode::kNotFound;
  }
  for (const char* invalid : {"FIELD_INVALID", "REQUEST_ID_REUSED", "ROSTER_INVALID"}) {
    if (reason == invalid) return absl::StatusCode::kInvalidArgument;
  }
  const bool exists = reason == "FILING_EXISTS" || reason == "GRANT_EXISTS";
  return exists ? absl::StatusCode::kAlreadyExists : absl::StatusCode::kFailedPrecondition;
}

// Changes of what verdicts and locks go by are asked for beside calls that do not go by them: what was decided just
// before may be committed just after.
bool IsGround(Method method) { return IsOfOrgans(method) || method == Method::kSetRule; }
bool GoesByGround(const Call& call) {
  return IsOfFilings(call.method) || (call.method == Method::kLock && !call.exception.empty());
}

// The filings that a call changes or may change.
std::set<std::string> FilingsOf(const Call& call) {
  std::set<std::string> filings;
  for (const Call& item : call.items) filings.insert(item.filing());
  if (!IsOfFilings(call.method) || !call.items.empty()) return filings;
  filings.insert(call.filing());
  Call year_after = call;
  ++year_after.year;
  filings.insert(year_after.filing());
  return filings;
}

bool Meet(const Call& a, const Call& b) {
  const std::set<std::string> others = FilingsOf(b);
  for (const std::string& filing : FilingsOf(a)) {
    if (others.contains(filing)) return true;
  }
  return false;
}

std::string KeyOf(const Call& call) { return absl::StrCat(NameOf(call.method), " ", call.request_id); }

// A call, what came of it, and what it has to do with calls before.
struct Asked {
  Call call;
  // The answer that it had before; the content may be another one now.
  std::optional<Answer> before;
  bool is_altered = false;
  // Those of one number, not 0, go over one stream.
  int stream = 0;
  Answer answer;
};

enum class Kept { kInSqlite, kInPostgres };

class Lives {
 public:
  Lives(Kept kept, uint64_t seed) : calls_(seed) {
    if (kept == Kept::kInPostgres) {
      postgres_ = std::make_unique<PostgresServer>();
      const std::string database = postgres_->NewDatabase();
      for (int i = 0; i < 2; ++i) {
        replicas_.push_back(std::make_unique<Replica>(integration::Store{.database = database}, rules_));
      }
    } else {
      replicas_.push_back(std::make_unique<Replica>(integration::Store{.data = folder_.path().string()}, rules_));
    }
    directory::v1::ImportOrgansRequest roster;
    roster.set_request_id("roster");
    *roster.add_organs() = integration::MakeOrgan("city", "");
    *roster.add_organs() = integration::MakeOrgan("other", "");
    for (const char* organ : {"edu", "health", "park", "works", "tax"})
      *roster.add_organs() = integration::MakeOrgan(organ, "city");
    for (int i : {0, 1}) roster.mutable_organs(i)->set_scope_duty(organ::v1::SCOPE_DUTY_ROLL_UP);
    roster.mutable_organs(4)->set_scope_duty(organ::v1::SCOPE_DUTY_BOTH);
    const auto imported = Read(replicas_[0]->directory(), &DirectoryService::Stub::ImportOrgans, roster).value();
    model_ = std::make_unique<ReferenceModel>(imported.token().sequence());
    rulebooks_.push_back(
        Read(replicas_[0]->rulebook(), &v1::RulebookService::Stub::GetActiveRulebook, v1::GetActiveRulebookRequest())
            .value()
            .digest());
  }

  void Run(uint64_t batches) {
    for (uint64_t batch = 0; batch < batches && !::testing::Test::HasFailure(); ++batch) {
      std::vector<Asked> asked = Draw();
      std::string said;
      for (const Asked& one : asked) absl::StrAppend(&said, "\n  ", Describe(one.call));
      SCOPED_TRACE(absl::StrCat("batch ", batch, said));
      AskAtOnce(asked);
      Judge(asked);
      if (!::testing::Test::HasFailure()) Compare(asked);
    }
    if (!::testing::Test::HasFailure()) CompareLog(*replicas_[0], *model_, rulebooks_.back());
  }

  std::string Summary() const {
    return absl::StrCat(carried_out_, " carried out, ", repeats_, " repeated, ", kills_,
                        " kills; carried out: ", absl::StrJoin(by_method_, " ", absl::PairFormatter(" ")),
                        "; refused: ", absl::StrJoin(refused_, " ", absl::PairFormatter(" ")));
  }
  size_t methods_carried_out() const { return by_method_.size(); }

 private:
  std::vector<Asked> Draw() {
    if (random().Chance(kStreamPercent)) return DrawAStream();
    std::vector<Asked> asked;
    for (int64_t count = random().Between(1, kTogetherMax); count > 0; --count) {
      if (!remembered_.empty() && random().Chance(kRepeatPercent)) {
        asked.push_back(DrawARepeat());
        continue;
      }
      Asked fresh = {.call = calls_.Next(*model_)};
      const bool would_hang = std::any_of(asked.begin(), asked.end(), [&](const Asked& other) {
        return !other.before.has_value() && ((IsGround(fresh.call.method) && GoesByGround(other.call)) ||
                                             (IsGround(other.call.method) && GoesByGround(fresh.call)));
      });
      if (would_hang) continue;
      fresh.call.rulebook = rulebooks_[fresh.call.rule_changes_seen];
      asked.push_back(fresh);
      if (random().Chance(kTwicePercent)) asked.push_back(fresh);
    }
    return asked;
  }

  Asked DrawARepeat() {
    Asked repeat = random().Pick(remembered_);
    repeat.is_altered = random().Chance(30);
    if (repeat.is_altered) Alter(repeat.call);
    repeat.stream = repeat.call.method == Method::kSubmit && random().Chance(50) ? ++streams_ : 0;
    return repeat;
  }

  // One client submits over a stream; somebody may do something else, or ask for the same, meanwhile.
  std::vector<Asked> DrawAStream() {
    ++streams_;
    std::vector<Asked> asked;
    for (const Call& call : calls_.NextSubmissions(*model_)) asked.push_back({.call = call, .stream = streams_});
    const Call beside = calls_.Next(*model_);
    if (random().Chance(30) && !IsGround(beside.method)) asked.push_back({.call = beside});
    if (random().Chance(kTwicePercent)) asked.push_back({.call = asked.front().call});
    return asked;
  }

  // The same request, another content.
  static void Alter(Call& call) {
    call.year = call.year == 2022 ? 2024 : 2022;
    if (!call.etag.empty()) call.etag = "\"0\"";
    ++call.figure;
    call.organ += "-other";
    for (Call& item : call.items) ++item.figure;
    if (call.method == Method::kSubmitTogether && !call.items.front().has_report) call.items.pop_back();
  }

  // Each client asks until all is answered, each time through any replica.
  void AskAtOnce(std::vector<Asked>& asked) {
    std::map<int, std::vector<Asked*>> clients_asked;
    int alone = 0;
    for (Asked& one : asked) clients_asked[one.stream == 0 ? --alone : one.stream].push_back(&one);
    std::latch start(static_cast<std::ptrdiff_t>(clients_asked.size()));
    std::vector<std::thread> clients;
    for (const auto& [client, ones] : clients_asked) {
      clients.emplace_back([&, ones = ones, through = random().Between(0, 1)]() mutable {
        start.arrive_and_wait();
        while (!ones.empty()) AskOnce(*replicas_[++through % replicas_.size()], ones);
      });
    }
    if (random().Chance(kKillPercent)) Kill();
    for (std::thread& client : clients) client.join();
  }

  // Leaves those that have no answer yet.
  static void AskOnce(Replica& replica, std::vector<Asked*>& ones) {
    if (ones.front()->stream == 0) {
      ones.front()->answer = Send(replica, ones.front()->call);
    } else {
      std::vector<Call> calls;
      for (const Asked* one : ones) calls.push_back(one->call);
      const std::vector<Answer> answers = SendOverAStream(replica, calls);
      for (size_t i = 0; i < ones.size(); ++i) ones[i]->answer = answers[i];
    }
    ones.erase(std::remove_if(ones.begin(), ones.end(), [](Asked* one) { return !MayTryAgain(one->answer.status); }),
               ones.end());
  }

  void Kill() {
    ++kills_;
    for (int64_t spins = random().Between(0, 20'000); spins > 0; --spins) std::this_thread::yield();
    if (postgres_ != nullptr && random().Chance(30)) {
      postgres_->KillAndRestart();
    } else {
      random().Pick(pointers())->KillAndRestart();
    }
  }

  // Puts what was carried out in the order of the log and lets the model follow. What was refused must have been wrong
  // at some moment meanwhile.
  void Judge(const std::vector<Asked>& asked) {
    std::vector<const Asked*> done;
    std::map<std::string, const Asked*> first;
    for (const Asked& one : asked) {
      if (one.before.has_value()) {
        JudgeRepeat(one);
      } else if (one.answer.status.ok()) {
        const auto [twin, is_first] = first.try_emplace(KeyOf(one.call), &one);
        if (is_first) done.push_back(&one);
        EXPECT_EQ(one.answer.bytes, twin->second->answer.bytes) << "two answers to " << Describe(one.call);
      }
    }
    std::sort(done.begin(), done.end(),
              [](const Asked* a, const Asked* b) { return a->answer.sequence < b->answer.sequence; });
    std::vector<ReferenceModel> moments = {*model_};
    for (const Asked* one : done) {
      EXPECT_THAT(moments.back().Objections(one->call), ::testing::IsEmpty()) << "carried out: " << Describe(one->call);
      moments.push_back(moments.back());
      moments.back().Apply(one->call);
      EXPECT_EQ(moments.back().head(), one->answer.sequence) << "events of " << Describe(one->call);
      JudgeAnswer(*one, moments);
      ++carried_out_;
      ++by_method_[NameOf(one->call.method)];
      remembered_.push_back({.call = one->call, .before = one->answer});
      if (one->call.method == Method::kSetRule) rulebooks_.push_back(one->answer.rulebook);
      if (::testing::Test::HasFailure()) return;
    }
    for (const Asked& one : asked) {
      if (!one.answer.status.ok() && !one.before.has_value()) JudgeRefusal(one, done, moments);
    }
    *model_ = moments.back();
  }

  // The last of the moments is the one after it.
  static void JudgeAnswer(const Asked& one, const std::vector<ReferenceModel>& moments) {
    if (one.call.method == Method::kSeal) {
      EXPECT_EQ(one.answer.missing, moments[moments.size() - 2].Missing(one.call.node, one.call.year));
    }
    for (const std::string& etag : one.answer.etags) EXPECT_EQ(etag, absl::StrCat("\"", one.answer.sequence, "\""));
    EXPECT_EQ(one.answer.etags.size(), one.call.items.size());
    if (!one.answer.is_day_off.has_value()) return;
    // By the calendar of any moment: one that was put meanwhile may have come too late.
    std::set<bool> days_off;
    for (const ReferenceModel& moment : moments) days_off.insert(moment.IsDayOff(one.call));
    EXPECT_THAT(days_off, ::testing::Contains(*one.answer.is_day_off));
  }

  void JudgeRepeat(const Asked& one) {
    ++repeats_;
    if (!one.is_altered) {
      EXPECT_TRUE(one.answer.status.ok()) << one.answer.status << " to a repeat of " << Describe(one.call);
      EXPECT_EQ(one.answer.bytes, one.before->bytes) << "another answer to a repeat of " << Describe(one.call);
    } else {
      ExpectReason(one, {"REQUEST_ID_REUSED"});
    }
  }

  void JudgeRefusal(const Asked& one, const std::vector<const Asked*>& done,
                    const std::vector<ReferenceModel>& moments) {
    std::set<std::string> reasons;
    for (size_t moment = 0; moment < moments.size(); ++moment) {
      reasons.merge(moments[moment].Objections(one.call));
      // From its own success on, the request has an answer.
      if (moment < done.size() && KeyOf(done[moment]->call) == KeyOf(one.call)) break;
    }
    for (const Asked* other : done) {
      if (KeyOf(other->call) == KeyOf(one.call)) continue;
      if (Meet(other->call, one.call)) reasons.merge(std::set<std::string>{"ETAG_MISMATCH", "FILING_EXISTS"});
      if (Meet(other->call, one.call) && !one.call.items.empty()) reasons.insert("ITEMS_REFUSED");
      // A seal counts on the reports too.
      if (IsOfLocks(other->call.method) || one.call.method == Method::kSeal) reasons.insert("LOCKS_CHANGED");
      const bool is_of_list = other->call.method == Method::kFreeze || other->call.method == Method::kAmend;
      if (IsOfOrgans(other->call.method) || is_of_list) reasons.insert("ROSTER_CHANGED");
    }
    ExpectReason(one, reasons);
    if (done.empty() && status::ReasonOf(one.answer.status) == "ITEMS_REFUSED") {
      EXPECT_EQ(status::MetaOf(one.answer.status, "failedCount"), absl::StrCat(model_->RefusedItems(one.call)));
    }
  }

  void ExpectReason(const Asked& one, const std::set<std::string>& reasons) {
    const std::string reason = status::ReasonOf(one.answer.status);
    ++refused_[reason];
    EXPECT_THAT(reasons, ::testing::Contains(reason)) << one.answer.status << " to " << Describe(one.call);
    EXPECT_EQ(one.answer.status.code(), CodeOf(reason)) << reason;
  }

  void Compare(const std::vector<Asked>& asked) {
    Replica& replica = *random().Pick(pointers());
    std::set<std::string> filings;
    for (const auto& [organ, year] : ReferenceModel::kFilers) {
      filings.insert(absl::StrCat(organ, "/filings/", year, "-own"));
    }
    for (const Asked& one : asked) {
      if (IsOfFilings(one.call.method) && one.answer.status.ok()) filings.merge(FilingsOf(one.call));
    }
    for (const std::string& filing : filings) {
      if (model_->filings().contains(filing) || random().Chance(10)) CompareFiling(replica, *model_, filing);
    }
    for (const int year : ReferenceModel::kYears) {
      CompareLocks(replica, *model_, year);
      CompareList(replica, *model_, year);
      CompareDeadlines(replica, *model_, year);
    }
    CompareGrants(replica, *model_);
    CompareRules(replica, *model_, rulebooks_.back());
    CompareTree(replica, *model_);
    std::vector<std::string> organs;
    for (const auto& [name, versions] : model_->roster().organs()) organs.push_back(name);
    CompareHistory(replica, *model_, random().Pick(organs));
    const auto head = Read(replica.events(), &v1::EventService::Stub::GetHead, v1::GetHeadRequest());
    ASSERT_TRUE(head.ok()) << head.status();
    EXPECT_EQ(head->token().sequence(), model_->head()) << "a refusal changed something";
  }

  testing::Rng& random() { return calls_.random(); }
  std::vector<Replica*> pointers() const {
    std::vector<Replica*> pointers;
    for (const auto& replica : replicas_) pointers.push_back(replica.get());
    return pointers;
  }

  TemporaryFolder folder_;
  std::unique_ptr<PostgresServer> postgres_;
  Rules rules_;
  std::vector<std::unique_ptr<Replica>> replicas_;
  RandomCalls calls_;
  std::unique_ptr<ReferenceModel> model_;
  // The digests of the rulebooks that were ever in force.
  std::vector<std::string> rulebooks_;
  // Of all that was carried out.
  std::vector<Asked> remembered_;
  int carried_out_ = 0;
  int repeats_ = 0;
  int streams_ = 0;
  int kills_ = 0;
  std::map<std::string, int> by_method_;
  std::map<std::string, int> refused_;
};

class SubmissionModel : public ::testing::TestWithParam<Kept> {};

TEST_P(SubmissionModel, SaysWhatTheStoreHoldsWhateverIsAskedAndKilled) {
  const uint64_t seed = Setting("NIANBAO_PROPERTY_SEED", 1);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  const uint64_t batches = Setting("NIANBAO_PROPERTY_RUNS", 200);
  Lives lives(GetParam(), seed);
  lives.Run(batches);
  std::printf("seed %lu: %s\n", seed, lives.Summary().c_str());
  if (batches >= kBatchesForAllMethods) EXPECT_EQ(lives.methods_carried_out(), size_t{kMethodCount});
}

INSTANTIATE_TEST_SUITE_P(Stores, SubmissionModel, ::testing::Values(Kept::kInSqlite, Kept::kInPostgres),
                         [](const auto& info) { return info.param == Kept::kInSqlite ? "InSqlite" : "InPostgres"; });

}  // namespace
}  // namespace nianbao::submission
