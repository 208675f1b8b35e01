// What speaks for a printed row of figures to be a certain row of the form.
#pragma once

#include <vector>

#include "services/document/domain/align_rows.h"
#include "services/document/domain/figure_rows.h"
#include "services/document/domain/slots.h"

namespace nianbao::document::domain {

// How the title of a row was found, from the best to the worst.
enum class TitleFound {
  // Beside the figures, in the words of the form.
  kBeside,
  // Around the figures, in the words of the form: above and below them, or on the line before or after.
  kAround,
  // In words that are like those of the form.
  kAlike,
  // Not at all: only its place in the order of the form is left.
  kNot,
};

struct RowEvidence {
  double score = 0;
  TitleFound title = TitleFound::kNot;
};

// Two places for a row that differ by less are about as good.
constexpr double kEvidenceMargin = 15;

// One for each slot.
std::vector<RowEvidence> EvidenceFor(const FigureRows& rows, size_t row, const std::vector<Slot>& slots,
                                     const TableTitles& titles);

// What speaks for it to be no row of the form.
double EvidenceForNone(const FigureRow& row, const std::vector<Slot>& slots, const TableTitles& titles);

// How many of the row's cells are not blank.
size_t FilledCells(const FigureRow& row);

}  // namespace nianbao::document::domain
