#include "libs/access/token_verifier.h"

#include <rhonabwy.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::access {
namespace {

// Clocks of machines differ.
constexpr absl::Duration kLeeway = absl::Seconds(5);
// Tokens that are remembered; beyond it all are forgotten and proven anew.
constexpr size_t kKnownMax = 10000;
constexpr size_t kSubjectBytesMax = 128;
constexpr jwa_alg kAlgorithms[] = {R_JWA_ALG_ES256, R_JWA_ALG_EDDSA, R_JWA_ALG_RS256, R_JWA_ALG_PS256};

struct FreeJwt {
  void operator()(jwt_t* token) const { r_jwt_free(token); }
};
using Jwt = std::unique_ptr<jwt_t, FreeJwt>;

// What is wrong with it is for the caller's developers; none of it helps to forge one.
absl::Status Invalid(absl::string_view what) {
  return status::Error(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID", absl::StrCat("authorization: ", what))
      .Chinese("登录凭证无效，请重新登录。");
}

absl::Status Expired() {
  return status::Error(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED",
                       "authorization: got a token that has expired, want a new one")
      .Chinese("登录凭证已到期，请重新登录。");
}

absl::StatusOr<Jwt> Parse(absl::string_view token) {
  jwt_t* made = nullptr;
  r_jwt_init(&made);
  Jwt jwt(made);
  // Keys that the token brings along, or says where to get, are not looked at.
  if (r_jwt_advanced_parsen(jwt.get(), token.data(), token.size(), R_PARSE_NONE, R_FLAG_IGNORE_REMOTE) != RHN_OK) {
    return Invalid("got no JWT, want one with a signature");
  }
  return jwt;
}

std::string StringOf(const nlohmann::json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}

bool IsFor(const nlohmann::json& claims, const std::string& audience) {
  const auto it = claims.find("aud");
  if (it == claims.end()) return false;
  if (it->is_string()) return *it == audience;
  return it->is_array() && std::find(it->begin(), it->end(), audience) != it->end();
}

absl::StatusOr<absl::Time> TimeOf(const nlohmann::json& claims, const char* key) {
  const auto it = claims.find(key);
  if (it == claims.end() || !it->is_number()) return Invalid(absl::StrCat("got a token without ", key, ", want one"));
  return absl::UnixEpoch() + absl::Seconds(it->get<double>());
}

absl::StatusOr<nlohmann::json> ClaimsOf(jwt_t* token) {
  char* const text = r_jwt_get_full_claims_str(token);
  nlohmann::json claims = nlohmann::json::parse(text == nullptr ? "" : text, nullptr, false);
  r_free(text);
  if (!claims.is_object()) return Invalid("got claims that are no JSON object, want one");
  return claims;
}

absl::Status CheckIssuer(const config::v1::TokenIssuer& issuer) {
  for (const auto& [field, value] : {std::pair{"issuer", issuer.issuer()}, std::pair{"audience", issuer.audience()},
                                     std::pair{"jwks", issuer.jwks()}}) {
    if (!value.empty()) continue;
    return status::Error(absl::StatusCode::kInvalidArgument, "CONFIG_INVALID",
                         absl::StrCat("identity.issuers.", field, ": got nothing, want a value"))
        .Meta("field", field)
        .Chinese(absl::StrCat("配置 identity.issuers 中缺少 ", field, "。"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<TokenVerifier>> TokenVerifier::Make(const Issuers& issuers,
                                                                   const KeySet::OnFault& on_fault,
                                                                   std::function<absl::Time()> clock) {
  std::vector<Issuer> opened;
  for (const config::v1::TokenIssuer& issuer : issuers) {
    RETURN_IF_ERROR(CheckIssuer(issuer));
    ASSIGN_OR_RETURN(std::unique_ptr<KeySet> keys, KeySet::Open(issuer.jwks(), on_fault));
    opened.push_back({issuer, std::move(keys)});
  }
  return absl::WrapUnique(new TokenVerifier(std::move(opened), std::move(clock)));
}

absl::StatusOr<ProvenSubject> TokenVerifier::Verify(absl::string_view token) const {
  const absl::Time now = clock_();
  {
    absl::MutexLock lock(&mutex_);
    if (const auto it = known_.find(token); it != known_.end()) {
      if (it->second.expire_time + kLeeway > now) return it->second;
      known_.erase(it);
      return Expired();
    }
  }
  ASSIGN_OR_RETURN(ProvenSubject subject, VerifyAnew(token, now));
  absl::MutexLock lock(&mutex_);
  if (known_.size() >= kKnownMax) known_.clear();
  known_.emplace(token, subject);
  return subject;
}

absl::StatusOr<ProvenSubject> TokenVerifier::VerifyAnew(absl::string_view token, absl::Time now) const {
  ASSIGN_OR_RETURN(const Jwt jwt, Parse(token));
  const jwa_alg algorithm = r_jwt_get_sign_alg(jwt.get());
  if (std::find(std::begin(kAlgorithms), std::end(kAlgorithms), algorithm) == std::end(kAlgorithms)) {
    return Invalid("got a token signed by another algorithm, want ES256, EdDSA, RS256 or PS256");
  }
  ASSIGN_OR_RETURN(const nlohmann::json claims, ClaimsOf(jwt.get()));
  const std::string name = StringOf(claims, "iss");
  const auto issuer = std::find_if(issuers_.begin(), issuers_.end(),
                                   [&](const Issuer& known) { return known.config.issuer() == name; });
  if (issuer == issuers_.end()) return Invalid("got a token of an issuer that is not configured, want one that is");
  const char* const id = r_jwt_get_header_str_value(jwt.get(), "kid");
  const Key key = issuer->keys->Find(id == nullptr ? "" : id);
  if (key == nullptr)
    return Invalid("got a token signed by a key that its issuer does not show, want one that it does");
  if (r_jwt_verify_signature(jwt.get(), key.get(), R_FLAG_IGNORE_REMOTE) != RHN_OK) {
    return Invalid("got a signature that does not fit the token, want one that does");
  }
  if (!IsFor(claims, issuer->config.audience())) return Invalid("got a token for somebody else, want the suite in aud");
  const std::string subject = StringOf(claims, "sub");
  if (subject.empty() || subject.size() > kSubjectBytesMax) {
    return Invalid("got a token whose sub is empty or longer than 128 bytes, want a subject");
  }
  ASSIGN_OR_RETURN(const absl::Time expire_time, TimeOf(claims, "exp"));
  if (expire_time + kLeeway <= now) return Expired();
  if (claims.contains("nbf")) {
    ASSIGN_OR_RETURN(const absl::Time start, TimeOf(claims, "nbf"));
    if (start > now + kLeeway) return Invalid("got a token that is not valid yet, want one that is");
  }
  return ProvenSubject{absl::StrCat(issuer->config.subject_prefix(), subject), expire_time};
}

}  // namespace nianbao::access
