// The tables of a store, for whoever reads or writes all of them.
#pragma once

#include <string>
#include <vector>

namespace nianbao::submission {

struct Column {
  enum class Type { kNumber, kText, kBytes };
  enum class Role {
    kPlain,
    // Part of the primary key.
    kKey,
    // Names another row of the same table, which may stand behind it.
    kSibling,
  };

  std::string name;
  Type type = Type::kNumber;
  Role role = Role::kPlain;
};

struct Table {
  std::string name;
  // Those of the key first, in its order.
  std::vector<Column> columns;
};

// What a store of the present schema keeps for good: without the tables of its own bookkeeping (migrations.h), and
// without nonces, which expire. A table stands behind those that it refers to.
const std::vector<Table>& Tables();

}  // namespace nianbao::submission
