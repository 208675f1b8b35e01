#include "services/submission/store/postgres/postgres_statement.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <utility>

#include "services/submission/store/postgres/postgres_connection.h"
#include "services/submission/store/store_error.h"

namespace nianbao::submission {
namespace {

// Of pg_type.
constexpr Oid kByteaOid = 17;
constexpr Oid kInt8Oid = 20;
constexpr Oid kTextOid = 25;

bool IsParameter(const std::string& sql, size_t at) {
  return sql[at] == '?' && at + 1 < sql.size() && std::isdigit(static_cast<unsigned char>(sql[at + 1])) != 0;
}

std::string WithDollars(const std::string& sql) {
  std::string text = sql;
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsParameter(sql, i)) text[i] = '$';
  }
  return text;
}

// The highest number.
int ParameterCount(const std::string& sql) {
  int count = 0;
  for (size_t i = 0; i < sql.size(); ++i) {
    if (IsParameter(sql, i)) count = std::max(count, std::atoi(sql.c_str() + i + 1));
  }
  return count;
}

// Big-endian, as PostgreSQL sends and takes them.
std::string ToWire(int64_t number) {
  std::string bytes(8, '\0');
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(static_cast<uint64_t>(number) >> (8 * (7 - i)));
  return bytes;
}

int64_t FromWire(absl::string_view bytes) {
  // Sign extension of the first byte covers integers of any length.
  int64_t number = static_cast<signed char>(bytes.front());
  for (const char byte : bytes.substr(1)) number = (number << 8) | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string name, const std::string& sql)
    : connection_(connection),
      name_(std::move(name)),
      sql_(WithDollars(sql)),
      parameters_(ParameterCount(sql)),
      rows_(nullptr, &PQclear) {}

void PostgresStatement::Bind(int parameter, Oid type, std::string value) {
  parameters_.at(parameter - 1) = {type, std::move(value)};
}

void PostgresStatement::BindText(int parameter, absl::string_view text) {
  Bind(parameter, kTextOid, std::string(text));
}

void PostgresStatement::BindBytes(int parameter, absl::string_view bytes) {
  Bind(parameter, kByteaOid, std::string(bytes));
}

void PostgresStatement::BindNumber(int parameter, int64_t number) { Bind(parameter, kInt8Oid, ToWire(number)); }

bool PostgresStatement::Step() {
  if (rows_ == nullptr) {
    connection_.Send(*this);
    rows_ = connection_.Receive();
  }
  return ++row_ < PQntuples(rows_.get());
}

void PostgresStatement::Run() { connection_.Send(*this); }

absl::string_view PostgresStatement::ValueAt(int column) const {
  return {PQgetvalue(rows_.get(), row_, column), static_cast<size_t>(PQgetlength(rows_.get(), row_, column))};
}

bool PostgresStatement::IsNull(int column) { return PQgetisnull(rows_.get(), row_, column) != 0; }

int64_t PostgresStatement::NumberAt(int column) {
  const absl::string_view value = ValueAt(column);
  return value.empty() ? 0 : FromWire(value);
}

std::string PostgresStatement::BytesAt(int column) { return std::string(ValueAt(column)); }

void PostgresStatement::Reset() noexcept {
  rows_.reset();
  row_ = -1;
  // The types stay: the statement is prepared for them.
  for (Parameter& parameter : parameters_) parameter.value.reset();
}

}  // namespace nianbao::submission
