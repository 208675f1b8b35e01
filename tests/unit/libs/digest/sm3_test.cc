#include "libs/digest/sm3.h"

#include <gtest/gtest.h>

#include <string>

#include "google/rpc/error_details.pb.h"

namespace nianbao::digest {
namespace {

TEST(Sm3, GivesTheDigestsOfTheStandard) {
  EXPECT_EQ(Sm3Hex("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string blocks;
  for (int i = 0; i < 16; ++i) blocks += "abcd";
  EXPECT_EQ(Sm3Hex(blocks), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Sm3, JoinsPartsWithoutSeparator) {
  EXPECT_EQ(Sm3({"a", "", "bc"}), Sm3({"abc"}));
  EXPECT_EQ(Sm3({"abc"}).size(), 32u);
}

TEST(Sm3, TellsEmptyFromZeroByte) { EXPECT_NE(Sm3Hex(""), Sm3Hex(std::string(1, '\0'))); }

TEST(CanonicalBytes, AreFieldOrderWhateverTheOrderOfSetting) {
  google::rpc::LocalizedMessage a, b;
  a.set_locale("zh-CN");
  a.set_message("好");
  b.set_message("好");
  b.set_locale("zh-CN");
  EXPECT_EQ(CanonicalBytes(a), CanonicalBytes(b));
  EXPECT_EQ(CanonicalBytes(a), "\x0A\x05zh-CN\x12\x03好");
}

}  // namespace
}  // namespace nianbao::digest
