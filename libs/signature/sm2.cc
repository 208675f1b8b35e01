#include "libs/signature/sm2.h"

#include <openssl/bio.h>
#include <openssl/pem.h>

#include <utility>

#include "libs/status/error.h"

namespace nianbao::signature {
namespace {

// The identity of the signer where nobody agreed on another (GM/T 0009).
constexpr absl::string_view kIdentity = "1234567812345678";

// A context that signs or verifies with the default identity: `init` is EVP_DigestSignInit or EVP_DigestVerifyInit.
template <typename Init>
std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> ContextFor(Init init, EVP_PKEY* key) {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_PKEY_CTX* parameters = nullptr;
  const bool ready = context != nullptr && init(context.get(), &parameters, EVP_sm3(), nullptr, key) == 1 &&
                     EVP_PKEY_CTX_set1_id(parameters, kIdentity.data(), kIdentity.size()) == 1;
  if (!ready) context.reset();
  return context;
}

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::unique_ptr<BIO, decltype(&BIO_free)> Reading(const std::string& pem) {
  return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free};
}

}  // namespace

absl::StatusOr<Sm2Key> Sm2Key::Checked(Handle key) {
  if (key != nullptr && EVP_PKEY_is_a(key.get(), "SM2") == 1) return Sm2Key(std::move(key));
  return status::Error(absl::StatusCode::kInvalidArgument, "KEY_INVALID", "key: got something else, want SM2 in PEM")
      .Chinese("密钥文件不是 PEM 格式的 SM2 密钥。可用 openssl genpkey -algorithm SM2 生成。");
}

absl::StatusOr<Sm2Key> Sm2Key::ReadPrivate(const std::string& pem) {
  return Checked(Handle(PEM_read_bio_PrivateKey(Reading(pem).get(), nullptr, nullptr, nullptr), &EVP_PKEY_free));
}

absl::StatusOr<Sm2Key> Sm2Key::ReadPublic(const std::string& pem) {
  return Checked(Handle(PEM_read_bio_PUBKEY(Reading(pem).get(), nullptr, nullptr, nullptr), &EVP_PKEY_free));
}

absl::StatusOr<std::string> Sm2Key::Sign(absl::string_view message) const {
  const auto context = ContextFor(EVP_DigestSignInit, key_.get());
  size_t size = 0;
  std::string signature;
  bool signed_ =
      context != nullptr && EVP_DigestSign(context.get(), nullptr, &size, Bytes(message), message.size()) == 1;
  if (signed_) {
    signature.resize(size);
    signed_ = EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, Bytes(message),
                             message.size()) == 1;
    signature.resize(size);
  }
  if (signed_) return signature;
  return status::Error(absl::StatusCode::kInternal, "SIGNATURE_FAILED", "signature: OpenSSL did not sign with this key")
      .Chinese("签名失败。请检查私钥文件。");
}

bool Sm2Key::Verifies(absl::string_view message, absl::string_view signature) const {
  const auto context = ContextFor(EVP_DigestVerifyInit, key_.get());
  return context != nullptr &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(message), message.size()) == 1;
}

}  // namespace nianbao::signature
