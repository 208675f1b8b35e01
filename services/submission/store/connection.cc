#include "services/submission/store/connection.h"

#include <sqlite3.h>

namespace nianbao::submission {
namespace {

constexpr int kBusyTimeoutMs = 5'000;

int FlagsOf(Connection::Access access) {
  return access == Connection::Access::kWrite ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY;
}

}  // namespace

Connection::Connection(const std::string& path, Access access) : database_(path, FlagsOf(access), kBusyTimeoutMs) {
  if (access == Access::kRead) return;
  database_.exec("PRAGMA journal_mode = WAL");
  database_.exec("PRAGMA synchronous = FULL");
  database_.exec("PRAGMA foreign_keys = ON");
}

SQLite::Statement& Connection::Prepare(const std::string& sql) {
  std::unique_ptr<SQLite::Statement>& statement = statements_[sql];
  if (statement == nullptr) statement = std::make_unique<SQLite::Statement>(database_, sql);
  statement->clearBindings();
  return *statement;
}

ReadTransaction::ReadTransaction(Connection& connection) : connection_(connection) {
  connection_.database().exec("BEGIN");
}

ReadTransaction::~ReadTransaction() { connection_.database().tryExec("ROLLBACK"); }

}  // namespace nianbao::submission
