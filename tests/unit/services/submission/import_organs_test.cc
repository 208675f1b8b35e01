#include "services/submission/domain/import_organs.h"

#include <gtest/gtest.h>

#include "tests/unit/services/submission/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

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
