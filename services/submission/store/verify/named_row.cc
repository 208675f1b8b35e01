#include "services/submission/store/verify/named_row.h"

#include <algorithm>

namespace nianbao::submission {
namespace {

template <typename Named>
size_t Find(const std::vector<Named>& all, absl::string_view name) {
  return std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; }) - all.begin();
}

}  // namespace

size_t NamedRow::At(absl::string_view column) const { return Find(table_.columns, column); }

bool NamedRow::IsNull(absl::string_view column) const {
  return std::holds_alternative<std::monostate>(row_.at(At(column)));
}

int64_t NamedRow::Number(absl::string_view column) const { return NumberIn(row_, At(column)); }

const std::string& NamedRow::Text(absl::string_view column) const { return TextIn(row_, At(column)); }

int64_t ForEachNamedRow(Connection& connection, absl::string_view table,
                        absl::FunctionRef<void(const NamedRow&)> show) {
  const Table& shape = Tables().at(Find(Tables(), table));
  int64_t count = 0;
  ForEachRow(connection, shape, [&](const Row& row) {
    ++count;
    show(NamedRow(shape, row));
  });
  return count;
}

}  // namespace nianbao::submission
