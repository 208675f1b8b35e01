// The signature on the total of a sealed node.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "libs/signature/sm2.h"
#include "nianbao/aggregation/v1/proof.pb.h"

namespace nianbao::proof {

// What is signed: all of the root but its signature.
std::string SignedBytes(const aggregation::v1::SignedRoot& root);

// Whether both say the same, whatever their signatures, which are others each time.
bool IsSameTotal(const aggregation::v1::SignedRoot& a, const aggregation::v1::SignedRoot& b);

// Puts the signature into the root. INTERNAL SIGNATURE_FAILED.
absl::Status Sign(const signature::Sm2Key& key, aggregation::v1::SignedRoot& root);

// DATA_LOSS SIGNATURE_INVALID when the key did not sign it.
absl::Status CheckSignature(const aggregation::v1::SignedRoot& root, const signature::Sm2Key& key);

}  // namespace nianbao::proof
