#include "tests/postgres/postgres_server.h"

#include <libpq-fe.h>
#include <signal.h>

#include <stdexcept>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/postgres/postgres_user.h"

namespace nianbao::submission {
namespace {

// For machines that do other things besides.
constexpr absl::Duration kRestartPatience = absl::Minutes(1);
constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";

using process::Child;

std::unique_ptr<Child> Run(std::vector<std::string> command) {
  return Child::Start(AsPostgres(std::move(command))).value();
}

}  // namespace

PostgresServer::PostgresServer() {
  GiveToPostgres(folder_.path().string());
  const auto initdb = Run({absl::StrCat(kPrograms, "initdb"), "--pgdata", folder_.File("data"), "--no-sync",
                           "--locale=C", "--encoding=UTF8", "--auth=trust", "--username=nianbao"});
  while (initdb->ReadLine().ok()) {
  }
  if (initdb->Wait() != 0) throw std::runtime_error("initdb failed");
  if (!Start()) throw std::runtime_error("postgres did not start");
}

PostgresServer& PostgresServer::Shared() {
  static PostgresServer server;
  return server;
}

bool PostgresServer::Start() {
  // Standard error comes line by line with standard output.
  child_ = Run({"/bin/sh", "-c", "exec \"$0\" \"$@\" 2>&1", absl::StrCat(kPrograms, "postgres"), "-D",
                folder_.File("data"), "-k", folder_.path().string(), "-c", "listen_addresses=", "-c",
                "max_connections=200", "-c", "log_checkpoints=off", "-c", "recovery_init_sync_method=syncfs"});
  while (true) {
    const auto line = child_->ReadLine();
    if (!line.ok()) return false;
    if (absl::StrContains(*line, "ready to accept connections")) return true;
  }
}

void PostgresServer::KillAndRestart() {
  child_->Signal(SIGKILL);
  child_->Wait();
  // It does not start while one of the old server's processes lives, each of which ends when it notices.
  const absl::Time give_up = absl::Now() + kRestartPatience;
  while (!Start()) {
    if (absl::Now() > give_up) throw std::runtime_error("postgres did not start again");
  }
}

std::string PostgresServer::Dsn(const std::string& database) const {
  return absl::StrCat("host=", folder_.path().string(), " user=nianbao dbname=", database);
}

std::string PostgresServer::NewDatabase(const std::string& options) {
  const std::string name = absl::StrCat("t", ++databases_);
  Execute(Dsn("postgres"), absl::StrCat("CREATE DATABASE ", name, " TEMPLATE template0 ", options));
  return Dsn(name);
}

void PostgresServer::Execute(const std::string& dsn, const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(dsn.c_str()), &PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error(PQerrorMessage(connection.get()));
  }
}

}  // namespace nianbao::submission
