#include "libs/access/token_verifier.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "tests/identity/issuer.h"
#include "tests/refusal.h"

namespace nianbao::access {
namespace {

using absl::StatusCode;
using identity_test::Issuer;

class TokenVerifierTest : public testing::TestWithParam<Issuer::Kind> {
 protected:
  TokenVerifierTest() { verifier_ = Make({issuer_.config()}); }
  ~TokenVerifierTest() override {
    verifier_.reset();
    std::filesystem::remove_all(folder_);
  }

  static std::string Folder() {
    std::string pattern = testing::TempDir() + "tokens-XXXXXX";
    return mkdtemp(pattern.data());
  }
  std::unique_ptr<TokenVerifier> Make(const std::vector<config::v1::TokenIssuer>& issuers) {
    auto made = TokenVerifier::Make(
        {issuers.begin(), issuers.end()}, [](const absl::Status&) {}, [this] { return now_; });
    EXPECT_THAT(made, IsOk());
    return *std::move(made);
  }

  absl::Time now_ = absl::Now();
  const std::string folder_ = Folder();
  Issuer issuer_{folder_, "test-issuer", GetParam()};
  std::unique_ptr<TokenVerifier> verifier_;
};

INSTANTIATE_TEST_SUITE_P(, TokenVerifierTest,
                         testing::Values(Issuer::Kind::kEs256, Issuer::Kind::kEdDsa, Issuer::Kind::kRs256),
                         [](const auto& info) {
                           return info.param == Issuer::Kind::kEs256   ? "ES256"
                                  : info.param == Issuer::Kind::kEdDsa ? "EdDSA"
                                                                       : "RS256";
                         });

TEST_P(TokenVerifierTest, AGoodTokenProvesItsSubjectUntilItExpires) {
  const std::string token = issuer_.TokenOf("clerk-7");
  const auto proven = verifier_->Verify(token);
  ASSERT_THAT(proven, IsOk());
  EXPECT_EQ(proven->subject, "clerk-7");
  EXPECT_LE(proven->expire_time, now_ + absl::Hours(1));
  EXPECT_THAT(verifier_->Verify(token), IsOk());
  now_ += absl::Hours(1) + absl::Seconds(10);
  EXPECT_THAT(verifier_->Verify(token), IsRefused(StatusCode::kUnauthenticated, "TOKEN_EXPIRED")) << "though known";
  EXPECT_THAT(verifier_->Verify(token), IsRefused(StatusCode::kUnauthenticated, "TOKEN_EXPIRED")) << "nor anew";
}

TEST_P(TokenVerifierTest, RefusesATokenWhoseClaimsAreNotThoseThatWereSigned) {
  const std::vector<std::string> own = absl::StrSplit(issuer_.TokenOf("clerk-7"), '.');
  const std::vector<std::string> other = absl::StrSplit(issuer_.TokenOf("clerk-8"), '.');
  EXPECT_THAT(verifier_->Verify(own[0] + "." + other[1] + "." + own[2]),
              IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID"));
  EXPECT_THAT(verifier_->Verify(own[0] + "." + own[1] + "."), IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID"));
}

TEST_P(TokenVerifierTest, RefusesATokenThatNobodySigned) {
  EXPECT_THAT(verifier_->Verify(identity_test::Unsigned(issuer_.ClaimsOf("clerk-7"))),
              IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID"));
}

TEST_P(TokenVerifierTest, RefusesWhatIsNoToken) {
  for (const char* text : {"", "x", "a.b.c", "....", "e30.e30.e30"}) {
    EXPECT_THAT(verifier_->Verify(text), IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID")) << text;
  }
}

TEST_P(TokenVerifierTest, RefusesEachClaimThatIsWrong) {
  const auto refused = [&](const char* claim, const nlohmann::json& value) {
    nlohmann::json claims = issuer_.ClaimsOf("clerk-7");
    claims[claim] = value;
    EXPECT_THAT(verifier_->Verify(issuer_.Sign(claims)), IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID"))
        << claim << " " << value;
  };
  refused("iss", "somebody");
  refused("aud", "another suite");
  refused("aud", {"another suite"});
  refused("aud", nullptr);
  refused("sub", "");
  refused("sub", 7);
  refused("sub", std::string(129, 'x'));
  refused("exp", nullptr);
  refused("exp", "tomorrow");
  refused("nbf", absl::ToUnixSeconds(now_) + 600);
}

TEST_P(TokenVerifierTest, TakesOneOfSeveralAudiences) {
  nlohmann::json claims = issuer_.ClaimsOf("clerk-7");
  claims["aud"] = {"another suite", "nianbao"};
  EXPECT_THAT(verifier_->Verify(issuer_.Sign(claims)), IsOk());
}

TEST_P(TokenVerifierTest, AnIssuerSpeaksForItselfAlone) {
  const Issuer other(folder_, "other-issuer", GetParam());
  EXPECT_THAT(verifier_->Verify(other.TokenOf("clerk-7")), IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID"));
  nlohmann::json claims = other.ClaimsOf("clerk-7");
  claims["iss"] = "test-issuer";
  EXPECT_THAT(verifier_->Verify(other.Sign(claims)), IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID"));
}

TEST_P(TokenVerifierTest, SubjectsOfTwoIssuersAreTwo) {
  const Issuer other(folder_, "other-issuer", GetParam());
  config::v1::TokenIssuer prefixed = other.config();
  prefixed.set_subject_prefix("portal:");
  const auto verifier = Make({issuer_.config(), prefixed});
  EXPECT_EQ(verifier->Verify(issuer_.TokenOf("clerk-7"))->subject, "clerk-7");
  EXPECT_EQ(verifier->Verify(other.TokenOf("clerk-7"))->subject, "portal:clerk-7");
}

TEST_P(TokenVerifierTest, FindsAKeyThatIsShownLater) {
  issuer_.ChangeKey();
  const std::string token = issuer_.TokenOf("clerk-7");
  // The first token with the new key makes the file be read again.
  while (!verifier_->Verify(token).ok()) std::this_thread::yield();
  EXPECT_EQ(verifier_->Verify(token)->subject, "clerk-7");
}

TEST_P(TokenVerifierTest, KeepsItsKeysWhenTheFileIsSpoilt) {
  std::ofstream(issuer_.keys_file()) << "{";
  nlohmann::json claims = issuer_.ClaimsOf("clerk-7");
  claims["iss"] = "test-issuer";
  EXPECT_THAT(verifier_->Verify(issuer_.Sign(claims)), IsOk());
}

TEST_P(TokenVerifierTest, DoesNotStartWithoutKeysOrNames) {
  const auto make = [](const config::v1::TokenIssuer& issuer) {
    TokenVerifier::Issuers issuers;
    *issuers.Add() = issuer;
    return TokenVerifier::Make(issuers, [](const absl::Status&) {}).status();
  };
  config::v1::TokenIssuer issuer = issuer_.config();
  issuer.set_jwks(folder_ + "/none");
  EXPECT_THAT(make(issuer), IsRefused(StatusCode::kNotFound, "FILE_UNREADABLE"));
  std::ofstream(folder_ + "/spoilt") << "[]";
  issuer.set_jwks(folder_ + "/spoilt");
  EXPECT_THAT(make(issuer), IsRefused(StatusCode::kInvalidArgument, "KEY_INVALID"));
  issuer.clear_audience();
  EXPECT_THAT(make(issuer), IsRefused(StatusCode::kInvalidArgument, "CONFIG_INVALID"));
}

}  // namespace
}  // namespace nianbao::access
