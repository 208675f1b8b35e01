// A connection to PostgreSQL.
#pragma once

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

class PostgresStatement;

// Twice as long as the server itself lets a statement take: after that, whoever acknowledges what is sent to it is not
// a server that works.
inline constexpr absl::Duration kSilenceMax = absl::Seconds(20);

// Works in libpq's pipeline mode: statements that give no rows are sent without waiting, and their failure shows at the
// next read or commit.
class PostgresConnection final : public Connection {
 public:
  // dsn: a connection string or URI as libpq takes it, of several hosts too. silence_max: a connection on which nothing
  // has come for so long while an answer is waited for is broken. Throws StoreError.
  explicit PostgresConnection(const std::string& dsn, absl::Duration silence_max = kSilenceMax);
  ~PostgresConnection() override;

  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Statement& Prepare(const std::string& sql) override;
  void RunScript(const std::string& sql) override;
  bool HasTable(const std::string& name) override;
  // None: PostgreSQL's own programs look after its pages.
  std::vector<std::string> FindDamage() override { return {}; }
  void BeginRead() override;
  void BeginWrite() override;
  // In doubt when the connection broke while it waited, or when the server warns, as it does when a commit stands on
  // the primary alone.
  void Commit() override;
  void Rollback() noexcept override;
  bool IsAlive() const override;

 private:
  friend class PostgresStatement;
  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

  static void OnNotice(void* connection, const PGresult* notice);

  // Sends the statement, prepared before if it is not yet.
  void Send(PostgresStatement& statement);
  // Waits for all that was sent. The result of the last statement. Throws the first error.
  Result Receive();
  // The next result of what was sent; null after the last one of a statement. Throws StoreError.
  Result Next();
  // Outside of pipeline mode.
  void RunSimply(const std::string& sql);
  void Expect(bool sent);
  [[noreturn]] void ThrowBroken();

  const absl::Duration silence_max_;
  const std::unique_ptr<PGconn, decltype(&PQfinish)> handle_;
  PGconn* const connection_;
  std::map<std::string, std::unique_ptr<PostgresStatement>> statements_;
  // What results are outstanding, in order: the statement whose preparation it is, or nullptr.
  std::vector<PostgresStatement*> outstanding_;
  bool warned_ = false;
  bool broken_ = false;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(std::string dsn, absl::Duration silence_max = kSilenceMax)
      : dsn_(std::move(dsn)), silence_max_(silence_max) {}

  std::unique_ptr<Connection> Connect(Access /*access*/) override {
    return std::make_unique<PostgresConnection>(dsn_, silence_max_);
  }
  bool IsShared() const override { return true; }

 private:
  const std::string dsn_;
  const absl::Duration silence_max_;
};

}  // namespace nianbao::submission
