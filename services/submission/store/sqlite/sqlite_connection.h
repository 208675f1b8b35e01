// A connection to a SQLite file.
#pragma once

#include <SQLiteCpp/Database.h>

#include <map>
#include <memory>
#include <string>

#include "services/submission/store/connection.h"

namespace nianbao::submission {

class SqliteConnection final : public Connection {
 public:
  // Opens the file. A writer creates it when it is missing, and makes every commit durable before it returns.
  SqliteConnection(const std::string& path, Database::Access access);

  Statement& Prepare(const std::string& sql) override;
  void RunScript(const std::string& sql) override;
  bool HasTable(const std::string& name) override;
  std::vector<std::string> FindDamage() override;
  void BeginRead() override;
  void BeginWrite() override;
  void Commit() override;
  void Rollback() noexcept override;
  bool IsAlive() const override { return true; }

 private:
  void VoidLastCommit();

  SQLite::Database database_;
  // Whether a commit failed whose log may still be recovered as if it had not.
  bool may_come_back_ = false;
  std::map<std::string, std::unique_ptr<Statement>> statements_;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(std::string path) : path_(std::move(path)) {}

  std::unique_ptr<Connection> Connect(Access access) override {
    return std::make_unique<SqliteConnection>(path_, access);
  }
  // A lock on its folder sees to it.
  bool IsShared() const override { return false; }

 private:
  const std::string path_;
};

}  // namespace nianbao::submission
