#include "libs/proof/node_digest.h"

#include "libs/proof/canonical_bytes.h"

namespace nianbao::proof {

std::string NodeDigest(const Hash& hash, const TreeId& tree, const DigestedNode& node) {
  CanonicalBytes bytes;
  bytes.Text("nianbao/proof/node/v1")
      .Integer(tree.algorithm)
      .Text(node.name)
      .Integer(tree.year)
      .Text(tree.position.log_id())
      .Integer(node.sealed_at)
      .Integer(node.scope)
      .Figures(node.own)
      .Coverage(node.coverage)
      .Integer(static_cast<int64_t>(node.children.size()));
  for (const DigestedChild& child : node.children) bytes.Text(child.node).Text(child.digest).Figures(child.sums);
  return hash.DigestOf(bytes.bytes());
}

}  // namespace nianbao::proof
