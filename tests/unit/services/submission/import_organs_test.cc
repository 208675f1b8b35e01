#include "services/submission/domain/import_organs.h"

#include <gtest/gtest.h>

#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using directory::v1::OrganResult;

class ImportOrgansTest : public testing::Test {
 protected:
  directory::v1::ImportOrgansRequest Request(const std::vector<organ::v1::Organ>& organs) {
    directory::v1::ImportOrgansRequest request;
    request.set_request_id(suite_.NewRequestId());
    for (const organ::v1::Organ& organ : organs) *request.add_organs() = organ;
    return request;
  }
  absl::StatusOr<directory::v1::ImportOrgansResponse> Import(const std::vector<organ::v1::Organ>& organs) {
    return ImportOrgans(suite_.deps(), kReviewer, Request(organs));
  }

  Suite suite_;
};

TEST_F(ImportOrgansTest, CountsWhatIsNewChangedAndUnchanged) {
  organ::v1::Organ renamed = Organ("edu", "city");
  renamed.set_title("教育和体育局");
  const auto response = Import({renamed, Organ("tax", "city"), Organ("park", "city", organ::v1::SCOPE_DUTY_BOTH)});
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->added_count(), 1);
  EXPECT_EQ(response->changed_count(), 1);
  EXPECT_EQ(response->unchanged_count(), 1);
  EXPECT_EQ(suite_.store->ReadRoster().value()->Find("organs/edu")->title(), "教育和体育局");
}

TEST_F(ImportOrgansTest, WritesAnEventForEachOrganThatMoved) {
  const int64_t before = suite_.head();
  ASSERT_THAT(Import({Organ("edu", "city"), Organ("edu-east", "edu-all"), Organ("edu-all", "city")}), IsOk());
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].event().organ().name(), "organs/edu-all") << "parents come first";
  EXPECT_EQ(records[1].event().organ().name(), "organs/edu-east");
}

TEST_F(ImportOrgansTest, WritesNothingWhenAllStandsSo) {
  const int64_t before = suite_.head();
  const auto response = Import({Organ("edu", "city")});
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(suite_.head(), before);
  EXPECT_EQ(response->token().sequence(), before);
}

TEST_F(ImportOrgansTest, TurnsAPieceOfTheTreeRound) {
  ASSERT_THAT(Import({Organ("city", "edu", organ::v1::SCOPE_DUTY_ROLL_UP), Organ("edu")}), IsOk());
  EXPECT_EQ(suite_.store->ReadRoster().value()->Find("organs/city")->parent(), "organs/edu");
}

TEST_F(ImportOrgansTest, SaysOfEachOrganWhatCameOfIt) {
  organ::v1::Organ doubtful = Organ("tax", "city");
  doubtful.set_credit_code("91350211M0000XUF46");
  const auto response = Import({doubtful, Organ("edu", "city"), Organ("park", "city")});
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->results_size(), 3);
  EXPECT_EQ(response->results(0).organ(), "organs/tax");
  EXPECT_EQ(response->results(0).outcome(), OrganResult::OUTCOME_ADDED);
  ASSERT_EQ(response->results(0).remarks_size(), 1);
  EXPECT_EQ(response->results(0).remarks(0).field(), "credit_code");
  EXPECT_EQ(response->results(1).outcome(), OrganResult::OUTCOME_UNCHANGED);
  EXPECT_EQ(response->results(2).outcome(), OrganResult::OUTCOME_CHANGED);
}

TEST_F(ImportOrgansTest, TriesWithoutWritingAndWithoutRefusing) {
  const int64_t before = suite_.head();
  directory::v1::ImportOrgansRequest request = Request({Organ("tax", "city"), Organ("lost", "nowhere")});
  request.set_dry_run(true);
  request.clear_request_id();
  const auto tried = ImportOrgans(suite_.deps(), {}, request);
  ASSERT_THAT(tried, IsOk());
  EXPECT_EQ(tried->added_count(), 1);
  EXPECT_EQ(tried->refused_count(), 1);
  EXPECT_EQ(tried->results(0).outcome(), OrganResult::OUTCOME_ADDED);
  EXPECT_EQ(tried->results(1).outcome(), OrganResult::OUTCOME_REFUSED);
  EXPECT_EQ(tried->results(1).remarks(0).severity(), finding::v1::SEVERITY_ERROR);
  EXPECT_FALSE(tried->has_token());
  EXPECT_EQ(suite_.head(), before);
  EXPECT_EQ(suite_.store->ReadRoster().value()->Find("organs/tax"), nullptr);
}

TEST_F(ImportOrgansTest, TakesAnOrganFromADayOn) {
  organ::v1::Organ renamed = Organ("edu", "city");
  renamed.set_title("教育和体育局");
  renamed.set_from_day("2025-01-10");
  ASSERT_THAT(Import({renamed}), IsOk());
  const auto history = suite_.store->ReadRosterHistory().value();
  EXPECT_EQ(history->At("organs/edu", "2025-01-09")->title(), "edu局");
  EXPECT_EQ(history->At("organs/edu", "2025-01-10")->title(), "教育和体育局");
  EXPECT_EQ(Import({renamed})->unchanged_count(), 1);
}

TEST_F(ImportOrgansTest, DoesNotRewriteAHistory) {
  organ::v1::Organ moved = Organ("edu", "park");
  moved.set_from_day("2025-01-10");
  ASSERT_THAT(Import({moved}), IsOk());
  organ::v1::Organ undated = moved;
  undated.clear_from_day();
  EXPECT_EQ(Import({undated})->unchanged_count(), 1) << "it stands so today";
  undated.set_title("教育和体育局");
  EXPECT_THAT(Import({undated}), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  organ::v1::Organ earlier = undated;
  earlier.set_from_day("2025-01-09");
  EXPECT_THAT(Import({earlier}), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  organ::v1::Organ absent = Organ("tax", "city");
  absent.set_absent(true);
  EXPECT_THAT(Import({absent}), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
}

TEST_F(ImportOrgansTest, RefusesAnOrganWithoutAName) {
  EXPECT_THAT(Import({organ::v1::Organ()}), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
}

TEST_F(ImportOrgansTest, TakesAllOrNone) {
  const int64_t before = suite_.head();
  EXPECT_THAT(Import({Organ("tax", "city"), Organ("lost", "nowhere")}),
              IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  EXPECT_THAT(Import({Organ("city", "edu")}), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  EXPECT_THAT(Import({}), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_EQ(suite_.head(), before);
  EXPECT_EQ(suite_.store->ReadRoster().value()->Find("organs/tax"), nullptr);
}

}  // namespace
}  // namespace nianbao::submission
