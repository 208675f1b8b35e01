// Proofs in files, as proto3 JSON.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "nianbao/aggregation/v1/proof.pb.h"
#include "nianbao/aggregation/v1/root_link.pb.h"

namespace nianbao::cli {

// NOT_FOUND FILE_UNREADABLE; INVALID_ARGUMENT PROOF_MALFORMED when it is no proof.
absl::StatusOr<aggregation::v1::Proof> LoadProof(const std::string& path);

// The same of a link between two roots.
absl::StatusOr<aggregation::v1::RootLink> LoadLink(const std::string& path);

// Replace the file. UNAVAILABLE FILE_NOT_WRITTEN.
absl::Status SaveProof(const aggregation::v1::Proof& proof, const std::string& path);
absl::Status SaveLink(const aggregation::v1::RootLink& link, const std::string& path);

}  // namespace nianbao::cli
