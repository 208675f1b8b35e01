// Holds what a service shows against what the model says.
#pragma once

#include <set>
#include <string>

#include "tests/integration/suite/replica.h"
#include "tests/property/submission/reference_model.h"

namespace nianbao::submission {

// A filing, and one of its documents.
void CompareFiling(integration::Replica& replica, const ReferenceModel& model, const std::string& name);
void CompareLocks(integration::Replica& replica, const ReferenceModel& model, int year);
void CompareGrants(integration::Replica& replica, const ReferenceModel& model);
// `digest`: that of the rulebook in force.
void CompareRules(integration::Replica& replica, const ReferenceModel& model, const std::string& digest);

// Who is expected and who is there, and the deadlines.
void CompareList(integration::Replica& replica, const ReferenceModel& model, int year);
void CompareDeadlines(integration::Replica& replica, const ReferenceModel& model, int year);
// The tree of today.
void CompareTree(integration::Replica& replica, const ReferenceModel& model);
// All that an organ was and will be.
void CompareHistory(integration::Replica& replica, const ReferenceModel& model, const std::string& organ);

// Each request stands in the log with as many events as it is worth, and whoever reads the log alone knows which
// figures are accepted, how the organs stand, which rules are in force and which days are worked.
void CompareLog(integration::Replica& replica, const ReferenceModel& model, const std::string& rulebook);

}  // namespace nianbao::submission
