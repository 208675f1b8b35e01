#include "services/submission/domain/get_rulebook.h"

#include <memory>

#include "libs/status/try.h"
#include "services/submission/domain/rulebook_read.h"

namespace nianbao::submission {

absl::StatusOr<v1::GetActiveRulebookResponse> GetRulebook(const StoreReader& store,
                                                          const v1::GetActiveRulebookRequest& request) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const NamedRulebook> rulebook, ReadRulebook(store, request.digest()));
  v1::GetActiveRulebookResponse response;
  *response.mutable_rulebook() = rulebook->rulebook;
  response.set_digest(rulebook->digest);
  return response;
}

}  // namespace nianbao::submission
