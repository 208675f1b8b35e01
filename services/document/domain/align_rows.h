// Puts printed rows and rows of the form side by side.
#pragma once

#include <cstddef>
#include <vector>

namespace nianbao::document::domain {

// What speaks for each printed row to be each slot, and for it to be none.
struct AlignmentScores {
  // [printed row][slot]
  std::vector<std::vector<double>> match;
  // [printed row]
  std::vector<double> none;
};

constexpr int kNoSlot = -1;

struct Placement {
  // The slot in the best alignment of all, or kNoSlot.
  int slot = kNoSlot;
  // Where the best alignment that places this row elsewhere has it; only of interest when ambiguous.
  int alternative = kNoSlot;
  // The two are about as good.
  bool ambiguous = false;
};

// Finds the alignment with the greatest sum in which both sides keep their order and each slot has at most one row.
// A row is ambiguous when another place for it costs less than margin.
std::vector<Placement> AlignRows(const AlignmentScores& scores, size_t slots, double margin);

}  // namespace nianbao::document::domain
