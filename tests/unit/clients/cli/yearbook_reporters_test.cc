#include "clients/cli/yearbook_reporters.h"

#include <gmock/gmock.h>

namespace nianbao::cli {
namespace {

using directory::v1::FilingStatus;
using testing::SizeIs;

FilingStatus StatusOf(const std::string& id, const std::string& parent, form::v1::Scope scope) {
  FilingStatus status;
  status.mutable_organ()->set_name("organs/" + id);
  status.mutable_organ()->set_title(id);
  if (!parent.empty()) status.mutable_organ()->set_parent("organs/" + parent);
  status.set_scope(scope);
  status.set_due_day("2025-01-31");
  status.set_timeliness(FilingStatus::TIMELINESS_OVERDUE);
  return status;
}

TEST(ReportersOf, LeavesOutTheRollUpOfANodeWhoseOrgansReportThemselves) {
  const auto reporters =
      ReportersOf({StatusOf("区", "", form::v1::SCOPE_ROLL_UP), StatusOf("办公室", "区", form::v1::SCOPE_OWN),
                   StatusOf("镇", "区", form::v1::SCOPE_ROLL_UP)});
  ASSERT_THAT(reporters, SizeIs(2));
  EXPECT_EQ(reporters[0].title, "办公室");
  EXPECT_EQ(reporters[1].title, "镇（只报汇总）");
}

TEST(ReportersOf, SaysHowFarAReportIsAndWhetherItCounts) {
  FilingStatus status = StatusOf("局", "区", form::v1::SCOPE_OWN);
  Reporter reporter = ReportersOf({status})[0];
  EXPECT_FALSE(reporter.accepted);
  EXPECT_EQ(reporter.progress, "未报送");
  EXPECT_EQ(reporter.due_day, "2025-01-31");
  EXPECT_EQ(reporter.timeliness, "逾期未报");
  status.mutable_filing()->mutable_open_revision()->set_state(submission::v1::Revision::STATE_RETURNED);
  status.mutable_filing()->mutable_open_revision()->set_number(1);
  reporter = ReportersOf({status})[0];
  EXPECT_FALSE(reporter.accepted);
  EXPECT_EQ(reporter.progress, "已退回（第 1 版）");
  status.mutable_filing()->mutable_effective_revision()->set_state(submission::v1::Revision::STATE_ACCEPTED);
  EXPECT_TRUE(ReportersOf({status})[0].accepted);
}

}  // namespace
}  // namespace nianbao::cli
