// A running service whose machine's clock is set.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/replica.h"

namespace nianbao::integration {
namespace {

constexpr char kFakeTime[] = NIANBAO_FAKETIME;

// The clock of a process, so many seconds ahead of the machine's, which may be set while it runs.
class Clock {
 public:
  explicit Clock(int ahead) { Set(ahead); }

  void Set(int ahead) {
    const std::string next = absl::StrCat(folder_.path(), "/next");
    std::ofstream(next) << (ahead < 0 ? "" : "+") << ahead;
    std::filesystem::rename(next, File());
  }

  std::vector<std::string> Wrapper() const {
    return {"/usr/bin/env", absl::StrCat("LD_PRELOAD=", NIANBAO_FUTEX_DEADLINE, ":", kFakeTime),
            absl::StrCat("FAKETIME_TIMESTAMP_FILE=", File()), "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "FAKETIME_CACHE_DURATION=1"};
  }

 private:
  std::string File() const { return absl::StrCat(folder_.path(), "/clock"); }

  TempFolder folder_;
};

TEST(ClockStep, BackByFortyDaysHoldsNoStreamUp) {
  if (access(kFakeTime, R_OK) != 0) GTEST_SKIP() << "want Debian's package faketime";
  Clock clock(40 * 86400);
  TempFolder folder;
  Rules rules;
  Replica replica(Store{.data = folder.path()}, rules, clock.Wrapper());
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(2));
  const auto events = replica.events().WatchEvents(&context, submission::v1::WatchEventsRequest());
  submission::v1::WatchEventsResponse response;
  ASSERT_TRUE(events->Read(&response));
  ASSERT_TRUE(events->Read(&response)) << "it says that it stands";
  clock.Set(0);
  // Once before it is noticed, and then by the new clock.
  for (int times = 0; times < 3; ++times) ASSERT_TRUE(events->Read(&response)) << "after " << times;
  context.TryCancel();
}

}  // namespace
}  // namespace nianbao::integration
