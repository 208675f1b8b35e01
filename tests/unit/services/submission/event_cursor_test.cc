#include "services/submission/domain/event_cursor.h"

#include <gtest/gtest.h>

#include "services/submission/domain/get_head.h"
#include "services/submission/domain/list_events.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<int64_t> Sequences(const v1::WatchEventsResponse& batch) {
  std::vector<int64_t> sequences;
  for (const v1::EventRecord& record : batch.records()) sequences.push_back(record.event().sequence());
  return sequences;
}

TEST(EventCursor, DeliversEveryEventOnceAndThenWhatIsNew) {
  Suite suite;
  EventCursor cursor(*suite.store, {});
  EXPECT_THAT(Sequences(*cursor.Read(2)), ElementsAre(1, 2));
  EXPECT_THAT(Sequences(*cursor.Read(3)), ElementsAre(3, 4));
  EXPECT_THAT(Sequences(*cursor.Read(2)), IsEmpty());
  suite.Draft(kEdu, 1);
  EXPECT_THAT(Sequences(*cursor.Read(2)), ElementsAre(5));
}

TEST(EventCursor, GoesOnFromItsToken) {
  Suite suite;
  EventCursor first(*suite.store, {});
  const v1::EventToken token = first.Read(2)->token();
  suite.Draft(kEdu, 1);
  suite.Reopen();
  EventCursor second(*suite.store, token);
  EXPECT_THAT(Sequences(*second.Read(10)), ElementsAre(3, 4, 5));
}

TEST(EventCursor, GivesTheTokenOfTheBeginningOfAnEmptyLog) {
  TemporaryFolder folder;
  const auto store = OpenSqlite(folder.File("a.db"), [] { return "a"; }).value();
  EventCursor cursor(*store, {});
  const auto batch = cursor.Read(10);
  ASSERT_THAT(batch, IsOk());
  EXPECT_EQ(batch->token().log_id(), "a");
  EXPECT_EQ(batch->token().sequence(), 0);
  EventCursor again(*store, batch->token());
  EXPECT_THAT(again.Read(10), IsOk());
}

TEST(EventCursor, RefusesATokenOfAnotherLog) {
  Suite suite;
  const v1::EventToken head = suite.store->Head().value();
  v1::EventToken other_log = head;
  other_log.set_log_id("elsewhere");
  v1::EventToken other_digest = head;
  other_digest.set_digest(std::string(32, 'x'));
  v1::EventToken ahead = head;
  ahead.set_sequence(head.sequence() + 1);
  v1::EventToken negative = head;
  negative.set_sequence(-1);
  for (const v1::EventToken& token : {other_log, other_digest, ahead, negative}) {
    EventCursor cursor(*suite.store, token);
    EXPECT_THAT(cursor.Read(10), IsRefused(StatusCode::kFailedPrecondition, "LOG_CHANGED"));
  }
  EventCursor good(*suite.store, head);
  EXPECT_THAT(good.Read(10), IsOk());
}

TEST(ListEvents, PagesThroughTheLog) {
  Suite suite;
  v1::ListEventsRequest request;
  request.set_page_size(3);
  const auto first = ListEvents(*suite.store, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->records_size(), 3);
  *request.mutable_after() = first->token();
  const auto second = ListEvents(*suite.store, request);
  ASSERT_EQ(second->records_size(), 1);
  EXPECT_EQ(second->token().SerializeAsString(), GetHead(*suite.store, {})->token().SerializeAsString());
  request.set_page_size(-1);
  EXPECT_THAT(ListEvents(*suite.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

}  // namespace
}  // namespace nianbao::submission
