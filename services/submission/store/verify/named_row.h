// Rows whose values are taken by the names of their columns.
#pragma once

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/table_rows.h"

namespace nianbao::submission {

class NamedRow {
 public:
  NamedRow(const Table& table, const Row& row) : table_(table), row_(row) {}

  bool IsNull(absl::string_view column) const;
  // 0 and "" for NULL.
  int64_t Number(absl::string_view column) const;
  const std::string& Text(absl::string_view column) const;

 private:
  size_t At(absl::string_view column) const;

  const Table& table_;
  const Row& row_;
};

// Of one of Tables(). Returns how many there were. Throws StoreError.
int64_t ForEachNamedRow(Connection& connection, absl::string_view table, absl::FunctionRef<void(const NamedRow&)> show);

}  // namespace nianbao::submission
