// Changesets for the contract of stores.
#pragma once

#include <string>
#include <vector>

#include "services/submission/domain/store.h"

namespace nianbao::submission {

constexpr char kName[] = "organs/edu/filings/2024-own";

RequestKey Key(const std::string& id, const std::string& content = "content");

v1::Event EventAbout(const std::string& filing);

// A change that answers with the sequence of its last event.
Changeset Change(const std::string& id, int events = 1);

Changeset PutRoster(const std::string& id, const std::vector<organ::v1::Organ>& organs, int64_t expected_version);

v1::Revision Revision(int number, v1::Revision::State state, int received);

// A filing with this open revision.
Changeset PutOpen(const std::string& id, const v1::Revision& open, int64_t expected_version,
                  const std::string& name = kName);

}  // namespace nianbao::submission
