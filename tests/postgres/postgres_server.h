// A PostgreSQL server of Debian's package, for tests.
#pragma once

#include <memory>
#include <string>

#include "libs/process/child.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {

// Started on a fresh cluster in a folder that goes with it; reached through a socket in that folder alone.
class PostgresServer {
 public:
  PostgresServer();

  // The one that all tests of a program share.
  static PostgresServer& Shared();

  // The connection string of a new, empty database. options: what CREATE DATABASE takes besides.
  std::string NewDatabase(const std::string& options = "LOCALE 'C'");
  // The connection string of a database of this name.
  std::string Dsn(const std::string& database) const;
  // Runs SQL on a database, outside of any store. Throws std::runtime_error.
  static void Execute(const std::string& dsn, const std::string& sql);

  // Ends the server without warning, and starts it again on what is on the disk.
  void KillAndRestart();

 private:
  // False when it ends instead.
  bool Start();

  TemporaryFolder folder_;
  std::unique_ptr<process::Child> child_;
  int databases_ = 0;
};

}  // namespace nianbao::submission
