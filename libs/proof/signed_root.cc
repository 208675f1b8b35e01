#include "libs/proof/signed_root.h"

#include <utility>

#include "libs/proof/canonical_bytes.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::proof {

using aggregation::v1::SignedRoot;

std::string SignedBytes(const SignedRoot& root) {
  CanonicalBytes bytes;
  return bytes.Text("nianbao/proof/root/v1")
      .Text(root.node())
      .Integer(root.year())
      .Integer(root.algorithm())
      .Text(root.position().log_id())
      .Integer(root.position().sequence())
      .Text(root.position().digest())
      .Figures(root.sums())
      .Coverage(root.coverage())
      .Text(root.digest())
      .bytes();
}

bool IsSameTotal(const SignedRoot& a, const SignedRoot& b) { return SignedBytes(a) == SignedBytes(b); }

absl::Status Sign(const signature::Sm2Key& key, SignedRoot& root) {
  ASSIGN_OR_RETURN(std::string signature, key.Sign(SignedBytes(root)));
  root.set_signature(std::move(signature));
  return absl::OkStatus();
}

absl::Status CheckSignature(const SignedRoot& root, const signature::Sm2Key& key) {
  if (key.Verifies(SignedBytes(root), root.signature())) return absl::OkStatus();
  return status::Error(absl::StatusCode::kDataLoss, "SIGNATURE_INVALID",
                       root.signature().empty() ? "root.signature: got none, want one of the key"
                                                : "root.signature: got one that the key did not make of this root")
      .Chinese(root.signature().empty() ? "证明没有签名，不能用公钥核对是谁出具的。"
                                        : "签名与所给的公钥不符：合计被改动过，或不是由这把密钥签名的。");
}

}  // namespace nianbao::proof
