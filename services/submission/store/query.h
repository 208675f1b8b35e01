// A statement in use.
#pragma once

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/sqlite_status.h"

namespace nianbao::submission {

// Borrows a connection's prepared statement and gives it back reset, so that no statement holds on to an old state of
// the database. One query of the same text at a time. All functions throw SQLite::Exception.
class Query {
 public:
  Query(Connection& connection, const std::string& sql) : statement_(connection.Prepare(sql)) {}
  ~Query() { statement_.tryReset(); }

  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Parameters count from 1; what is not bound is NULL.
  Query& Text(int parameter, absl::string_view text);
  Query& Bytes(int parameter, absl::string_view bytes);
  Query& Number(int parameter, int64_t number);

  // Moves to the next row; false at the end.
  bool Step() { return statement_.executeStep(); }
  // Runs a statement that gives no rows.
  void Run() { statement_.exec(); }

  // Columns count from 0.
  bool IsNull(int column) const { return statement_.isColumnNull(column); }
  int64_t NumberAt(int column) const { return statement_.getColumn(column).getInt64(); }
  std::string BytesAt(int column) const { return statement_.getColumn(column).getString(); }
  // Throws StoreError (DATA_LOSS STORE_CORRUPT) when the bytes are no such message.
  template <typename Message>
  Message MessageAt(int column) const {
    Message message;
    if (!message.ParseFromString(BytesAt(column))) throw StoreError{CorruptRow(message.GetTypeName())};
    return message;
  }

 private:
  SQLite::Statement& statement_;
};

}  // namespace nianbao::submission
