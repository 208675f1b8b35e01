// The totals of a year, added up from the reports alone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/numeric/int128.h"
#include "absl/strings/string_view.h"
#include "clients/cli/recomputation/year_log.h"
#include "clients/cli/recomputation/year_organ.h"
#include "libs/form/cell_vector.h"
#include "libs/proof/sum_tree.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"

namespace nianbao::cli {

class RecomputedTotals {
 public:
  static constexpr int kNone = -1;
  static constexpr int kStates = 4;

  struct Sums {
    std::array<absl::int128, form::CellVector::kSize> figures{};
    // By what a cell holds: how many of the reports hold that.
    std::array<std::array<int32_t, form::CellVector::kSize>, kStates> holding{};
  };

  // organs: by name, each once. An organ whose parent is none of them stands at the top.
  explicit RecomputedTotals(std::vector<YearOrgan> organs);

  int size() const { return static_cast<int>(organs_.size()); }
  const YearOrgan& organ(int place) const { return organs_[place]; }
  // kNone when there is no such organ.
  int Find(absl::string_view name) const;
  // By name, those at the top; and those directly below a node that stand in the tree, or stand in it for what they
  // reported.
  std::vector<int> Tops() const;
  std::vector<int> Children(int place) const;
  // Whether it is the node or below it.
  bool IsWithin(int place, int node) const;
  Sums SumsOf(int place) const;
  const aggregation::v1::Coverage& CoverageOf(int place) const { return coverage_[place]; }

  // The node and all below it as they were after the event, which sealed it: what was published later was not yet.
  std::vector<proof::SumNode> NodesAt(int place, int64_t sequence, const YearLog& log) const;

 private:
  bool IsShown(int place) const { return organs_[place].present || coverage_[place].expected() > 0; }

  std::vector<YearOrgan> organs_;
  absl::flat_hash_map<std::string, int> places_;
  std::vector<std::vector<int>> below_;
  std::vector<int> above_;
  std::vector<aggregation::v1::Coverage> coverage_;
  // Of nodes with others below them; empty elsewhere.
  absl::flat_hash_map<int, Sums> sums_;
};

}  // namespace nianbao::cli
