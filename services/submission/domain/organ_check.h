// What an organ must be, by itself.
#pragma once

#include <optional>
#include <vector>

#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/domain/roster_fault.h"

namespace nianbao::submission {

struct OrganFaults {
  // Keeps the organ out of the roster.
  std::optional<RosterFault> error;
  std::vector<RosterFault> warnings;
};

// How codes came here: what is typed can be mended at once; what is imported may have been issued wrong.
enum class Origin { kTyped, kImported };

// A missing, malformed or overlong field is an error. A code that contradicts itself is an error when it is typed, a
// warning when it is imported.
OrganFaults CheckOrgan(const organ::v1::Organ& organ, Origin codes);

}  // namespace nianbao::submission
