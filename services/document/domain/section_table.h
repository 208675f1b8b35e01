// Finds the figures of one statutory table in the rows of a document, by the printed titles alone.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "services/document/domain/cell_readings.h"
#include "services/document/domain/column_header.h"
#include "services/document/domain/document.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/form_rows.h"

namespace nianbao::document::domain {

class SectionTable {
 public:
  // The table of section 2, 3 or 4.
  explicit SectionTable(int section);
  SectionTable(const SectionTable&) = delete;
  SectionTable& operator=(const SectionTable&) = delete;

  // Takes a row that belongs to the table; false leaves it to others. The row must outlive the table.
  bool Offer(const Row& row);
  // A section begins: header and group of the rows before hold no longer.
  void BeginSection();
  // Records the cells of every row that was found once and whole, and says what is wrong with the others.
  void Finish(CellReadings& readings, Findings& findings) const;

 private:
  enum class Problem { kNone, kMixed, kColumns, kWidth };

  // A row of the document that bears the title of a row of the form.
  struct Occurrence {
    const Row* row = nullptr;
    Problem problem = Problem::kNone;
    size_t values = 0;
    size_t columns = 0;
    // Cell of the form and its text, when there is no problem.
    std::vector<std::pair<const form::Cell*, const PlacedText*>> cells;
  };

  bool OfferTitled(const Row& row);
  bool OfferUntitled(const Row& row);
  Occurrence Read(const FormRow& form_row, const Row& row, size_t first_value) const;
  finding::v1::Finding FindingOf(const FormRow& form_row, const std::vector<Occurrence>& occurrences) const;

  int section_;
  FormRows form_;
  ColumnHeader header_;
  const TitleKey* group_ = nullptr;
  // The header of a table without row titles was read, its figures not yet.
  bool awaiting_figures_ = false;
  std::map<const FormRow*, std::vector<Occurrence>> occurrences_;
  // The first header row, and the first row with a title but without a header.
  const Row* first_header_ = nullptr;
  const Row* first_without_header_ = nullptr;
};

}  // namespace nianbao::document::domain
