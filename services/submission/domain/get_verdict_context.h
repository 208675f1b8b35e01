// RulebookService.GetVerdictContext.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/rulebook_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

absl::StatusOr<v1::GetVerdictContextResponse> GetVerdictContext(const StoreReader& store,
                                                                const v1::GetVerdictContextRequest& request);

}  // namespace nianbao::submission
