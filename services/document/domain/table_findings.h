// What is wrong with a table or a row that could not be read.
#pragma once

#include <utility>
#include <vector>

#include "services/document/domain/document.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/form_rows.h"

namespace nianbao::document::domain {

// Rows of the form and where they were found.
using NamedRows = std::vector<std::pair<const FormRow*, const Row*>>;

// Why rows are where they are, when it was not their titles and those of their columns alone.
enum class Inference {
  // The title is like the one of the form.
  kTitleAlike,
  // The title stands on another line than its figures.
  kTitleApart,
  // There is no title; the order of the form leaves one place.
  kNoTitle,
  // Titles of columns are missing; the figures stand in the order of the form, and the sums of the row confirm it.
  kColumnsBySums,
  // The same, and no sum confirms it.
  kColumnsByOrder,
  // One "/" stands for the whole row.
  kSpread,
  // Digits of one figure stood in several cells.
  kJoined,
};

// No row of the section's table was found, nor its header.
finding::v1::Finding TableMissing(int section);
// Titles of the table were found, the first one here, but no row of figures.
finding::v1::Finding TableUnclear(int section, const PlacedText& place);
// The columns above these rows are not the ones that the form prints for them.
finding::v1::Finding ColumnsUnclear(int section, const NamedRows& rows);
// A row of the form was not found.
finding::v1::Finding RowMissing(const FormRow& form_row);
// A row of the form was found more than once.
finding::v1::Finding RowRepeated(const FormRow& form_row, const Row& first, const Row& second);
// The row of figures may be this row of the form, or the other one; other is empty when it may be none.
finding::v1::Finding RowAmbiguous(const FormRow& form_row, absl::string_view other, const Row& row);
// The row has more or fewer values than columns.
finding::v1::Finding RowWidth(const FormRow& form_row, const Row& row, size_t values, size_t columns);
// Rows that were placed by something else than titles.
finding::v1::Finding RowsInferred(int section, Inference why, const NamedRows& rows);
// Rows of a page with a title, here, and no figure.
finding::v1::Finding RowsBlank(int section, const std::vector<std::pair<const FormRow*, const Cell*>>& rows);
// Figures stand in a row that the form does not have.
finding::v1::Finding RowUnknown(const Row& row, finding::v1::Severity severity);
// More rows of this kind than are listed.
finding::v1::Finding MoreRowsUnknown(size_t more);

}  // namespace nianbao::document::domain
