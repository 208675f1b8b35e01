#include "services/submission/store/table_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

// Rows read at a time, and what they may hold: a page of documents may be large, but not without bound.
constexpr int kPage = 500;
constexpr int kPageOfLargeRows = 4;

int PageOf(const Table& table) { return table.name == "documents" ? kPageOfLargeRows : kPage; }

std::vector<std::string> Names(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  return names;
}

size_t KeySize(const Table& table) {
  size_t size = 0;
  while (size < table.columns.size() && table.columns[size].role == Column::Role::kKey) ++size;
  return size;
}

std::vector<std::string> Parameters(size_t count) {
  std::vector<std::string> parameters;
  for (size_t i = 1; i <= count; ++i) parameters.push_back(absl::StrCat("?", i));
  return parameters;
}

std::string SelectPage(const Table& table, bool from_the_first) {
  const std::vector<std::string> names = Names(table);
  const size_t keys = KeySize(table);
  const std::string key = absl::StrJoin(names.begin(), names.begin() + keys, ", ");
  const std::string after =
      from_the_first ? "" : absl::StrCat(" WHERE (", key, ") > (", absl::StrJoin(Parameters(keys), ", "), ")");
  return absl::StrCat("SELECT ", absl::StrJoin(names, ", "), " FROM ", table.name, after, " ORDER BY ", key, " LIMIT ",
                      PageOf(table));
}

void Bind(Query& query, int parameter, const Column& column, const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return;
  switch (column.type) {
    case Column::Type::kNumber:
      query.Number(parameter, std::get<int64_t>(value));
      return;
    case Column::Type::kText:
      query.Text(parameter, std::get<std::string>(value));
      return;
    case Column::Type::kBytes:
      query.Bytes(parameter, std::get<std::string>(value));
      return;
  }
}

Row RowAt(const Query& query, const Table& table) {
  Row row;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const int at = static_cast<int>(i);
    if (query.IsNull(at)) {
      row.emplace_back();
    } else if (table.columns[i].type == Column::Type::kNumber) {
      row.emplace_back(query.NumberAt(at));
    } else {
      row.emplace_back(query.BytesAt(at));
    }
  }
  return row;
}

std::string InsertInto(const Table& table) {
  return absl::StrCat("INSERT INTO ", table.name, " (", absl::StrJoin(Names(table), ", "), ") VALUES (",
                      absl::StrJoin(Parameters(table.columns.size()), ", "), ")");
}

}  // namespace

int64_t NumberIn(const Row& row, size_t column) {
  const auto* const number = std::get_if<int64_t>(&row[column]);
  return number == nullptr ? 0 : *number;
}

const std::string& TextIn(const Row& row, size_t column) {
  static const auto* const none = new std::string();
  const auto* const text = std::get_if<std::string>(&row[column]);
  return text == nullptr ? *none : *text;
}

int64_t CountRows(Connection& connection, const Table& table) {
  Query query(connection, absl::StrCat("SELECT COUNT(*) FROM ", table.name));
  query.Step();
  return query.NumberAt(0);
}

void ForEachRow(Connection& connection, const Table& table, absl::FunctionRef<void(const Row&)> show) {
  const size_t keys = KeySize(table);
  Row key;
  while (true) {
    Query query(connection, SelectPage(table, key.empty()));
    for (size_t i = 0; i < key.size(); ++i) Bind(query, static_cast<int>(i) + 1, table.columns[i], key[i]);
    int count = 0;
    while (query.Step()) {
      const Row row = RowAt(query, table);
      Row next(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(keys));
      // A key of the wrong kind would be read again and again.
      if (!key.empty() && next <= key) throw StoreError{CorruptRow(absl::StrCat(table.name, " key"))};
      key = std::move(next);
      ++count;
      show(row);
    }
    if (count < PageOf(table)) return;
  }
}

RowWriter::RowWriter(Connection& connection, const Table& table)
    : connection_(connection), table_(table), insert_(InsertInto(table)) {}

void RowWriter::Write(const Row& row) {
  Query insert(connection_, insert_);
  bool has_sibling = false;
  for (size_t i = 0; i < row.size(); ++i) {
    const Column& column = table_.columns[i];
    if (column.role == Column::Role::kSibling) {
      has_sibling |= !std::holds_alternative<std::monostate>(row[i]);
    } else {
      Bind(insert, static_cast<int>(i) + 1, column, row[i]);
    }
  }
  insert.Run();
  if (has_sibling) with_sibling_.push_back(row);
}

void RowWriter::Finish() {
  const size_t keys = KeySize(table_);
  for (const Row& row : with_sibling_) {
    for (size_t i = keys; i < row.size(); ++i) {
      const Column& column = table_.columns[i];
      if (column.role != Column::Role::kSibling || std::holds_alternative<std::monostate>(row[i])) continue;
      std::vector<std::string> conditions;
      for (size_t k = 0; k < keys; ++k) conditions.push_back(absl::StrCat(table_.columns[k].name, " = ?", k + 1));
      Query update(connection_, absl::StrCat("UPDATE ", table_.name, " SET ", column.name, " = ?", keys + 1, " WHERE ",
                                             absl::StrJoin(conditions, " AND ")));
      for (size_t k = 0; k < keys; ++k) Bind(update, static_cast<int>(k) + 1, table_.columns[k], row[k]);
      Bind(update, static_cast<int>(keys) + 1, column, row[i]);
      update.Run();
    }
  }
}

}  // namespace nianbao::submission
