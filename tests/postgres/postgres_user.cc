#include "tests/postgres/postgres_user.h"

#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

namespace nianbao::submission {

std::vector<std::string> AsPostgres(std::vector<std::string> command) {
  if (geteuid() != 0) return command;
  std::vector<std::string> changed = {"/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups",
                                      "--"};
  changed.insert(changed.end(), command.begin(), command.end());
  return changed;
}

void GiveToPostgres(const std::string& path) {
  if (geteuid() != 0) return;
  const passwd* const user = getpwnam("postgres");
  if (user == nullptr || chown(path.c_str(), user->pw_uid, user->pw_gid) != 0) {
    throw std::runtime_error("want the user postgres of Debian's package");
  }
}

}  // namespace nianbao::submission
