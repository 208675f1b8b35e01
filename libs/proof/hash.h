// The hash that the digests of a tree are made with.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "nianbao/aggregation/v1/proof.pb.h"

namespace nianbao::proof {

class Hash {
 public:
  // Bytes of every digest, whatever the algorithm.
  static constexpr size_t kDigestSize = 32;

  virtual ~Hash() = default;
  virtual std::string DigestOf(absl::string_view bytes) const = 0;
};

// nullptr for an algorithm that is none of those named, the unspecified one included.
const Hash* HashFor(aggregation::v1::DigestAlgorithm algorithm);

}  // namespace nianbao::proof
