// Finding out by when a filing is due.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The day that the office set for this filing; or else that of the authorities above its organ, or else the statutory
// one. As 2025-01-31. Errors: the store's.
absl::StatusOr<std::string> DueDateOf(const StoreReader& store, const v1::Filing& filing,
                                      const organ::v1::Organ& organ);

}  // namespace nianbao::submission
