#include "services/document/domain/align_rows.h"

#include <algorithm>
#include <limits>

namespace nianbao::document::domain {
namespace {

using Grid = std::vector<std::vector<double>>;

// best[i][j]: of rows before i in slots before j.
Grid BestBefore(const AlignmentScores& scores, size_t slots) {
  const size_t rows = scores.none.size();
  Grid best(rows + 1, std::vector<double>(slots + 1));
  for (size_t i = 0; i <= rows; ++i) {
    for (size_t j = 0; j <= slots; ++j) {
      if (i == 0) continue;
      best[i][j] = best[i - 1][j] + scores.none[i - 1];
      if (j == 0) continue;
      best[i][j] = std::max({best[i][j], best[i][j - 1], best[i - 1][j - 1] + scores.match[i - 1][j - 1]});
    }
  }
  return best;
}

// best[i][j]: of rows from i on in slots from j on.
Grid BestAfter(const AlignmentScores& scores, size_t slots) {
  const size_t rows = scores.none.size();
  Grid best(rows + 1, std::vector<double>(slots + 1));
  for (size_t i = rows; i-- > 0;) {
    for (size_t j = slots + 1; j-- > 0;) {
      best[i][j] = best[i + 1][j] + scores.none[i];
      if (j == slots) continue;
      best[i][j] = std::max({best[i][j], best[i][j + 1], best[i + 1][j + 1] + scores.match[i][j]});
    }
  }
  return best;
}

}  // namespace

std::vector<Placement> AlignRows(const AlignmentScores& scores, size_t slots, double margin) {
  const Grid before = BestBefore(scores, slots);
  const Grid after = BestAfter(scores, slots);
  std::vector<Placement> placements(scores.none.size());
  for (size_t i = 0; i < placements.size(); ++i) {
    // A row that is none leaves the slots to its neighbours, split anywhere.
    double best = -std::numeric_limits<double>::infinity();
    for (size_t j = 0; j <= slots; ++j) best = std::max(best, before[i][j] + scores.none[i] + after[i + 1][j]);
    double second = -std::numeric_limits<double>::infinity();
    Placement& placement = placements[i];
    for (size_t j = 0; j < slots; ++j) {
      const double through = before[i][j] + scores.match[i][j] + after[i + 1][j + 1];
      if (through > best) {
        second = best;
        placement.alternative = placement.slot;
        best = through;
        placement.slot = static_cast<int>(j);
      } else if (through > second) {
        second = through;
        placement.alternative = static_cast<int>(j);
      }
    }
    placement.ambiguous = best - second < margin;
  }
  return placements;
}

}  // namespace nianbao::document::domain
