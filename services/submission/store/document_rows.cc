#include "services/submission/store/document_rows.h"

#include "services/submission/store/query.h"

namespace nianbao::submission {

std::optional<std::string> SelectDocument(Connection& connection, absl::string_view digest) {
  Query query(connection, "SELECT content FROM documents WHERE digest = ?1");
  if (!query.Text(1, digest).Step()) return std::nullopt;
  return query.BytesAt(0);
}

void PutDocument(Connection& connection, const KeptDocument& document) {
  Query(connection, "INSERT INTO documents (digest, content) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING")
      .Text(1, document.digest)
      .Bytes(2, document.content)
      .Run();
}

}  // namespace nianbao::submission
