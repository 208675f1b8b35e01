// One connection to the database.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <map>
#include <memory>
#include <string>

namespace nianbao::submission {

// For one thread at a time. All functions throw SQLite::Exception.
class Connection {
 public:
  enum class Access { kRead, kWrite };

  // Opens the file. A writer creates it when it is missing, and makes every commit durable before it returns.
  Connection(const std::string& path, Access access);

  SQLite::Database& database() { return database_; }

  // The prepared statement of this text, without bindings. Use it through Query.
  SQLite::Statement& Prepare(const std::string& sql);

 private:
  SQLite::Database database_;
  std::map<std::string, std::unique_ptr<SQLite::Statement>> statements_;
};

// A transaction that only reads: all its queries see the same state.
class ReadTransaction {
 public:
  explicit ReadTransaction(Connection& connection);
  ~ReadTransaction();

  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

 private:
  Connection& connection_;
};

}  // namespace nianbao::submission
