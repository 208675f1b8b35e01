#include "libs/proof/node_digest.h"

#include "libs/proof/canonical_bytes.h"

namespace nianbao::proof {

std::string NodeDigest(const Hash& hash, const TreeId& tree, absl::string_view node, absl::Span<const int64_t> own,
                       const aggregation::v1::Coverage& coverage, absl::Span<const DigestedChild> children) {
  CanonicalBytes bytes;
  bytes.Text("nianbao/proof/node/v1")
      .Integer(tree.algorithm)
      .Text(node)
      .Integer(tree.year)
      .Text(tree.position.log_id())
      .Integer(tree.position.sequence())
      .Figures(own)
      .Coverage(coverage)
      .Integer(static_cast<int64_t>(children.size()));
  for (const DigestedChild& child : children) bytes.Text(child.node).Text(child.digest).Figures(child.sums);
  return hash.DigestOf(bytes.bytes());
}

}  // namespace nianbao::proof
