#include "services/aggregation/peer/event_feed.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>

#include "libs/form/catalogue.h"
#include "libs/rpc/client_call.h"
#include "libs/status/error.h"
#include "tests/unit/services/aggregation/fake_event_service.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::FakeEventService;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

// Longer than any of this takes on a busy machine.
constexpr absl::Duration kPatience = absl::Seconds(60);

LogBuilder LoggedDistrict(const std::string& log_id = "log-a") {
  LogBuilder log(log_id);
  log.Organ("district", "").Organ("bureau", "district").Accept("bureau", 2024, 1, {{kReceived, 5}});
  return log;
}

// Totals fed by a feed that follows the service.
struct Fed {
  explicit Fed(const FakeEventService& service) { feed.Start(rpc::OpenChannel(service.address())); }

  // The total of the district as of min_sequence or later.
  int64_t ReceivedAsOf(int64_t min_sequence) {
    int64_t value = -1;
    const absl::Status read =
        totals.Read({.min_sequence = min_sequence}, kPatience, [&](const Engine& engine, int64_t) -> absl::Status {
          const auto total = engine.Totals({.year = 2024})->Total(engine.Find("organs/district").value());
          if (!total.ok()) return total.status();
          value = total->cells[form::Catalogue::Get().Find(kReceived)->index];
          return absl::OkStatus();
        });
    EXPECT_TRUE(read.ok()) << read;
    return value;
  }

  // Waits until `changed` finds what it looks for.
  void WaitUntil(std::function<bool()> condition) {
    absl::MutexLock lock(&mutex);
    while (!condition()) ASSERT_FALSE(moved.WaitWithTimeout(&mutex, kPatience)) << "nothing moves";
  }

  // Waits until reads are refused for this reason.
  void WaitUntilRefused(const std::string& reason) {
    WaitUntil([&] { return refusals.count(reason) > 0; });
  }

  LiveTotals totals;
  absl::Mutex mutex;
  absl::CondVar moved;
  // The reasons for which a read was ever refused.
  std::set<std::string> refusals;
  // How often `changed` is still to fail.
  std::atomic<int> mishaps = 0;
  EventFeed feed{totals, 0, [this] {
                   if (mishaps > 0 && mishaps-- > 0) throw std::runtime_error("a mishap");
                   const absl::Status read =
                       totals.Read({}, absl::ZeroDuration(), [](const Engine&, int64_t) { return absl::OkStatus(); });
                   absl::MutexLock lock(&mutex);
                   refusals.insert(status::ReasonOf(read));
                   moved.SignalAll();
                 }};
};

TEST(EventFeed, FollowsTheLogAsItGrows) {
  LogBuilder log = LoggedDistrict();
  FakeEventService service(log);
  Fed fed(service);
  EXPECT_EQ(fed.ReceivedAsOf(0), 5);
  service.Serve(log.Accept("district", 2024, 1, {{kReceived, 2}}));
  EXPECT_EQ(fed.ReceivedAsOf(4), 7);
}

TEST(EventFeed, ServesAnEmptyLogAsSoonAsItIsReached) {
  FakeEventService service{LogBuilder()};
  Fed fed(service);
  EXPECT_TRUE(fed.totals.Read({}, kPatience, [](const Engine&, int64_t) { return absl::OkStatus(); }).ok());
}

TEST(EventFeed, WaitsForAServiceThatIsAbsentAtTheStart) {
  FakeEventService service(LoggedDistrict());
  service.SetDown(true);
  Fed fed(service);
  service.SetDown(false);
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
}

TEST(EventFeed, GoesOnFromItsPositionAfterABreak) {
  LogBuilder log = LoggedDistrict();
  const auto reached = log.token();
  FakeEventService service(log);
  Fed fed(service);
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
  service.SetDown(true);
  service.Serve(log.Accept("district", 2024, 1, {{kReceived, 2}}));
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
  service.SetDown(false);
  EXPECT_EQ(fed.ReceivedAsOf(4), 7);
  ASSERT_TRUE(service.last_after().has_value());
  EXPECT_EQ(service.last_after()->SerializeAsString(), reached.SerializeAsString());
}

TEST(EventFeed, BeginsAnewWithAnotherLog) {
  FakeEventService service(LoggedDistrict());
  Fed fed(service);
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
  service.SetDown(true);
  LogBuilder restored("log-b");
  service.Serve(restored.Organ("district", "").Accept("district", 2024, 1, {{kReceived, 1}}));
  service.SetDown(false);
  fed.WaitUntil([&] { return fed.totals.position(0)->log_id() == "log-b"; });
  EXPECT_EQ(fed.ReceivedAsOf(2), 1);
}

TEST(EventFeed, BeginsAnewWhenTheLogWasRewritten) {
  FakeEventService service(LoggedDistrict());
  Fed fed(service);
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
  service.SetDown(true);
  LogBuilder rewritten;
  service.Serve(rewritten.Organ("district", "")
                    .Organ("bureau", "district")
                    .Accept("bureau", 2024, 1, {{kReceived, 6}})
                    .Accept("bureau", 2024, 2, {{kReceived, 8}}));
  service.SetDown(false);
  EXPECT_EQ(fed.ReceivedAsOf(4), 8);
}

TEST(EventFeed, RefusesReadsWhileTheChainDoesNotHoldAndRecovers) {
  LogBuilder log = LoggedDistrict();
  FakeEventService service(log);
  Fed fed(service);
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
  LogBuilder rewritten;
  rewritten.Organ("district", "").Organ("bureau", "district").Accept("bureau", 2024, 1, {{kReceived, 6}});
  service.Serve(rewritten.Accept("bureau", 2024, 2, {{kReceived, 9}}));
  fed.WaitUntil([&] { return fed.totals.position(0)->digest() == rewritten.token().digest(); });
  EXPECT_EQ(fed.refusals.count("FEED_CORRUPT"), 1u);
  EXPECT_EQ(fed.ReceivedAsOf(4), 9);
}

TEST(EventFeed, RefusesReadsWhileEventsAreMissingAndBeginsAnew) {
  LogBuilder log = LoggedDistrict();
  FakeEventService service(log);
  Fed fed(service);
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
  service.SetDown(true);
  service.Withhold(4);
  service.Serve(log.Accept("district", 2024, 1, {{kReceived, 2}}).Accept("bureau", 2024, 2, {{kReceived, 6}}));
  service.SetDown(false);
  fed.WaitUntilRefused("FEED_GAP");
  service.Withhold(0);
  fed.WaitUntil([&] { return fed.totals.position(0)->sequence() == 5; });
  EXPECT_EQ(fed.ReceivedAsOf(5), 8);
  EXPECT_FALSE(service.last_after().has_value()) << "not from the beginning";
}

TEST(EventFeed, TellsReadersWhyTheLogCannotBeReadAndGoesOnFromItsPosition) {
  LogBuilder log = LoggedDistrict();
  FakeEventService service(log);
  Fed fed(service);
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
  service.SetDown(true);
  service.RefuseStreams(status::Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT", "store: cannot be read"));
  service.SetDown(false);
  fed.WaitUntilRefused("STORE_CORRUPT");
  const auto reached = log.token();
  service.Serve(log.Accept("district", 2024, 1, {{kReceived, 2}}));
  service.RefuseStreams(absl::OkStatus());
  fed.WaitUntil([&] { return fed.totals.position(0)->sequence() == 4; });
  EXPECT_EQ(fed.ReceivedAsOf(4), 7);
  ASSERT_TRUE(service.last_after().has_value());
  EXPECT_EQ(service.last_after()->SerializeAsString(), reached.SerializeAsString());
}

TEST(EventFeed, BeginsAnewAfterAnExceptionAndTellsReadersMeanwhile) {
  LogBuilder log = LoggedDistrict();
  FakeEventService service(log);
  Fed fed(service);
  EXPECT_EQ(fed.ReceivedAsOf(3), 5);
  fed.mishaps = 1;
  service.Serve(log.Accept("district", 2024, 1, {{kReceived, 2}}));
  fed.WaitUntilRefused("INTERNAL");
  fed.WaitUntil([&] { return fed.totals.position(0)->sequence() == 4; });
  EXPECT_EQ(fed.ReceivedAsOf(4), 7);
  EXPECT_FALSE(service.last_after().has_value());
}

TEST(EventFeed, StopsWhileItWaits) {
  FakeEventService service(LoggedDistrict());
  Fed connected(service);
  EXPECT_EQ(connected.ReceivedAsOf(3), 5);
  connected.feed.Stop();
  service.SetDown(true);
  Fed waiting(service);
  waiting.feed.Stop();
}

}  // namespace
}  // namespace nianbao::aggregation
