// Finding organs in the roster.
#pragma once

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND ORGAN_UNKNOWN.
absl::Status OrganUnknown(absl::string_view name);

// As it stands today. NOT_FOUND ORGAN_UNKNOWN.
absl::StatusOr<organ::v1::Organ> FindOrgan(const StoreReader& store, absl::string_view name);

// As it stood at the end of a year; as it stands today when it did not exist then. NOT_FOUND ORGAN_UNKNOWN.
absl::StatusOr<organ::v1::Organ> OrganOfYear(const StoreReader& store, absl::string_view name, int32_t year);

// The roster of today, once it is sure that it knows `node`, be it absent; "" stands for the whole roster.
// NOT_FOUND ORGAN_UNKNOWN.
absl::StatusOr<std::shared_ptr<const Roster>> RosterWith(const StoreReader& store, absl::string_view node);

// NOT_FOUND ORGAN_UNKNOWN unless `node` stands in the tree; "" stands for the whole tree.
absl::Status CheckInTree(const Roster& tree, absl::string_view node);

// The roster of a day ("" for today), once it is sure that `node` stands in its tree; "" stands for the whole roster.
// NOT_FOUND ORGAN_UNKNOWN; INVALID_ARGUMENT FIELD_INVALID for a malformed day.
absl::StatusOr<std::shared_ptr<const Roster>> TreeWith(const StoreReader& store, absl::string_view node,
                                                       absl::string_view day);

}  // namespace nianbao::submission
