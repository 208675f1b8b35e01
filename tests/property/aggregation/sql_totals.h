// Totals by SUM … GROUP BY over reports as they are stored.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/proof/sum_tree.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::testing {

class SqlTotals {
 public:
  struct Cell {
    int64_t sum = 0;
    int64_t blank = 0;
    int64_t not_applicable = 0;
    int64_t unresolved = 0;
    bool operator==(const Cell&) const = default;
  };
  struct Node {
    std::map<int, Cell> cells;
    aggregation::v1::Coverage coverage;
  };

  SqlTotals();

  // What an office holds.
  struct Stored {
    const submission::StoreReader& reports;
    // All events so far.
    std::vector<submission::v1::EventRecord> log;
    // The day on which its clock stands.
    std::string today;
  };
  // Reads its reports and its roster, for the year. Tops of its trees hang below `mount`; "" for nowhere.
  void Add(const Stored& stored, int year, bool today, const std::string& mount = "");

  // By name of the node.
  std::map<std::string, Node> Totals();

  // A node and all below it that is shown in the tree, as a sealed tree is made of them.
  std::vector<proof::SumNode> NodesBelow(const std::string& top);

 private:
  void Place(const std::string& organ, const std::string& parent);
  // What the organ adds, and whether it stands in the tree without a report.
  void AddOrgan(const std::string& organ, form::v1::Scope scope, bool present);
  void AddReports(const submission::StoreReader& reports, const std::string& organ, int year, bool owes,
                  form::v1::Scope scope);
  std::shared_ptr<const proof::Figures> OwnFigures(const std::string& organ);

  SQLite::Database database_{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

}  // namespace nianbao::testing
