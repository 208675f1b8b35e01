// Which figures of an earlier edition mean the same as figures of the 2021 edition.
#pragma once

#include <optional>

#include "libs/form/catalogue.h"

namespace nianbao::form {

// The cell of the 2021 edition that means the same as a cell of the 2019 edition, by the option (same_as) on the
// 2019 messages. nullopt when none does: then the two figures must never be compared, whatever their titles say.
std::optional<const Cell*> ComparableCell2021(const Cell& cell);

}  // namespace nianbao::form
