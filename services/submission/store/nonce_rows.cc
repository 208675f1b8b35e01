#include "services/submission/store/nonce_rows.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

absl::Status Replayed(const Nonce& nonce) {
  return status::Error(absl::StatusCode::kUnauthenticated, "NONCE_REPLAYED",
                       absl::StrCat("nonce: got ", nonce.value, ", which was used before, want a new one"))
      .Meta("client", nonce.client)
      .Meta("nonce", nonce.value)
      .Chinese("该请求的随机数已被使用，可能是重复发送的旧请求，未被处理。请换用新的随机数重新签名后再发送。");
}

}  // namespace

absl::Status InsertNonce(Connection& connection, const Nonce& nonce, absl::Time now) {
  Query(connection, "DELETE FROM nonces WHERE expire_micros <= ?1").Number(1, absl::ToUnixMicros(now)).Run();
  {
    Query query(connection, "SELECT 1 FROM nonces WHERE client = ?1 AND nonce = ?2");
    if (query.Text(1, nonce.client).Text(2, nonce.value).Step()) return Replayed(nonce);
  }
  Query(connection, "INSERT INTO nonces (client, nonce, expire_micros) VALUES (?1, ?2, ?3)")
      .Text(1, nonce.client)
      .Text(2, nonce.value)
      .Number(3, absl::ToUnixMicros(nonce.expire_time))
      .Run();
  return absl::OkStatus();
}

}  // namespace nianbao::submission
