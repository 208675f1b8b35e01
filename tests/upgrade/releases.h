// The programs of the last release, beside those of this one.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace nianbao::integration {

// The folder of the last release's programs: what NIANBAO_LAST_RELEASE names, or where scripts/last_release puts them.
// "" when they were not made.
std::string ProgramsOfLastRelease();

// What to do then.
inline constexpr char kWantLastRelease[] =
    "want the programs of the last release: make upgrade-test, or scripts/last_release";

// The steps of its schema in order: the name of each file, and the SM3 of what is in it.
std::vector<std::pair<std::string, std::string>> StepsOfLastRelease();

// The commands of both releases on one store: each finds it right, to the last row.
void ExpectBothVerify(const std::string& database);

}  // namespace nianbao::integration
