// Finding organs in the roster.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND ORGAN_UNKNOWN.
absl::StatusOr<organ::v1::Organ> FindOrgan(const StoreReader& store, absl::string_view name);

// The roster, once it is sure that it holds `node`; "" stands for the whole roster. NOT_FOUND ORGAN_UNKNOWN.
absl::StatusOr<std::shared_ptr<const Roster>> RosterWith(const StoreReader& store, absl::string_view node);

}  // namespace nianbao::submission
