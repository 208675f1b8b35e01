// An issuer of tokens of a test's own.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "libs/access/key_set.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::identity_test {

// With one key, shown in a file in `folder`.
class Issuer {
 public:
  enum class Kind { kEs256, kEdDsa, kRs256 };

  explicit Issuer(std::string folder, std::string name = "test-issuer", Kind kind = Kind::kEs256);

  // As a service is told to believe it, for the audience "nianbao".
  config::v1::TokenIssuer config() const;

  // A good token of this subject, for an hour.
  std::string TokenOf(const std::string& subject) const;
  // Claims of such a token, to be changed.
  nlohmann::json ClaimsOf(const std::string& subject) const;
  std::string Sign(const nlohmann::json& claims) const;

  // From now on it signs with another key, which it shows.
  void ChangeKey();
  const std::string& keys_file() const { return file_; }
  std::string key_id() const;

 private:
  std::string name_;
  std::string file_;
  Kind kind_;
  int keys_ = 0;
  access::Key private_key_;
};

// The same token, signed by nobody: alg=none.
std::string Unsigned(const nlohmann::json& claims);

}  // namespace nianbao::identity_test
