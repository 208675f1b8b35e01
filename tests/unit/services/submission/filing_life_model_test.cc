// Random lives of filings against a small model of what may happen.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>

#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/backload_filing.h"
#include "services/submission/domain/extend_deadline.h"
#include "services/submission/domain/publish_filing.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/revoke_filing.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/withdraw_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/full_store.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

constexpr const char* kNames[] = {kEdu, "organs/park/filings/2024-own", "organs/park/filings/2024-rollup",
                                  "organs/edu/filings/2022-own"};
constexpr int kLifeSteps = 100;

// What a filing must look like, as plain values.
struct ModelFiling {
  enum class Open { kNone, kDraft, kSubmitted, kReturned };
  // Saved once at least, or given a day.
  bool exists = false;
  std::string due_date;
  Open open = Open::kNone;
  int open_figure = 0;
  std::optional<int> effective_figure;
  bool published = false;
};

enum class Step { kDraft, kSubmit, kWithdraw, kReturn, kAccept, kPublish, kRevoke, kExtend, kBackload };
constexpr int kStepCount = 9;

// Each figure stands for a day of its own, all of them after those on which reports are due.
std::string DayOf(int figure) { return absl::FormatCivilTime(absl::CivilDay(2025, 4, 1) + figure); }

// Whether the step may happen, and what it makes of the filing.
bool Take(Step step, int figure, ModelFiling& filing) {
  using Open = ModelFiling::Open;
  const bool editable = filing.open != Open::kSubmitted;
  switch (step) {
    case Step::kDraft:
    case Step::kSubmit:
      if (!editable) return false;
      filing.exists = true;
      filing.open = step == Step::kDraft ? Open::kDraft : Open::kSubmitted;
      filing.open_figure = figure;
      return true;
    case Step::kWithdraw:
      if (filing.open == Open::kNone) return false;
      filing.open = Open::kNone;
      return true;
    case Step::kReturn:
      if (filing.open != Open::kSubmitted) return false;
      filing.open = Open::kReturned;
      return true;
    case Step::kAccept:
      if (filing.open != Open::kSubmitted) return false;
      filing.open = Open::kNone;
      filing.effective_figure = filing.open_figure;
      filing.published = false;
      return true;
    case Step::kPublish:
      if (!filing.effective_figure.has_value()) return false;
      filing.published = true;
      return true;
    case Step::kRevoke:
      if (!filing.effective_figure.has_value()) return false;
      filing.effective_figure.reset();
      filing.published = false;
      return true;
    case Step::kBackload:
      if (filing.open != Open::kNone || filing.effective_figure.has_value()) return false;
      filing.exists = true;
      filing.effective_figure = figure;
      return true;
    case Step::kExtend:
      filing.exists = true;
      filing.due_date = DayOf(figure);
      return true;
  }
  return false;
}

class RandomLife {
 public:
  explicit RandomLife(unsigned seed) : random_(seed) {}

  void TakeSteps() {
    for (int i = 0; i < kLifeSteps && !testing::Test::HasFailure(); ++i) {
      SCOPED_TRACE(testing::Message() << "step " << i);
      TakeOne();
      if (Pick(10) == 0) suite_.Reopen();
    }
    CompareLog();
    ExpectWholeStore(suite_.folder.File("nianbao.db"));
  }

 private:
  int Pick(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  void TakeOne() {
    if (Pick(8) == 0) return ChangeLock();
    const std::string name = kNames[Pick(std::size(kNames))];
    const auto step = static_cast<Step>(Pick(kStepCount));
    const int figure = Pick(100);
    ModelFiling& model = model_[name];
    const bool stale = Pick(6) == 0 && model.exists;
    const int64_t before = suite_.head();
    const std::string expected = Expect(step, name, figure, stale, model);
    const absl::Status result = Call(step, name, figure, stale);
    EXPECT_EQ(status::ReasonOf(result), expected) << "step " << static_cast<int>(step) << ": " << result;
    if (!result.ok()) EXPECT_EQ(suite_.head(), before) << "a refusal changed something";
    if (model.exists) CompareFiling(name, model);
  }

  // The reason for which the step is refused; "" when it is taken, and the model changed accordingly.
  std::string Expect(Step step, const std::string& name, int figure, bool stale, ModelFiling& model) {
    const bool may_create =
        step == Step::kDraft || step == Step::kSubmit || step == Step::kExtend || step == Step::kBackload;
    if (!model.exists && !may_create) return "FILING_UNKNOWN";
    if (stale) return "ETAG_MISMATCH";
    if (step == Step::kBackload && YearOf(name) > 2023) return "FIELD_INVALID";
    if (IsLocked(step, YearOf(name))) return "YEAR_LOCKED";
    if (step == Step::kExtend && DayOf(figure) <= model.due_date) return "FIELD_INVALID";
    return Take(step, figure, model) ? "" : "STATE_NOT_ALLOWED";
  }

  static int YearOf(const std::string& name) { return ParseFilingName(name)->year; }

  bool IsLocked(Step step, int year) const {
    const auto lock = locks_.find(year);
    if (lock == locks_.end() || step == Step::kPublish) return false;
    const bool of_a_filer =
        step == Step::kDraft || step == Step::kSubmit || step == Step::kWithdraw || step == Step::kBackload;
    return of_a_filer || lock->second == v1::YearLock::KIND_SEALED;
  }

  // Locks, seals or opens a year of the whole city.
  void ChangeLock() {
    const int year = Pick(2) == 0 ? 2024 : 2022;
    if (locks_.erase(year) > 0) {
      suite_.Unlock("organs/city", year);
    } else if (Pick(2) == 0) {
      suite_.Lock("organs/city", year);
      locks_[year] = v1::YearLock::KIND_LOCKED;
    } else {
      suite_.Seal("organs/city", year);
      locks_[year] = v1::YearLock::KIND_SEALED;
    }
  }

  // Makes the call twice: the repeat must give the same answer and change nothing.
  absl::Status Call(Step step, const std::string& name, int figure, bool stale) {
    const auto call = [&](auto use_case, const Caller& caller, auto request) -> absl::Status {
      if (stale) request.set_etag("\"0\"");
      const auto first = use_case(suite_.deps(), caller, request);
      if (!first.ok()) return first.status();
      const int64_t head = suite_.head();
      const auto again = use_case(suite_.deps(), caller, request);
      EXPECT_THAT(again, IsOk());
      if (again.ok()) EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
      EXPECT_EQ(suite_.head(), head);
      return absl::OkStatus();
    };
    switch (step) {
      case Step::kDraft:
        return call(SaveDraft, kClerk, suite_.DraftRequest(name, figure));
      case Step::kSubmit: {
        v1::SubmitFilingRequest request = suite_.SubmitRequest(name, figure);
        request.set_correction_reason("更正");
        return call(SubmitFiling, kClerk, request);
      }
      case Step::kWithdraw:
        return call(WithdrawFiling, kClerk, suite_.WithdrawRequest(name));
      case Step::kReturn:
        return call(ReturnFiling, kReviewer, suite_.ReturnRequest(name));
      case Step::kAccept:
        return call(AcceptFiling, kReviewer, suite_.AcceptRequest(name));
      case Step::kPublish:
        return call(PublishFiling, kClerk, suite_.PublishRequest(name));
      case Step::kRevoke:
        return call(RevokeFiling, kReviewer, suite_.RevokeRequest(name));
      case Step::kBackload:
        return call(BackloadFiling, kReviewer, suite_.BackloadRequest(name, figure));
      case Step::kExtend: {
        v1::ExtendDeadlineRequest request = suite_.ExtendRequest(name);
        request.set_due_date(DayOf(figure));
        return call(ExtendDeadline, kReviewer, request);
      }
    }
    return absl::OkStatus();
  }

  void CompareFiling(const std::string& name, const ModelFiling& model) {
    const v1::Filing filing = suite_.Filing(name);
    EXPECT_EQ(filing.deadline().due_date(), model.due_date);
    ASSERT_EQ(filing.has_open_revision(), model.open != ModelFiling::Open::kNone);
    if (filing.has_open_revision()) {
      EXPECT_EQ(filing.open_revision().report().requests().received().natural_person(), model.open_figure);
    }
    ASSERT_EQ(filing.has_effective_revision(), model.effective_figure.has_value());
    if (model.effective_figure.has_value()) {
      EXPECT_EQ(filing.effective_revision().report().requests().received().natural_person(), *model.effective_figure);
      EXPECT_EQ(filing.effective_revision().state(),
                model.published ? v1::Revision::STATE_PUBLISHED : v1::Revision::STATE_ACCEPTED);
    }
  }

  // Whoever only reads the log comes to the same accepted figures.
  void CompareLog() {
    const int cell = form::Catalogue::Get().Find("requests.received.natural_person")->index;
    std::map<std::string, int64_t> from_log;
    int64_t sequence = 0;
    for (const v1::EventRecord& record : suite_.EventsAfter(0)) {
      EXPECT_EQ(record.event().sequence(), ++sequence);
      const v1::FilingChange& change = record.event().filing();
      if (change.to() == v1::Revision::STATE_SUPERSEDED || change.to() == v1::Revision::STATE_REVOKED) {
        EXPECT_EQ(from_log.erase(change.filing()), 1u);
      }
      if (change.to() == v1::Revision::STATE_ACCEPTED) {
        EXPECT_TRUE(from_log.emplace(change.filing(), form::FromProto(change.cells())->value(cell)).second);
      }
    }
    std::map<std::string, int64_t> from_model;
    for (const auto& [name, filing] : model_) {
      if (filing.effective_figure.has_value()) from_model[name] = *filing.effective_figure;
    }
    EXPECT_EQ(from_log, from_model);
  }

  std::mt19937 random_;
  Suite suite_;
  std::map<std::string, ModelFiling> model_;
  std::map<int, v1::YearLock::Kind> locks_;
};

class FilingLife : public testing::TestWithParam<unsigned> {};

TEST_P(FilingLife, IsThatOfTheModel) {
  SCOPED_TRACE(testing::Message() << "seed " << GetParam());
  RandomLife(GetParam()).TakeSteps();
}

INSTANTIATE_TEST_SUITE_P(Seeds, FilingLife, testing::Range(1u, 13u));

}  // namespace
}  // namespace nianbao::submission
