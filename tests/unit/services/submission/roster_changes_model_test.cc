// Random changes of the roster, entered in any order of their days, while days go by: the log alone tells the whole
// history and how every organ stands now, and on every day the organs that exist are whole trees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/turn_day.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/full_store.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using directory::v1::ChangeOrganRequest;

constexpr int kRuns = 4;
constexpr int kSteps = 60;

class Model {
 public:
  explicit Model(unsigned seed) : random_(seed) {}

  void Step() {
    if (Below(8) == 0) suite_.clock.now += absl::Hours(24 * Below(40));
    const ChangeOrganRequest request = RandomRequest();
    const auto response = ChangeOrgan(suite_.deps(), kReviewer, request);
    if (response.ok()) {
      ++accepted_;
    } else {
      EXPECT_THAT(status::ReasonOf(response.status()),
                  testing::AnyOf("ROSTER_INVALID", "FIELD_INVALID", "ORGAN_ABSENT", "ORGAN_CHANGED_LATER"))
          << response.status();
    }
    ASSERT_THAT(TurnDay(*suite_.store, suite_.clock), IsOk());
    if (Below(10) == 0) suite_.Reopen();
    ExpectTheLogTellsAll();
    ExpectTreesOnEveryDay();
  }

  std::string file() const { return suite_.folder.File("nianbao.db"); }
  int accepted() const { return accepted_; }

 private:
  int Below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  std::string RandomDay() {
    return FormatDay(absl::ToCivilDay(suite_.clock.now, absl::UTCTimeZone()) + (Below(120) - 60));
  }

  std::string RandomOrgan() {
    const auto history = suite_.store->ReadRosterHistory().value();
    return std::next(history->organs().begin(), Below(static_cast<int>(history->organs().size())))->first;
  }

  organ::v1::Organ NewOrgan() { return Organ("o" + std::to_string(++organs_), RandomOrgan().substr(7)); }

  ChangeOrganRequest RandomRequest() {
    ChangeOrganRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_effective_day(RandomDay());
    request.set_reason("机构改革");
    switch (Below(6)) {
      case 0:
        *request.mutable_set_up()->mutable_organ() = NewOrgan();
        break;
      case 1:
        request.mutable_rename()->set_organ(RandomOrgan());
        request.mutable_rename()->set_title("名称" + std::to_string(++organs_));
        break;
      case 2:
        request.mutable_move()->set_organ(RandomOrgan());
        request.mutable_move()->set_parent(Below(5) == 0 ? "" : RandomOrgan());
        break;
      case 3:
        request.mutable_merge()->add_organs(RandomOrgan());
        request.mutable_merge()->add_organs(RandomOrgan());
        if (Below(2) == 0) {
          request.mutable_merge()->mutable_into()->set_name(RandomOrgan());
        } else {
          *request.mutable_merge()->mutable_into() = NewOrgan();
        }
        break;
      case 4:
        request.mutable_split()->set_organ(RandomOrgan());
        *request.mutable_split()->add_into() = NewOrgan();
        request.mutable_split()->add_into()->set_name(RandomOrgan());
        break;
      default:
        request.mutable_dissolve()->set_organ(RandomOrgan());
        if (Below(2) == 0) request.mutable_dissolve()->add_successors(RandomOrgan());
    }
    return request;
  }

  void ExpectTheLogTellsAll() {
    std::map<std::string, std::map<std::string, std::string>> versions;
    std::map<std::string, std::string> last;
    for (const v1::EventRecord& record : suite_.EventsAfter(0)) {
      if (!record.event().has_organ()) continue;
      const organ::v1::Organ& organ = record.event().organ();
      versions[organ.name()][organ.from_day()] = organ.SerializeAsString();
      last[organ.name()] = organ.SerializeAsString();
    }
    const auto history = suite_.store->ReadRosterHistory().value();
    const auto today = suite_.store->ReadRoster().value();
    const std::string day = DayInShanghai(suite_.clock.now);
    ASSERT_EQ(history->organs().size(), versions.size());
    for (const auto& [name, kept] : history->organs()) {
      ASSERT_EQ(kept.size(), versions[name].size()) << name;
      for (const auto& [from, organ] : kept) ASSERT_EQ(organ.SerializeAsString(), versions[name][from]) << name << from;
      ASSERT_EQ(today->Find(name)->SerializeAsString(), last[name]) << name;
      ASSERT_EQ(history->At(name, day)->SerializeAsString(), last[name]) << name;
    }
  }

  void ExpectTreesOnEveryDay() {
    const auto history = suite_.store->ReadRosterHistory().value();
    for (const std::string& day : history->days()) {
      const auto roster = history->On(day);
      size_t existing = 0;
      for (const auto& [name, versions] : history->organs()) {
        if (!VersionOn(versions, day).absent()) ++existing;
      }
      ASSERT_EQ(roster->Subtree("").size(), existing) << day << ": one hangs below nothing, or on a cycle";
    }
  }

  Suite suite_;
  std::mt19937 random_;
  int organs_ = 0;
  int accepted_ = 0;
};

TEST(RosterChangesModel, TheLogTellsTheHistoryAndEveryDayHasItsTrees) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  int accepted = 0;
  for (int run = 0; run < kRuns && !testing::Test::HasFatalFailure(); ++run) {
    Model model(seed + run);
    for (int step = 0; step < kSteps && !testing::Test::HasFatalFailure(); ++step) model.Step();
    ExpectWholeStore(model.file());
    accepted += model.accepted();
  }
  EXPECT_GT(accepted, kRuns * kSteps / 10);
}

}  // namespace
}  // namespace nianbao::submission
