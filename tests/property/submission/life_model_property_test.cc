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
#include "tests/property/submission/random_calls.h"

namespace nianbao::submission {
namespace {

using directory::v1::DirectoryService;
using integration::Replica;
using integration::Rules;
using v1::Revision;

constexpr int kTogetherMax = 4;
constexpr int kRepeatPercent = 12;
constexpr int kTwicePercent = 15;
constexpr int kKillPercent = 6;

const rpc::CallOptions kReader = {.actor = "核验人", .wait_for_ready = true};

uint64_t Setting(const char* name, uint64_t otherwise) {
  const char* const set = std::getenv(name);
  return set == nullptr ? otherwise : std::strtoull(set, nullptr, 10);
}

bool MayTryAgain(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsCancelled(status);
}

// Reads until there is an answer.
template <typename Stub, typename Method, typename Request>
auto Read(Stub& stub, Method method, const Request& request) {
  while (true) {
    auto response = rpc::CallUnary(stub, method, request, kReader);
    if (!MayTryAgain(response.status())) return response;
  }
}

// As docs/error_reasons.md has it.
absl::StatusCode CodeOf(const std::string& reason) {
  for (const char* aborted : {"ETAG_MISMATCH", "LOCKS_CHANGED", "ROSTER_CHANGED"}) {
    if (reason == aborted) return absl::StatusCode::kAborted;
  }
  for (const char* unknown : {"FILING_UNKNOWN", "GRANT_UNKNOWN", "ORGAN_UNKNOWN", "LOCK_UNKNOWN"}) {
    if (reason == unknown) return absl::StatusCode::kNotFound;
  }
  for (const char* invalid : {"FIELD_INVALID", "REQUEST_ID_REUSED", "ROSTER_INVALID"}) {
    if (reason == invalid) return absl::StatusCode::kInvalidArgument;
  }
  const bool exists = reason == "FILING_EXISTS" || reason == "GRANT_EXISTS";
  return exists ? absl::StatusCode::kAlreadyExists : absl::StatusCode::kFailedPrecondition;
}

bool IsOfLocks(Method method) {
  return method == Method::kLock || method == Method::kUnlock || method == Method::kSeal;
}

bool IsOfRoster(Method method) { return method >= Method::kImport && method <= Method::kAmend; }

std::string KeyOf(const Call& call) { return absl::StrCat(NameOf(call.method), " ", call.request_id); }

// A call, what came of it, and what it has to do with calls before.
struct Asked {
  Call call;
  // The answer that it had before; the content may be another one now.
  std::optional<Answer> before;
  bool is_altered = false;
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
    for (const char* organ : {"edu", "health", "park", "works"})
      *roster.add_organs() = integration::MakeOrgan(organ, "city");
    for (int i : {0, 1}) roster.mutable_organs(i)->set_scope_duty(organ::v1::SCOPE_DUTY_ROLL_UP);
    roster.mutable_organs(4)->set_scope_duty(organ::v1::SCOPE_DUTY_BOTH);
    const auto imported = Read(replicas_[0]->directory(), &DirectoryService::Stub::ImportOrgans, roster).value();
    model_ = std::make_unique<ReferenceModel>(imported.token().sequence());
  }

  void Run(uint64_t batches) {
    for (uint64_t batch = 0; batch < batches && !::testing::Test::HasFailure(); ++batch) {
      std::vector<Asked> asked = Draw();
      std::string said;
      for (const Asked& one : asked) absl::StrAppend(&said, "\n  ", Describe(one.call));
      SCOPED_TRACE(absl::StrCat("batch ", batch, said));
      AskAtOnce(asked);
      Judge(asked);
      if (!::testing::Test::HasFailure()) Compare();
    }
    if (!::testing::Test::HasFailure()) CompareLog();
  }

  std::string Summary() const {
    return absl::StrCat(carried_out_, " carried out, ", repeats_, " repeated, ", kills_,
                        " kills; refused: ", absl::StrJoin(refused_, " ", absl::PairFormatter(" ")));
  }
  const std::map<std::string, int>& carried_out_by_method() const { return by_method_; }

 private:
  std::vector<Asked> Draw() {
    std::vector<Asked> asked;
    for (int64_t count = random().Between(1, kTogetherMax); count > 0; --count) {
      if (!remembered_.empty() && random().Chance(kRepeatPercent)) {
        Asked repeat = random().Pick(remembered_);
        repeat.is_altered = random().Chance(30);
        if (repeat.is_altered) Alter(repeat.call);
        asked.push_back(std::move(repeat));
        continue;
      }
      asked.push_back({.call = calls_.Next(*model_)});
      if (random().Chance(kTwicePercent)) asked.push_back(asked.back());
    }
    return asked;
  }

  // The same request, another content.
  static void Alter(Call& call) {
    call.year = call.year == 2022 ? 2024 : 2022;
    if (!call.etag.empty()) call.etag = "\"0\"";
    ++call.figure;
    call.organ += "-other";
  }

  // Each client asks until it is answered, each time through any replica.
  void AskAtOnce(std::vector<Asked>& asked) {
    std::latch start(static_cast<std::ptrdiff_t>(asked.size()));
    std::vector<std::thread> clients;
    for (Asked& one : asked) {
      clients.emplace_back([&, through = random().Between(0, 1)]() mutable {
        start.arrive_and_wait();
        do {
          one.answer = Send(*replicas_[++through % replicas_.size()], one.call);
        } while (MayTryAgain(one.answer.status));
      });
    }
    if (random().Chance(kKillPercent)) Kill();
    for (std::thread& client : clients) client.join();
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
      if (one->call.method == Method::kSeal) {
        EXPECT_EQ(one->answer.missing, moments[moments.size() - 2].Missing(one->call.node, one->call.year));
      }
      ++carried_out_;
      ++by_method_[NameOf(one->call.method)];
      remembered_.push_back({.call = one->call, .before = one->answer});
      if (::testing::Test::HasFailure()) return;
    }
    for (const Asked& one : asked) {
      if (!one.answer.status.ok() && !one.before.has_value()) JudgeRefusal(one, done, moments);
    }
    *model_ = moments.back();
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
      if (other->call.filing() == one.call.filing())
        reasons.merge(std::set<std::string>{"ETAG_MISMATCH", "FILING_EXISTS"});
      // A seal counts on the reports too.
      if (IsOfLocks(other->call.method) || one.call.method == Method::kSeal) reasons.insert("LOCKS_CHANGED");
      if (IsOfRoster(other->call.method)) reasons.insert("ROSTER_CHANGED");
    }
    ExpectReason(one, reasons);
  }

  void ExpectReason(const Asked& one, const std::set<std::string>& reasons) {
    const std::string reason = status::ReasonOf(one.answer.status);
    ++refused_[reason];
    EXPECT_THAT(reasons, ::testing::Contains(reason)) << one.answer.status << " to " << Describe(one.call);
    EXPECT_EQ(one.answer.status.code(), CodeOf(reason)) << reason;
  }

  void Compare() {
    Replica& replica = *random().Pick(pointers());
    for (const auto& [organ, year] : ReferenceModel::kFilers) {
      CompareFiling(replica, absl::StrCat(organ, "/filings/", year, "-own"), year);
    }
    for (const int year : {2022, 2024}) {
      CompareLocks(replica, year);
      CompareList(replica, year);
      CompareDeadlines(replica, year);
    }
    CompareGrants(replica);
    CompareRoster(replica);
    const auto head = Read(replica.events(), &v1::EventService::Stub::GetHead, v1::GetHeadRequest());
    ASSERT_TRUE(head.ok()) << head.status();
    EXPECT_EQ(head->token().sequence(), model_->head()) << "a refusal changed something";
  }

  void CompareFiling(Replica& replica, const std::string& name, int year) {
    v1::GetFilingRequest request;
    request.set_name(name);
    const auto shown = Read(replica.submission(), &v1::SubmissionService::Stub::GetFiling, request);
    const auto expected = model_->filings().find(name);
    if (expected == model_->filings().end()) {
      EXPECT_EQ(status::ReasonOf(shown.status()), "FILING_UNKNOWN") << name;
      return;
    }
    ASSERT_TRUE(shown.ok()) << shown.status();
    SCOPED_TRACE(name);
    const v1::Filing& filing = shown->filing();
    const ReferenceModel::Filing& model = expected->second;
    EXPECT_EQ(filing.etag(), absl::StrCat("\"", model.version, "\""));
    EXPECT_EQ(filing.deadline().due_date(), model.due_date);
    ASSERT_EQ(filing.has_open_revision(), model.open.has_value());
    if (model.open.has_value()) CompareOpen(filing.open_revision(), *model.open, year);
    ASSERT_EQ(filing.has_effective_revision(), model.effective.has_value());
    if (model.effective.has_value()) CompareEffective(filing.effective_revision(), *model.effective, year);
  }

  static void CompareReport(const Revision& revision, const ReferenceModel::Report& report, int year) {
    const form::v1::AnnualReport expected = ReportOf(year, report.figure, report.quality);
    EXPECT_EQ(revision.report().requests().SerializeAsString(), expected.requests().SerializeAsString());
    EXPECT_EQ(revision.report().proactive_disclosure().SerializeAsString(),
              expected.proactive_disclosure().SerializeAsString());
  }

  static void CompareOpen(const Revision& revision, const ReferenceModel::Open& open, int year) {
    using State = ReferenceModel::Open::State;
    EXPECT_EQ(revision.number(), open.number);
    EXPECT_EQ(revision.state(), open.state == State::kDraft       ? Revision::STATE_DRAFT
                                : open.state == State::kSubmitted ? Revision::STATE_SUBMITTED
                                                                  : Revision::STATE_RETURNED);
    EXPECT_EQ(revision.submitter(), open.submitter);
    EXPECT_EQ(revision.timeliness(), open.timeliness);
    EXPECT_EQ(!revision.explanations().empty(), open.explained);
    CompareReport(revision, open.report, year);
  }

  static void CompareEffective(const Revision& revision, const ReferenceModel::Effective& effective, int year) {
    EXPECT_EQ(revision.number(), effective.number);
    EXPECT_EQ(revision.state(), effective.published ? Revision::STATE_PUBLISHED : Revision::STATE_ACCEPTED);
    EXPECT_EQ(revision.submitter(), effective.submitter);
    EXPECT_EQ(revision.timeliness(), effective.timeliness);
    EXPECT_EQ(revision.backloaded(), effective.backloaded);
    CompareReport(revision, effective.report, year);
  }

  void CompareLocks(Replica& replica, int year) {
    v1::ListYearLocksRequest request;
    request.set_year(year);
    const auto shown = Read(replica.review(), &v1::ReviewService::Stub::ListYearLocks, request);
    ASSERT_TRUE(shown.ok()) << shown.status();
    std::map<std::pair<int, std::string>, std::string> locks;
    for (const v1::YearLock& lock : shown->locks()) {
      locks[{year, lock.node()}] =
          lock.kind() == v1::YearLock::KIND_SEALED ? "sealed" : absl::StrJoin(lock.exceptions(), " ");
    }
    std::map<std::pair<int, std::string>, std::string> expected;
    for (const auto& [place, lock] : model_->locks()) {
      if (place.first == year) expected[place] = lock.sealed ? "sealed" : lock.exception;
    }
    EXPECT_EQ(locks, expected);
  }

  void CompareList(Replica& replica, int year) {
    directory::v1::GetCompletenessRequest request;
    request.set_node(ReferenceModel::kCity);
    request.set_year(year);
    const auto shown = Read(replica.directory(), &DirectoryService::Stub::GetCompleteness, request);
    const auto list = model_->lists().find(year);
    if (list != model_->lists().end() && !list->second.contains(ReferenceModel::kCity)) return;
    ASSERT_TRUE(shown.ok()) << shown.status();
    EXPECT_EQ(shown->frozen(), list != model_->lists().end());
    EXPECT_EQ(shown->counts().expected() - shown->counts().accepted(), model_->Missing(ReferenceModel::kCity, year));
  }

  void CompareDeadlines(Replica& replica, int year) {
    directory::v1::ListDeadlinesRequest request;
    request.set_year(year);
    const auto shown = Read(replica.directory(), &DirectoryService::Stub::ListDeadlines, request);
    ASSERT_TRUE(shown.ok()) << shown.status();
    std::map<std::string, std::string> deadlines;
    for (const auto& deadline : shown->deadlines()) deadlines[deadline.node()] = deadline.day();
    std::map<std::string, std::string> expected;
    for (const auto& [place, day] : model_->deadlines()) {
      if (place.first == year) expected[place.second] = absl::StrCat(year + 1, "-01-", day);
    }
    EXPECT_EQ(deadlines, expected);
  }

  void CompareGrants(Replica& replica) {
    const auto shown =
        Read(replica.grants(), &directory::v1::GrantService::Stub::ListGrants, directory::v1::ListGrantsRequest());
    ASSERT_TRUE(shown.ok()) << shown.status();
    std::set<std::pair<std::string, std::string>> grants;
    for (const auto& kept : shown->grants()) grants.emplace(kept.grant().subject(), kept.grant().node());
    EXPECT_EQ(grants, model_->grants());
  }

  // The organs of today and their titles.
  void CompareRoster(Replica& replica) {
    std::map<std::string, std::string> titles;
    directory::v1::ListOrgansRequest request;
    request.set_page_size(1000);
    const auto shown = Read(replica.directory(), &DirectoryService::Stub::ListOrgans, request);
    ASSERT_TRUE(shown.ok()) << shown.status();
    for (const organ::v1::Organ& organ : shown->organs()) titles[organ.name()] = organ.title();
    std::map<std::string, std::string> expected;
    for (const auto& [name, organ] : model_->organs()) {
      if (organ.end_day.empty()) expected[name] = organ.title;
    }
    EXPECT_EQ(titles, expected);
  }

  // Each request stands in the log with as many events as it is worth, and whoever reads the log alone knows which
  // figures are accepted.
  void CompareLog() {
    const auto log = integration::WholeLog(*replicas_[0], kReader);
    const auto head = Read(replicas_[0]->events(), &v1::EventService::Stub::GetHead, v1::GetHeadRequest());
    ASSERT_TRUE(head.ok()) << head.status();
    EXPECT_EQ(integration::FaultOfChain(log, head->token().log_id()), "");
    EXPECT_EQ(log.size(), static_cast<size_t>(model_->head()));
    std::map<std::string, int> events;
    std::set<std::string> accepted;
    for (const v1::EventRecord& record : log) {
      ++events[record.event().request_id()];
      const v1::FilingChange& change = record.event().filing();
      if (change.to() == Revision::STATE_ACCEPTED) EXPECT_TRUE(accepted.insert(change.filing()).second);
      if (change.to() == Revision::STATE_SUPERSEDED || change.to() == Revision::STATE_REVOKED) {
        EXPECT_EQ(accepted.erase(change.filing()), 1u);
      }
    }
    for (const auto& [request, count] : model_->events()) EXPECT_EQ(events[request], count) << request;
    std::set<std::string> expected;
    for (const auto& [name, filing] : model_->filings()) {
      if (filing.effective.has_value()) expected.insert(name);
    }
    EXPECT_EQ(accepted, expected);
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
  // Of all that was carried out.
  std::vector<Asked> remembered_;
  int carried_out_ = 0;
  int repeats_ = 0;
  int kills_ = 0;
  std::map<std::string, int> by_method_;
  std::map<std::string, int> refused_;
};

class SubmissionModel : public ::testing::TestWithParam<Kept> {};

TEST_P(SubmissionModel, SaysWhatTheStoreHoldsWhateverIsAskedAndKilled) {
  const uint64_t seed = Setting("NIANBAO_PROPERTY_SEED", 1);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  Lives lives(GetParam(), seed);
  lives.Run(Setting("NIANBAO_PROPERTY_RUNS", 200));
  std::printf("seed %lu: %s\n", seed, lives.Summary().c_str());
}

INSTANTIATE_TEST_SUITE_P(Stores, SubmissionModel, ::testing::Values(Kept::kInSqlite, Kept::kInPostgres),
                         [](const auto& info) { return info.param == Kept::kInSqlite ? "InSqlite" : "InPostgres"; });

}  // namespace
}  // namespace nianbao::submission
