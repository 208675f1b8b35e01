// RulebookService.SetRuleStatus.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/rulebook_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

absl::StatusOr<v1::SetRuleStatusResponse> SetRuleStatus(const Deps& deps, const Caller& caller,
                                                        const v1::SetRuleStatusRequest& request);

}  // namespace nianbao::submission
