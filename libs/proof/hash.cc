#include "libs/proof/hash.h"

#include <openssl/evp.h>

#include <stdexcept>

namespace nianbao::proof {
namespace {

class OpenSslHash final : public Hash {
 public:
  explicit OpenSslHash(const EVP_MD* (*algorithm)()) : algorithm_(algorithm) {}

  std::string DigestOf(absl::string_view bytes) const override {
    std::string digest(kDigestSize, '\0');
    unsigned int size = 0;
    const bool made = EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), &size,
                                 algorithm_(), nullptr) == 1;
    // Without its digests the suite can vouch for nothing: an OpenSSL without them is a broken installation.
    if (!made || size != kDigestSize) throw std::runtime_error("OpenSSL does not offer the hash");
    return digest;
  }

 private:
  const EVP_MD* (*const algorithm_)();
};

}  // namespace

const Hash* HashFor(aggregation::v1::DigestAlgorithm algorithm) {
  static const OpenSslHash* const kSm3 = new OpenSslHash(&EVP_sm3);
  static const OpenSslHash* const kSha256 = new OpenSslHash(&EVP_sha256);
  switch (algorithm) {
    case aggregation::v1::DIGEST_ALGORITHM_SM3:
      return kSm3;
    case aggregation::v1::DIGEST_ALGORITHM_SHA256:
      return kSha256;
    default:
      return nullptr;
  }
}

}  // namespace nianbao::proof
