// RulebookService.ListAffectedFilings.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/rulebook_service.pb.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

absl::StatusOr<v1::ListAffectedFilingsResponse> ListAffectedFilings(const Deps& deps,
                                                                    const v1::ListAffectedFilingsRequest& request);

}  // namespace nianbao::submission
