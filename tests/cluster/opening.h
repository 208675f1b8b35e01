// What is there before clients file in a cluster.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "tests/cluster/caller.h"

namespace nianbao::cluster {

// Far more than it takes, for machines that do other things besides.
inline constexpr absl::Duration kPatience = absl::Minutes(1);

// Throws std::runtime_error with what was tried when it is not OK.
void Check(const absl::Status& status, const std::string& what);

// Gives the subjects registrar, clerk, reviewer, reader and auditor their roles; whoever calls by HTTP may read.
void GrantRoles(const Place& place, const std::string& administrator, const std::string& http_caller,
                CallLedger& ledger);

// The position after it.
int64_t ImportRoster(const Place& place, const directory::v1::ImportOrgansRequest& roster, CallLedger& ledger);

// Until all replicas have read so far: aggregation refuses those of whose roles it has not heard.
void AwaitAggregation(const Place& place, int64_t sequence);

std::string BytesOf(const std::string& path);

}  // namespace nianbao::cluster
