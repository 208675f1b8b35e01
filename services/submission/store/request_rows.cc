#include "services/submission/store/request_rows.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

absl::Status Reused(const RequestKey& key) {
  return status::Error(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
                       absl::StrCat("request_id: got ", key.request_id, " with other content, want a new one"))
      .Meta("requestId", key.request_id)
      .Field("request_id", "was used before by the same caller and method for a request with other content")
      .Chinese(absl::StrCat("请求编号 ", key.request_id, " 已用于另一次内容不同的操作。请换一个新的编号。"));
}

}  // namespace

absl::StatusOr<std::optional<std::string>> SelectReply(Connection& connection, const RequestKey& key) {
  Query query(connection,
              "SELECT content_digest, reply FROM requests WHERE actor = ?1 AND method = ?2 AND request_id = ?3");
  if (!query.Text(1, key.actor).Text(2, key.method).Text(3, key.request_id).Step()) return std::nullopt;
  if (query.BytesAt(0) != key.content_digest) return Reused(key);
  return query.BytesAt(1);
}

void InsertReply(Connection& connection, const RequestKey& key, absl::string_view reply) {
  Query(connection,
        "INSERT INTO requests (actor, method, request_id, content_digest, reply) VALUES (?1, ?2, ?3, ?4, ?5)")
      .Text(1, key.actor)
      .Text(2, key.method)
      .Text(3, key.request_id)
      .Text(4, key.content_digest)
      .Bytes(5, reply)
      .Run();
}

}  // namespace nianbao::submission
