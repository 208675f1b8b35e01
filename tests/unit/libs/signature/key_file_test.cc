#include "libs/signature/key_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "libs/status/error.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::signature {
namespace {

std::string Written(const std::string& name, const std::string& content) {
  const std::string path = ::testing::TempDir() + "/" + name;
  std::ofstream(path) << content;
  return path;
}

TEST(KeyFile, HoldsAKeyThatSigns) {
  const auto key = SigningKeyIn(Written("key_file_test.pem", kPrivate));
  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_TRUE(Sm2Key::ReadPublic(kPublic)->Verifies("root", (*key)->Sign("root").value()));
}

TEST(KeyFile, IsNoneWhereNoneIsNamed) { EXPECT_EQ(SigningKeyIn("").value(), nullptr); }

TEST(KeyFile, IsRefusedWhenItIsMissingOrHoldsTheOtherHalf) {
  EXPECT_EQ(status::ReasonOf(SigningKeyIn("/nowhere/key.pem").status()), "FILE_UNREADABLE");
  EXPECT_EQ(status::ReasonOf(SigningKeyIn(Written("key_file_test_public.pem", kPublic)).status()), "KEY_INVALID");
}

}  // namespace
}  // namespace nianbao::signature
