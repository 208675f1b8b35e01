// Totals by SUM … GROUP BY over reports as they are stored.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/property/aggregation/random_office.h"

namespace nianbao::testing {

class SqlTotals {
 public:
  struct Cell {
    int64_t sum = 0;
    int64_t blank = 0;
    int64_t not_applicable = 0;
    bool operator==(const Cell&) const = default;
  };
  struct Node {
    std::map<int, Cell> cells;
    int64_t accepted = 0;
    int64_t expected = 0;
  };

  SqlTotals();

  // Reads the stored reports and the roster of an office, for the year. Tops of its trees hang below `mount`; "" for
  // nowhere.
  void Add(RandomOffice& office, int year, bool today, const std::string& mount = "");

  // By name of the node.
  std::map<std::string, Node> Totals();

 private:
  void Place(const std::string& organ, const std::string& parent);
  void AddReports(RandomOffice& office, const std::string& organ, int year, bool expected, bool summary);

  SQLite::Database database_{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

}  // namespace nianbao::testing
