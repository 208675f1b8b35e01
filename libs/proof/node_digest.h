// The digest of a node of a Merkle-sum tree.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/proof/hash.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "nianbao/aggregation/v1/proof.pb.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::proof {

// What all nodes of a tree have in common.
struct TreeId {
  aggregation::v1::DigestAlgorithm algorithm = aggregation::v1::DIGEST_ALGORITHM_SM3;
  int year = 0;
  // The event that sealed the top.
  submission::v1::EventToken position;
};

struct DigestedChild {
  absl::string_view node;
  absl::string_view digest;
  // 200, or none when all are 0.
  absl::Span<const int64_t> sums;
};

// A node, with what its digest is over.
struct DigestedNode {
  absl::string_view name;
  // Of the top the event that sealed it; 0 below, so that what does not change has the same digest under every seal.
  int64_t sealed_at = 0;
  // Which of its reports counts.
  form::v1::Scope scope = form::v1::SCOPE_UNSPECIFIED;
  // 200, or none when all are 0.
  absl::Span<const int64_t> own;
  const aggregation::v1::Coverage& coverage;
  // By name.
  absl::Span<const DigestedChild> children;
};

// `hash` is that of the algorithm.
std::string NodeDigest(const Hash& hash, const TreeId& tree, const DigestedNode& node);

}  // namespace nianbao::proof
