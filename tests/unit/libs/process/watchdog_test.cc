#include "libs/process/watchdog.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>

namespace nianbao::process {
namespace {

void HangUnderAWatchdog() {
  Watchdog watchdog(absl::Milliseconds(1), [] { std::fputs("it hangs\n", stderr); });
  const Watchdog::Task task(watchdog);
  while (true) pause();
}

TEST(WatchdogDeathTest, EndsAProcessWithATaskThatHangsAfterItsLastWords) {
  EXPECT_EXIT(HangUnderAWatchdog(), ::testing::ExitedWithCode(kHangs), "it hangs");
}

TEST(Watchdog, LetsTasksGoThatEnd) {
  Watchdog watchdog(absl::Hours(1), [] { ADD_FAILURE(); });
  for (int i = 0; i < 3; ++i) {
    const Watchdog::Task outer(watchdog);
    const Watchdog::Task inner(watchdog);
  }
}

}  // namespace
}  // namespace nianbao::process
