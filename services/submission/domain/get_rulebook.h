// RulebookService.GetActiveRulebook.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/rulebook_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

absl::StatusOr<v1::GetActiveRulebookResponse> GetRulebook(const StoreReader& store,
                                                          const v1::GetActiveRulebookRequest& request);

}  // namespace nianbao::submission
