// SM2 signatures over SM3 (GB/T 32918, 32905), from OpenSSL.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::signature {

// A key with which to sign, or only to verify. Thread-safe.
class Sm2Key {
 public:
  // From the text of a PEM file, as `openssl genpkey -algorithm SM2` and `openssl pkey -pubout` write them.
  // INVALID_ARGUMENT KEY_INVALID when it is no such key.
  static absl::StatusOr<Sm2Key> ReadPrivate(const std::string& pem);
  static absl::StatusOr<Sm2Key> ReadPublic(const std::string& pem);

  // The signature, in DER. INTERNAL SIGNATURE_FAILED, as with a public key.
  absl::StatusOr<std::string> Sign(absl::string_view message) const;
  bool Verifies(absl::string_view message, absl::string_view signature) const;

 private:
  using Handle = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

  explicit Sm2Key(Handle key) : key_(std::move(key)) {}
  static absl::StatusOr<Sm2Key> Checked(Handle key);

  Handle key_;
};

}  // namespace nianbao::signature
