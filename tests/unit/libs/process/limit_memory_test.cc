#include "libs/process/limit_memory.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <vector>

namespace nianbao::process {
namespace {

constexpr size_t kMegabyte = 1 << 20;

// In a process of its own, since the limit stays.
void TakeWithin(size_t megabytes_max, size_t megabytes) {
  if (!LimitMemory(megabytes_max * kMegabyte).ok()) std::exit(1);
  try {
    const std::vector<char> taken(megabytes * kMegabyte, 'x');
    std::exit(taken.back() == 'x' ? 0 : 1);
  } catch (const std::bad_alloc&) {
    std::exit(3);
  }
}

TEST(LimitMemoryDeathTest, ThrowsBeyondTheLimitOnly) {
  EXPECT_EXIT(TakeWithin(256, 300), ::testing::ExitedWithCode(3), "");
  EXPECT_EXIT(TakeWithin(256, 100), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace nianbao::process
