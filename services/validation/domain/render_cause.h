// A cause as people read it.
#pragma once

#include <string>
#include <vector>

#include "nianbao/validation/v1/verdict.pb.h"
#include "services/validation/domain/figures.h"
#include "services/validation/domain/repairs.h"

namespace nianbao::validation::domain {

// findings: ids of the findings that belong together. repairs: the likeliest first.
v1::Cause RenderCause(const std::vector<std::string>& findings, const std::vector<ChangeSet>& repairs,
                      const Figures& figures);

// Another figure for a cell, with what it holds and would hold as the form prints it.
v1::CellChange RenderChange(int cell, absl::int128 to, const Figures& figures);

}  // namespace nianbao::validation::domain
