#include "libs/digest/sm3.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "absl/strings/escaping.h"

namespace nianbao::digest {
namespace {

// Looked up once: EVP_sm3() is looked up by its name at each use.
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SM3", nullptr);
  return algorithm;
}

}  // namespace

std::string Sm3(std::initializer_list<absl::string_view> parts) {
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string digest(32, '\0');
  bool ok = context != nullptr && Algorithm() != nullptr && EVP_DigestInit_ex(context.get(), Algorithm(), nullptr) == 1;
  for (const absl::string_view part : parts) {
    ok = ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  unsigned int size = 0;
  ok = ok && EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), &size) == 1;
  // Without its digest the suite can vouch for nothing: an OpenSSL without SM3 is a broken installation.
  if (!ok || size != digest.size()) throw std::runtime_error("OpenSSL offers no SM3");
  return digest;
}

std::string Sm3Hex(absl::string_view bytes) { return absl::BytesToHexString(Sm3({bytes})); }

std::string CanonicalBytes(const google::protobuf::MessageLite& message) {
  std::string bytes(message.ByteSizeLong(), '\0');
  google::protobuf::io::ArrayOutputStream stream(bytes.data(), static_cast<int>(bytes.size()));
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeWithCachedSizes(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace nianbao::digest
