#include "services/submission/domain/list_revisions.h"

#include <utility>
#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/filing_read.h"

namespace nianbao::submission {

absl::StatusOr<v1::ListRevisionsResponse> ListRevisions(const StoreReader& store,
                                                        const v1::ListRevisionsRequest& request) {
  RETURN_IF_ERROR(ReadFiling(store, request.filing(), "filing").status());
  ASSIGN_OR_RETURN(std::vector<v1::Revision> revisions, store.ListRevisions(request.filing()));
  v1::ListRevisionsResponse response;
  for (v1::Revision& revision : revisions) *response.add_revisions() = std::move(revision);
  return response;
}

}  // namespace nianbao::submission
