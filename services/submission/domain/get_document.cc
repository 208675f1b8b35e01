#include "services/submission/domain/get_document.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/filing_read.h"

namespace nianbao::submission {
namespace {

absl::Status DocumentUnknown(const v1::GetDocumentRequest& request) {
  return status::Error(
             absl::StatusCode::kNotFound, "DOCUMENT_UNKNOWN",
             absl::StrCat("digest: got ", request.digest(), ", want that of a document of ", request.filing()))
      .Meta("filing", request.filing())
      .Meta("digest", request.digest())
      .Chinese(absl::StrCat("年报 ", request.filing(), " 没有摘要为 ", request.digest(), " 的附件。请核对摘要。"));
}

// As the latest revision that has it names it; nullopt when none has.
std::optional<v1::Document> Named(const std::vector<v1::Revision>& revisions, const std::string& digest) {
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    for (const v1::Document& document : revision->documents()) {
      if (document.digest() == digest) return document;
    }
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<v1::GetDocumentResponse> GetDocument(const StoreReader& store, const v1::GetDocumentRequest& request) {
  RETURN_IF_ERROR(ReadFiling(store, request.filing(), "filing").status());
  // Who may read one filing may not read the documents of another by their digest.
  ASSIGN_OR_RETURN(const std::vector<v1::Revision> revisions, store.ListRevisions(request.filing()));
  std::optional<v1::Document> document = Named(revisions, request.digest());
  if (!document.has_value()) return DocumentUnknown(request);
  ASSIGN_OR_RETURN(std::optional<std::string> content, store.FindDocument(request.digest()));
  if (!content.has_value()) return DocumentUnknown(request);
  v1::GetDocumentResponse response;
  *response.mutable_document() = *std::move(document);
  response.set_content(*std::move(content));
  return response;
}

}  // namespace nianbao::submission
