// Filings and revisions as rows.
#pragma once

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

// 0 when there is no such filing.
int64_t FilingVersion(Connection& connection, absl::string_view name);
// Call it inside one transaction.
std::optional<FilingSnapshot> SelectFiling(Connection& connection, absl::string_view name);
std::vector<v1::Revision> SelectRevisions(Connection& connection, absl::string_view filing);
std::vector<v1::Revision> SelectRevisionsAfter(Connection& connection, absl::string_view filing, int32_t number,
                                               int limit);
std::vector<v1::Filing> SelectFilings(Connection& connection, const FilingFilter& filter);
std::vector<v1::Filing> SelectSubmitted(Connection& connection, const SubmittedFilter& filter);

void PutFiling(Connection& connection, const FilingWrite& write, int64_t version);

}  // namespace nianbao::submission
