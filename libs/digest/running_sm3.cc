#include "libs/digest/running_sm3.h"

#include <stdexcept>

namespace nianbao::digest {
namespace {

// Without its digest the suite can vouch for nothing: an OpenSSL without SM3 is a broken installation.
void Expect(bool ok) {
  if (!ok) throw std::runtime_error("OpenSSL offers no SM3");
}

}  // namespace

RunningSm3::RunningSm3() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
  Expect(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sm3(), nullptr) == 1);
}

void RunningSm3::Add(absl::string_view bytes) {
  Expect(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

std::string RunningSm3::Digest() const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> end(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string digest(32, '\0');
  Expect(end != nullptr && EVP_MD_CTX_copy_ex(end.get(), context_.get()) == 1 &&
         EVP_DigestFinal_ex(end.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1);
  return digest;
}

}  // namespace nianbao::digest
