#include "tests/unit/services/document/readers/pdf/pdf_encryption.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <numeric>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace nianbao::document::readers {
namespace {

constexpr size_t kKeyBytes = 5;
// Neither printing nor copying nor changing.
constexpr int32_t kPermissions = -64;

std::string Padded(absl::string_view password) {
  static const std::string kPadding =
      absl::HexStringToBytes("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");
  return absl::StrCat(password, kPadding).substr(0, 32);
}

std::string Md5(absl::string_view data) {
  std::string digest(16, '\0');
  EVP_Digest(data.data(), data.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr, EVP_md5(), nullptr);
  return digest;
}

std::string Rc4(absl::string_view key, absl::string_view data) {
  std::array<uint8_t, 256> state;
  std::iota(state.begin(), state.end(), 0);
  for (int i = 0, j = 0; i < 256; ++i) {
    j = (j + state[i] + static_cast<uint8_t>(key[i % key.size()])) & 255;
    std::swap(state[i], state[j]);
  }
  std::string result(data);
  int i = 0;
  int j = 0;
  for (char& byte : result) {
    i = (i + 1) & 255;
    j = (j + state[i]) & 255;
    std::swap(state[i], state[j]);
    byte = static_cast<char>(byte ^ state[(state[i] + state[j]) & 255]);
  }
  return result;
}

std::string LittleEndian(uint32_t value, size_t bytes) {
  std::string result;
  for (size_t i = 0; i < bytes; ++i) result += static_cast<char>(value >> (8 * i));
  return result;
}

}  // namespace

PdfEncryption::PdfEncryption(absl::string_view user_password, absl::string_view file_id) {
  owner_entry_ = Rc4(Md5(Padded("owner")).substr(0, kKeyBytes), Padded(user_password));
  key_ = Md5(absl::StrCat(Padded(user_password), owner_entry_, LittleEndian(static_cast<uint32_t>(kPermissions), 4),
                          file_id))
             .substr(0, kKeyBytes);
  user_entry_ = Rc4(key_, Padded(""));
}

std::string PdfEncryption::Dictionary() const {
  return absl::StrCat("<< /Filter /Standard /V 1 /R 2 /P ", kPermissions, " /O <", absl::BytesToHexString(owner_entry_),
                      "> /U <", absl::BytesToHexString(user_entry_), "> >>");
}

std::string PdfEncryption::Encrypted(int object, absl::string_view data) const {
  const std::string seed = absl::StrCat(key_, LittleEndian(static_cast<uint32_t>(object), 3), LittleEndian(0, 2));
  return Rc4(Md5(seed).substr(0, kKeyBytes + 5), data);
}

}  // namespace nianbao::document::readers
