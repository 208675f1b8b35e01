#include "services/submission/domain/page.h"

#include <gtest/gtest.h>

#include <limits>

namespace nianbao::submission {
namespace {

TEST(PageRoom, IsForSoManyEntries) {
  PageRoom room(2, 100);
  EXPECT_TRUE(room.Take(1));
  EXPECT_TRUE(room.Take(1));
  EXPECT_FALSE(room.Take(0));
}

TEST(PageRoom, IsForSoManyBytes) {
  PageRoom room(10, 100);
  EXPECT_TRUE(room.Take(60));
  EXPECT_FALSE(room.Take(41));
  EXPECT_TRUE(room.Take(40));
  EXPECT_FALSE(room.Take(1));
}

TEST(PageRoom, IsAlwaysThereForOneEntry) {
  PageRoom room(10, 100);
  EXPECT_TRUE(room.Take(std::numeric_limits<size_t>::max()));
  EXPECT_FALSE(room.Take(1));
}

}  // namespace
}  // namespace nianbao::submission
