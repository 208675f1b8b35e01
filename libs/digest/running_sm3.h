// The SM3 of bytes that come piece by piece.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::digest {

class RunningSm3 {
 public:
  RunningSm3();

  void Add(absl::string_view bytes);
  // The 32-byte digest of all that was added so far; more may follow.
  std::string Digest() const;

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace nianbao::digest
