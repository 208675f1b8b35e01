#include "libs/signature/sm2.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "libs/status/error.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::signature {
namespace {

// Of "head", by `openssl dgst -sm3 -sign … -sigopt distid:1234567812345678`.
constexpr char kSignature[] =
    "30450220131f40d246263585a845418127940198058e814c579ff3a36bd2b65516aa3334022100b9"
    "f3586ab6db458b181bc0cd250182b494cff0290c06f58368222da7816008fb";

Sm2Key Public() { return Sm2Key::ReadPublic(kPublic).value(); }

TEST(Sm2Key, VerifiesWhatAnotherProgramSigned) {
  EXPECT_TRUE(Public().Verifies("head", absl::HexStringToBytes(kSignature)));
}

TEST(Sm2Key, VerifiesItsOwnSignaturesAndNoOthers) {
  const auto signature = Sm2Key::ReadPrivate(kPrivate)->Sign("head");
  ASSERT_TRUE(signature.ok()) << signature.status();
  EXPECT_TRUE(Public().Verifies("head", *signature));
  EXPECT_FALSE(Public().Verifies("heal", *signature));
  EXPECT_FALSE(Public().Verifies("head", ""));
  EXPECT_FALSE(Sm2Key::ReadPublic(kOtherPublic)->Verifies("head", *signature));
}

TEST(Sm2Key, OfThePublicHalfDoesNotSign) {
  EXPECT_EQ(status::ReasonOf(Public().Sign("head").status()), "SIGNATURE_FAILED");
}

TEST(Sm2Key, IsNoOtherText) {
  for (const char* text : {"", "key", kPublic}) {
    EXPECT_EQ(status::ReasonOf(Sm2Key::ReadPrivate(text).status()), "KEY_INVALID") << text;
  }
  EXPECT_EQ(status::ReasonOf(Sm2Key::ReadPublic(kPrivate).status()), "KEY_INVALID");
}

}  // namespace
}  // namespace nianbao::signature
