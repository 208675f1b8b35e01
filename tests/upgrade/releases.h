// The programs of the last release, beside those of this one.
#pragma once

#include <string>

namespace nianbao::integration {

// The folder of the last release's programs: what NIANBAO_LAST_RELEASE names, or where scripts/last_release puts them.
// "" when they were not made.
std::string ProgramsOfLastRelease();

// What to do then.
inline constexpr char kWantLastRelease[] =
    "want the programs of the last release: make upgrade-test, or scripts/last_release";

// The commands of both releases on one store: each finds it right, to the last row.
void ExpectBothVerify(const std::string& database);

}  // namespace nianbao::integration
