#include "services/aggregation/domain/watch/subscription.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"

namespace nianbao::aggregation {
namespace {

constexpr int kNodesMax = 1000;
constexpr int kYearsMax = 10;
constexpr int kDepthMax = 10;
constexpr int kCellsMax = form::Catalogue::kCellCount;

template <typename T>
void SortOut(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::vector<int> AllCells() {
  std::vector<int> cells(kCellsMax);
  std::iota(cells.begin(), cells.end(), 0);
  return cells;
}

}  // namespace

absl::Span<const int> Subscription::Cells() const {
  static const auto* const kAll = new std::vector<int>(AllCells());
  return chosen_cells.empty() ? *kAll : chosen_cells;
}

absl::Status CheckWatch(const v1::WatchAggregatesRequest& request) {
  RequestCheck check = CheckSelection(request);
  check.Count("nodes", request.nodes_size(), 1, kNodesMax, "nodes", "个节点");
  for (int i = 0; i < std::min(request.nodes_size(), kNodesMax); ++i) {
    check.Organ(absl::StrCat("nodes[", i, "]"), request.nodes(i));
  }
  check.Count("years", request.years_size(), 0, kYearsMax - 1, "further years", "个其他年度");
  for (int i = 0; i < std::min(request.years_size(), kYearsMax); ++i) {
    check.Year(absl::StrCat("years[", i, "]"), request.years(i));
  }
  if (request.depth() < 0 || request.depth() > kDepthMax) {
    check.Fault("depth", absl::StrCat("got ", request.depth(), ", want 0 to ", kDepthMax),
                absl::StrCat("层数 ", request.depth(), " 不在 0 至 ", kDepthMax, " 之间"));
  }
  check.Count("cells", request.cells_size(), 0, kCellsMax, "cells", "个单元格");
  for (int i = 0; i < std::min(request.cells_size(), kCellsMax); ++i) {
    check.Cell(absl::StrCat("cells[", i, "]"), request.cells(i));
  }
  return check.Result();
}

Subscription SubscriptionOf(const v1::WatchAggregatesRequest& request) {
  const ViewKey key = SelectionOf(request).key;
  Subscription subscription{.nodes = {request.nodes().begin(), request.nodes().end()},
                            .years = {request.years().begin(), request.years().end()},
                            .depth = request.depth(),
                            .chosen_cells = {},
                            .tree = key.tree,
                            .line = key.line};
  subscription.years.push_back(key.year);
  for (const std::string& code : request.cells()) {
    subscription.chosen_cells.push_back(form::Catalogue::Get().Find(code)->index);
  }
  SortOut(subscription.nodes);
  SortOut(subscription.years);
  SortOut(subscription.chosen_cells);
  if (subscription.chosen_cells.size() == kCellsMax) subscription.chosen_cells.clear();
  return subscription;
}

}  // namespace nianbao::aggregation
