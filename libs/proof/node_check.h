// The checks that every node and root goes through, whatever it is part of.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "nianbao/aggregation/v1/proof.pb.h"

namespace nianbao::proof {

// Where a message stands is named as a proto path, such as "root" or "path[1]". Errors: as CheckProof says.

absl::Status CheckRoot(const std::string& place, const aggregation::v1::SignedRoot& root);

// What is said of a node by what stands above it: the root of the top, the child's entry of the others.
struct Claim {
  std::string place;
  absl::Span<const int64_t> sums;
  absl::string_view digest;
};

Claim ClaimOf(const std::string& place, const aggregation::v1::SignedRoot& root);
// children[child] of the node.
Claim ClaimOf(const std::string& place, const aggregation::v1::ProofNode& node, int child);

// Whether the node is the sealed one that the root is about.
absl::Status CheckTop(const std::string& root_place, const aggregation::v1::SignedRoot& root, const std::string& place,
                      const aggregation::v1::ProofNode& node);
// Whether the node has the shape of one, adds up to what is claimed of it, and has the digest that is claimed.
absl::Status CheckNode(const std::string& place, const aggregation::v1::SignedRoot& root,
                       const aggregation::v1::ProofNode& node, const Claim& claim);

// The place of a node among the children of another; -1 when it is none of them.
int ChildNamed(const aggregation::v1::ProofNode& node, absl::string_view name);

}  // namespace nianbao::proof
