#include "services/submission/store/postgres/postgres_connection.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/steady/steady_now.h"
#include "services/submission/store/outage.h"
#include "services/submission/store/postgres/postgres_statement.h"
#include "services/submission/store/query.h"
#include "services/submission/store/store_error.h"

namespace nianbao::submission {
namespace {

// So many statements may be on their way before their results are taken in.
constexpr size_t kOutstandingMax = 128;

// A server that hangs is an error in time. A commit that the server would call done before it is on the disk is not
// wanted, whatever its default.
constexpr char kSession[] =
    "SET statement_timeout = '10s'; SET lock_timeout = '8s'; SET idle_in_transaction_session_timeout = '15s'; "
    "SET synchronous_commit = on; SET client_min_messages = warning";

std::string MessageOf(const char* text) { return std::string(absl::StripTrailingAsciiWhitespace(text)); }

// The classes are those of PostgreSQL's appendix A.
StoreError ErrorOf(const PGresult* result) {
  const char* const field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const absl::string_view state = field == nullptr ? "" : field;
  const std::string what = MessageOf(PQresultErrorMessage(result));
  // libpq's own, without a word of the server: it is not there any more.
  if (state.empty()) return {StoreUnavailable(what)};
  for (const char* damaged : {"XX001", "XX002"}) {
    if (state == damaged) return {StoreCorrupt(what)};
  }
  // Connection, resources, intervention, system errors, transactions that met; a primary that is one no more; a lock
  // that was not free in time; tables that another replica makes just now.
  if (state == "08P01") return {StoreFailed(what)};
  if (state == "53100") return {DiskFull(what)};
  if (state == "25006") return {ReadOnly(what)};
  if (state == "55P03" || state == "57014") return {Busy(what)};
  for (const char* passing : {"08", "53", "57", "58", "40", "42P07", "42710"}) {
    if (absl::StartsWith(state, passing)) return {StoreUnavailable(what)};
  }
  const char* const table = PQresultErrorField(result, PG_DIAG_TABLE_NAME);
  if (state == "23505" && table != nullptr && absl::StartsWith(table, "pg_")) return {StoreUnavailable(what)};
  return {StoreFailed(what)};
}

// With what holds where the connection string says nothing.
PGconn* Connect(const std::string& dsn) {
  const char* const keywords[] = {
      "application_name", "client_encoding",  "connect_timeout",      "keepalives_idle", "keepalives_interval",
      "keepalives_count", "tcp_user_timeout", "target_session_attrs", "dbname",          nullptr};
  // A later keyword stands over an earlier one, and dbname is expanded to all that it holds. Readers too stay with the
  // primary: a standby may be behind what was acknowledged.
  const char* const values[] = {"nianbao", "UTF8", "5", "5", "2", "3", "10000", "read-write", dsn.c_str(), nullptr};
  return PQconnectdbParams(keywords, values, 1);
}

// False when nothing has come by then.
bool IsReadableWithin(int socket, absl::Duration patience) {
  const absl::Time until = steady::Now() + patience;
  pollfd waiting = {.fd = socket, .events = POLLIN, .revents = 0};
  while (true) {
    const int64_t left_ms = absl::ToInt64Milliseconds(absl::Ceil(until - steady::Now(), absl::Milliseconds(1)));
    const int ready = poll(&waiting, 1, static_cast<int>(std::max<int64_t>(left_ms, 0)));
    if (ready >= 0 || errno != EINTR) return ready != 0;
  }
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& dsn, absl::Duration silence_max)
    : silence_max_(silence_max), handle_(Connect(dsn), &PQfinish), connection_(handle_.get()) {
  if (PQstatus(connection_) != CONNECTION_OK) ThrowBroken();
  PQsetNoticeReceiver(connection_, &PostgresConnection::OnNotice, this);
  RunSimply(kSession);
  Expect(PQenterPipelineMode(connection_) == 1);
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::OnNotice(void* connection, const PGresult* notice) {
  const char* const severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity != nullptr && std::strcmp(severity, "WARNING") == 0) {
    static_cast<PostgresConnection*>(connection)->warned_ = true;
  }
}

Statement& PostgresConnection::Prepare(const std::string& sql) {
  std::unique_ptr<PostgresStatement>& statement = statements_[sql];
  if (statement == nullptr) {
    statement = std::make_unique<PostgresStatement>(*this, absl::StrCat("s", statements_.size()), sql);
  }
  return *statement;
}

void PostgresConnection::ThrowBroken() {
  broken_ = true;
  throw StoreError{StoreUnavailable(MessageOf(PQerrorMessage(connection_)))};
}

PostgresConnection::Result PostgresConnection::Next() {
  while (PQisBusy(connection_) == 1) {
    if (!IsReadableWithin(PQsocket(connection_), silence_max_)) {
      broken_ = true;
      throw StoreError{
          StoreUnavailable(absl::StrCat("the server has said nothing for ", absl::FormatDuration(silence_max_)))};
    }
    Expect(PQconsumeInput(connection_) == 1);
  }
  return {PQgetResult(connection_), &PQclear};
}

void PostgresConnection::Expect(bool sent) {
  if (!sent) ThrowBroken();
}

void PostgresConnection::Send(PostgresStatement& statement) {
  if (outstanding_.size() >= kOutstandingMax) Receive();
  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  for (const PostgresStatement::Parameter& parameter : statement.parameters_) {
    types.push_back(parameter.type);
    values.push_back(parameter.value.has_value() ? parameter.value->data() : nullptr);
    lengths.push_back(parameter.value.has_value() ? static_cast<int>(parameter.value->size()) : 0);
  }
  const int count = static_cast<int>(types.size());
  const std::vector<int> binary(count, 1);
  if (!statement.prepared_) {
    Expect(PQsendPrepare(connection_, statement.name_.c_str(), statement.sql_.c_str(), count, types.data()) == 1);
    statement.prepared_ = true;
    outstanding_.push_back(&statement);
  }
  Expect(PQsendQueryPrepared(connection_, statement.name_.c_str(), count, values.data(), lengths.data(), binary.data(),
                             1) == 1);
  outstanding_.push_back(nullptr);
}

PostgresConnection::Result PostgresConnection::Receive() {
  Expect(PQpipelineSync(connection_) == 1);
  Result last(nullptr, &PQclear);
  std::optional<StoreError> failure;
  for (PostgresStatement* const prepared : outstanding_) {
    Result result = Next();
    if (result == nullptr) ThrowBroken();
    const ExecStatusType status = PQresultStatus(result.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!good) {
      if (prepared != nullptr) prepared->prepared_ = false;
      // An error without a state is libpq's own: nobody answers any more.
      const bool answered = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) != nullptr;
      if (PQstatus(connection_) != CONNECTION_OK || (!answered && status != PGRES_PIPELINE_ABORTED)) ThrowBroken();
      if (!failure.has_value() && status != PGRES_PIPELINE_ABORTED) failure = ErrorOf(result.get());
    }
    last = std::move(result);
    // Each statement's results end with none.
    while (const Result more = Next()) {
    }
  }
  outstanding_.clear();
  const Result sync = Next();
  if (sync == nullptr || PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) ThrowBroken();
  if (failure.has_value()) throw *failure;
  return last;
}

void PostgresConnection::RunScript(const std::string& sql) {
  if (!outstanding_.empty()) Receive();
  Expect(PQexitPipelineMode(connection_) == 1);
  const absl::Cleanup back = [this] { broken_ |= PQenterPipelineMode(connection_) != 1; };
  RunSimply(sql);
}

void PostgresConnection::RunSimply(const std::string& sql) {
  Expect(PQsendQuery(connection_, sql.c_str()) == 1);
  Result failed(nullptr, &PQclear);
  while (Result result = Next()) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) failed = std::move(result);
  }
  if (PQstatus(connection_) != CONNECTION_OK) ThrowBroken();
  if (failed != nullptr) throw ErrorOf(failed.get());
}

bool PostgresConnection::HasTable(const std::string& name) {
  Query query(*this, "SELECT to_regclass(?1) IS NOT NULL");
  return query.Text(1, name).Step() && query.NumberAt(0) != 0;
}

void PostgresConnection::BeginRead() { Prepare("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").Run(); }

// The row is the right to write. Since it is changed, the commit waits for the standbys even when it finds nothing else
// to write.
void PostgresConnection::BeginWrite() {
  Prepare("BEGIN").Run();
  Prepare("UPDATE writer SET singleton = singleton").Run();
}

void PostgresConnection::Commit() {
  // What is wrong before is certain not to be committed.
  if (!outstanding_.empty()) Receive();
  warned_ = false;
  Statement& commit = Prepare("COMMIT");
  try {
    commit.Run();
    const Result result = Receive();
    if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
      throw StoreError{StoreFailed("the transaction was rolled back")};
    }
  } catch (StoreError& error) {
    error.in_doubt |= broken_;
    throw;
  }
  if (warned_) {
    StoreError alone{StoreUnavailable("committed on the primary alone: no standby took it")};
    alone.in_doubt = true;
    throw alone;
  }
}

void PostgresConnection::Rollback() noexcept {
  if (!IsAlive()) return;
  try {
    if (!outstanding_.empty()) Receive();
  } catch (const StoreError&) {
    // It is rolled back because something failed.
  }
  try {
    if (!broken_) {
      Prepare("ROLLBACK").Run();
      Receive();
    }
  } catch (const StoreError&) {
    broken_ = true;
  }
}

bool PostgresConnection::IsAlive() const { return !broken_ && PQstatus(connection_) == CONNECTION_OK; }

}  // namespace nianbao::submission
