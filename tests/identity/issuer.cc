#include "tests/identity/issuer.h"

#include <rhonabwy.h>

#include <ctime>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace nianbao::identity_test {
namespace {

std::string Taken(char* text) {
  std::string taken = text == nullptr ? "" : text;
  r_free(text);
  return taken;
}

jwa_alg AlgorithmOf(Issuer::Kind kind) {
  switch (kind) {
    case Issuer::Kind::kEdDsa:
      return R_JWA_ALG_EDDSA;
    case Issuer::Kind::kRs256:
      return R_JWA_ALG_RS256;
    case Issuer::Kind::kEs256:
      break;
  }
  return R_JWA_ALG_ES256;
}

access::Key NewKey() {
  jwk_t* key = nullptr;
  r_jwk_init(&key);
  return access::Key(key);
}

}  // namespace

Issuer::Issuer(std::string folder, std::string name, Kind kind)
    : name_(std::move(name)), file_(absl::StrCat(folder, "/", name_, ".jwks")), kind_(kind) {
  r_global_init();
  ChangeKey();
}

config::v1::TokenIssuer Issuer::config() const {
  config::v1::TokenIssuer config;
  config.set_issuer(name_);
  config.set_audience("nianbao");
  config.set_jwks(file_);
  return config;
}

std::string Issuer::TokenOf(const std::string& subject) const { return Sign(ClaimsOf(subject)); }

nlohmann::json Issuer::ClaimsOf(const std::string& subject) const {
  const std::time_t now = std::time(nullptr);
  return {{"iss", name_}, {"aud", "nianbao"}, {"sub", subject}, {"iat", now}, {"exp", now + 3600}};
}

std::string Issuer::Sign(const nlohmann::json& claims) const {
  jwt_t* token = nullptr;
  r_jwt_init(&token);
  r_jwt_set_header_str_value(token, "kid", key_id().c_str());
  r_jwt_set_full_claims_json_str(token, claims.dump().c_str());
  r_jwt_set_sign_alg(token, AlgorithmOf(kind_));
  std::string text = Taken(r_jwt_serialize_signed(token, private_key_.get(), 0));
  r_jwt_free(token);
  if (text.empty()) throw std::runtime_error("the token could not be signed");
  return text;
}

void Issuer::ChangeKey() {
  private_key_ = NewKey();
  const access::Key public_key = NewKey();
  const std::string id = absl::StrCat("key-", ++keys_);
  const int type = kind_ == Kind::kRs256 ? R_KEY_TYPE_RSA : kind_ == Kind::kEdDsa ? R_KEY_TYPE_EDDSA : R_KEY_TYPE_EC;
  const unsigned bits = kind_ == Kind::kRs256 ? 2048 : 256;
  if (r_jwk_generate_key_pair(private_key_.get(), public_key.get(), type, bits, id.c_str()) != RHN_OK) {
    throw std::runtime_error("no key could be made");
  }
  const std::string shown = Taken(r_jwk_export_to_json_str(public_key.get(), 0));
  // Put in place at once: a reader never meets half a file.
  const std::string draft = file_ + ".new";
  std::ofstream(draft) << R"({"keys":[)" << shown << "]}";
  if (std::rename(draft.c_str(), file_.c_str()) != 0) throw std::runtime_error("no file of keys could be written");
}

std::string Issuer::key_id() const { return r_jwk_get_property_str(private_key_.get(), "kid"); }

std::string Unsigned(const nlohmann::json& claims) {
  const auto part = [](const std::string& text) { return absl::WebSafeBase64Escape(text); };
  return absl::StrCat(part(R"({"alg":"none","typ":"JWT"})"), ".", part(claims.dump()), ".");
}

}  // namespace nianbao::identity_test
