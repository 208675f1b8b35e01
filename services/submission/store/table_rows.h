// The rows of any table.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/tables.h"

namespace nianbao::submission {

// NULL, a number, or a text or bytes.
using Value = std::variant<std::monostate, int64_t, std::string>;
// By the columns of its table.
using Row = std::vector<Value>;

// 0 or "" for NULL and for a value of the other kind.
int64_t NumberIn(const Row& row, size_t column);
const std::string& TextIn(const Row& row, size_t column);

// All throw StoreError.

int64_t CountRows(Connection& connection, const Table& table);
// Shows every row, in the order of the key.
void ForEachRow(Connection& connection, const Table& table, absl::FunctionRef<void(const Row&)> show);

// Puts rows into a table that has none of them.
class RowWriter {
 public:
  RowWriter(Connection& connection, const Table& table);

  void Write(const Row& row);
  // What rows say of each other, once all are there.
  void Finish();

 private:
  Connection& connection_;
  const Table table_;
  const std::string insert_;
  std::vector<Row> with_sibling_;
};

}  // namespace nianbao::submission
