#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/property/submission/calendar.h"
#include "tests/property/submission/comparison.h"
#include "tests/property/submission/reading.h"

namespace nianbao::submission {

using integration::Replica;
using v1::Revision;

namespace {

// What a reader of the log alone knows.
class Follower {
 public:
  void Take(const v1::Event& event) {
    ++events_[event.request_id()];
    switch (event.change_case()) {
      case v1::Event::kFiling:
        TakeFiling(event.filing());
        break;
      case v1::Event::kOrgan:
        organs_[event.organ().name()] = event.organ();
        break;
      case v1::Event::kRulebook:
        rulebook_ = event.rulebook().digest();
        break;
      case v1::Event::kCalendar:
        calendars_[event.calendar().year()] = event.calendar();
        break;
      default:
        break;
    }
  }

  void Compare(const ReferenceModel& model, const std::string& rulebook) {
    for (const auto& [request, count] : model.events()) EXPECT_EQ(events_[request], count) << request;
    std::set<std::string> accepted;
    for (const auto& [name, filing] : model.filings()) {
      if (filing.effective.has_value()) accepted.insert(name);
    }
    EXPECT_EQ(accepted_, accepted);
    for (const auto& [name, versions] : model.roster().organs()) {
      const RosterModel::Version& stands = model.roster().On(name, RosterModel::kToday);
      EXPECT_EQ(organs_[name].absent(), stands.absent) << name;
      EXPECT_EQ(organs_[name].parent(), stands.parent) << name;
      EXPECT_EQ(organs_[name].title(), stands.title) << name;
    }
    EXPECT_EQ(rulebook_, rulebook);
    for (const auto& [year, figure] : model.calendars()) {
      EXPECT_EQ(calendars_[year].SerializeAsString(), CalendarOf(year, figure).SerializeAsString()) << year;
    }
  }

 private:
  void TakeFiling(const v1::FilingChange& change) {
    if (change.to() == Revision::STATE_ACCEPTED) EXPECT_TRUE(accepted_.insert(change.filing()).second);
    if (change.to() == Revision::STATE_SUPERSEDED || change.to() == Revision::STATE_REVOKED) {
      EXPECT_EQ(accepted_.erase(change.filing()), 1u);
    }
  }

  std::map<std::string, int> events_;
  std::set<std::string> accepted_;
  std::map<std::string, organ::v1::Organ> organs_;
  std::string rulebook_;
  std::map<int, organ::v1::WorkingCalendar> calendars_;
};

}  // namespace

void CompareLog(Replica& replica, const ReferenceModel& model, const std::string& rulebook) {
  const auto log = integration::WholeLog(replica, kReader);
  const auto head = Read(replica.events(), &v1::EventService::Stub::GetHead, v1::GetHeadRequest());
  ASSERT_TRUE(head.ok()) << head.status();
  EXPECT_EQ(integration::FaultOfChain(log, head->token().log_id()), "");
  EXPECT_EQ(log.size(), static_cast<size_t>(model.head()));
  Follower follower;
  for (const v1::EventRecord& record : log) follower.Take(record.event());
  follower.Compare(model, rulebook);
}

}  // namespace nianbao::submission
