// A statement in use.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/store_error.h"

namespace nianbao::submission {

// Borrows a connection's prepared statement and gives it back reset, so that no statement holds on to an old state of
// the database. One query of the same text at a time. All functions throw StoreError.
class Query {
 public:
  Query(Connection& connection, const std::string& sql) : statement_(connection.Prepare(sql)) {}
  ~Query() { statement_.Reset(); }

  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Parameters count from 1; what is not bound is NULL.
  Query& Text(int parameter, absl::string_view text) {
    statement_.BindText(parameter, text);
    return *this;
  }
  Query& Bytes(int parameter, absl::string_view bytes) {
    statement_.BindBytes(parameter, bytes);
    return *this;
  }
  Query& Number(int parameter, int64_t number) {
    statement_.BindNumber(parameter, number);
    return *this;
  }

  // Moves to the next row; false at the end.
  bool Step() { return statement_.Step(); }
  // Runs a statement that gives no rows. Its failure may show only when the transaction reads or commits.
  void Run() { statement_.Run(); }

  // Columns count from 0.
  bool IsNull(int column) const { return statement_.IsNull(column); }
  int64_t NumberAt(int column) const { return statement_.NumberAt(column); }
  std::string BytesAt(int column) const { return statement_.BytesAt(column); }
  // Throws StoreError (DATA_LOSS STORE_CORRUPT) when the bytes are no such message.
  template <typename Message>
  Message MessageAt(int column) const {
    Message message;
    if (!message.ParseFromString(BytesAt(column))) throw StoreError{CorruptRow(message.GetTypeName())};
    return message;
  }

 private:
  Statement& statement_;
};

}  // namespace nianbao::submission
