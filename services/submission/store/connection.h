// A connection to a database, whichever it is.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::submission {

// A prepared statement. Parameters count from 1, columns from 0. Use it through Query.
class Statement {
 public:
  virtual ~Statement() = default;

  // All but Reset() throw StoreError.
  virtual void BindText(int parameter, absl::string_view text) = 0;
  virtual void BindBytes(int parameter, absl::string_view bytes) = 0;
  virtual void BindNumber(int parameter, int64_t number) = 0;
  virtual bool Step() = 0;
  virtual void Run() = 0;
  virtual bool IsNull(int column) = 0;
  virtual int64_t NumberAt(int column) = 0;
  virtual std::string BytesAt(int column) = 0;
  // Forgets rows and bindings.
  virtual void Reset() noexcept = 0;
};

// For one thread at a time.
class Connection {
 public:
  virtual ~Connection() = default;

  // The statement of this text, without bindings, prepared when it is first used. SQL is what both SQLite and
  // PostgreSQL take; parameters are ?1, ?2 and so on. Throws StoreError.
  virtual Statement& Prepare(const std::string& sql) = 0;
  // Runs statements without parameters, separated by semicolons. Throws StoreError.
  virtual void RunScript(const std::string& sql) = 0;

  // Whether the database has a table of this name. Throws StoreError.
  virtual bool HasTable(const std::string& name) = 0;

  // What the database itself finds wrong with its pages, indexes and references; in Chinese. Throws StoreError.
  virtual std::vector<std::string> FindDamage() = 0;

  // Begins a transaction whose reads all see the same state. Throws StoreError.
  virtual void BeginRead() = 0;
  // Begins a transaction that alone may write: waits for another one that does. Throws StoreError.
  virtual void BeginWrite() = 0;
  // Throws StoreError; with in_doubt, the transaction may have been committed.
  virtual void Commit() = 0;
  virtual void Rollback() noexcept = 0;

  // False once it can never be used again.
  virtual bool IsAlive() const = 0;
};

// Ends in a rollback unless it was committed.
class Transaction {
 public:
  // kFirst is for whoever makes the tables in it that kWrite relies on.
  enum class Kind { kRead, kWrite, kFirst };

  Transaction(Connection& connection, Kind kind) : connection_(connection) {
    switch (kind) {
      case Kind::kRead:
        connection_.BeginRead();
        break;
      case Kind::kWrite:
        connection_.BeginWrite();
        break;
      case Kind::kFirst:
        connection_.RunScript("BEGIN");
        break;
    }
  }
  ~Transaction() {
    if (!committed_) connection_.Rollback();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void Commit() {
    connection_.Commit();
    committed_ = true;
  }

 private:
  Connection& connection_;
  bool committed_ = false;
};

// Where connections come from.
class Database {
 public:
  enum class Access { kRead, kWrite };

  virtual ~Database() = default;

  // Throws StoreError.
  virtual std::unique_ptr<Connection> Connect(Access access) = 0;
  // Whether other programs commit to it too.
  virtual bool IsShared() const = 0;
};

}  // namespace nianbao::submission
