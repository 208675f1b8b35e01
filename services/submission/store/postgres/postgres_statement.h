// A statement of a PostgreSQL connection.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/submission/store/connection.h"

namespace nianbao::submission {

class PostgresConnection;

class PostgresStatement final : public Statement {
 public:
  // Prepared as `name` when it is first sent.
  PostgresStatement(PostgresConnection& connection, std::string name, const std::string& sql);

  void BindText(int parameter, absl::string_view text) override;
  void BindBytes(int parameter, absl::string_view bytes) override;
  void BindNumber(int parameter, int64_t number) override;
  bool Step() override;
  void Run() override;
  bool IsNull(int column) override;
  int64_t NumberAt(int column) override;
  std::string BytesAt(int column) override;
  void Reset() noexcept override;

 private:
  friend class PostgresConnection;

  struct Parameter {
    Oid type = 0;
    // In the binary form of the type.
    std::optional<std::string> value;
  };

  void Bind(int parameter, Oid type, std::string value);
  absl::string_view ValueAt(int column) const;

  PostgresConnection& connection_;
  const std::string name_;
  // With $1 for ?1.
  const std::string sql_;
  bool prepared_ = false;
  std::vector<Parameter> parameters_;
  std::unique_ptr<PGresult, decltype(&PQclear)> rows_;
  int row_ = -1;
};

}  // namespace nianbao::submission
