#include "services/document/readers/layout/page_scale.h"

#include <algorithm>

namespace nianbao::document::readers {
namespace {

// Rows of fewer figures do not show the columns of a table.
constexpr size_t kFiguresMin = 3;

// Middles of the figures in the fullest rows, averaged; empty when no row has enough.
std::vector<double> ColumnsOf(const PageOfRuns& page) {
  std::vector<double> sums;
  int rows = 0;
  for (const std::vector<Run>& runs : page) {
    std::vector<double> middles;
    for (const Run& run : runs) {
      if (run.figure) middles.push_back((run.left + run.right) / 2);
    }
    if (middles.size() < kFiguresMin || middles.size() < sums.size()) continue;
    if (middles.size() > sums.size()) {
      sums.assign(middles.size(), 0);
      rows = 0;
    }
    std::transform(sums.begin(), sums.end(), middles.begin(), sums.begin(), std::plus<>());
    ++rows;
  }
  for (double& sum : sums) sum /= rows;
  return sums;
}

// Straight between the columns, shifted after the last, stretched before the first.
double Moved(double x, const std::vector<double>& from, const std::vector<double>& to) {
  const size_t i = std::upper_bound(from.begin(), from.end(), x) - from.begin();
  if (i == from.size()) return x + to.back() - from.back();
  const double from_begin = i == 0 ? 0 : from[i - 1];
  const double to_begin = i == 0 ? 0 : to[i - 1];
  if (from[i] <= from_begin) return to[i];
  return to_begin + (x - from_begin) * (to[i] - to_begin) / (from[i] - from_begin);
}

}  // namespace

bool AlignTo(const PageOfRuns& first, PageOfRuns& next) {
  const std::vector<double> to = ColumnsOf(first);
  const std::vector<double> from = ColumnsOf(next);
  if (to.empty() || from.empty()) return true;
  if (to.size() != from.size()) return false;
  for (std::vector<Run>& runs : next) {
    for (Run& run : runs) {
      run.left = Moved(run.left, from, to);
      run.right = Moved(run.right, from, to);
    }
  }
  return true;
}

}  // namespace nianbao::document::readers
