#include "libs/proof/signed_root.h"

#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/unit/libs/proof/sample_tree.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::proof {
namespace {

TEST(SignedRoot, IsTakenFromTheOneWhoSignedIt) {
  const auto root = SampleProof().root();
  EXPECT_TRUE(CheckSignature(root, signature::Sm2Key::ReadPublic(signature::kPublic).value()).ok());
  const absl::Status other = CheckSignature(root, signature::Sm2Key::ReadPublic(signature::kOtherPublic).value());
  EXPECT_EQ(status::ReasonOf(other), "SIGNATURE_INVALID");
}

TEST(SignedRoot, IsNotTakenWithoutASignatureWhereOneIsAskedFor) {
  auto root = SampleProof().root();
  root.clear_signature();
  const absl::Status none = CheckSignature(root, signature::Sm2Key::ReadPublic(signature::kPublic).value());
  EXPECT_EQ(status::ReasonOf(none), "SIGNATURE_INVALID");
  EXPECT_NE(status::ChineseOf(none).find("没有签名"), std::string::npos);
}

TEST(SignedRoot, IsNotSignedWithThePublicHalf) {
  auto root = SampleProof().root();
  EXPECT_EQ(status::ReasonOf(Sign(signature::Sm2Key::ReadPublic(signature::kPublic).value(), root)),
            "SIGNATURE_FAILED");
}

}  // namespace
}  // namespace nianbao::proof
