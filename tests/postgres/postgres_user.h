// PostgreSQL refuses to run as root: there it runs as the user postgres of Debian's package.
#pragma once

#include <string>
#include <vector>

namespace nianbao::submission {

// The command as that user, if the test is root's.
std::vector<std::string> AsPostgres(std::vector<std::string> command);
// The file or folder becomes that user's, if the test is root's. Throws std::runtime_error.
void GiveToPostgres(const std::string& path);

}  // namespace nianbao::submission
