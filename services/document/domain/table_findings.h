// What is wrong with a table or a row that could not be read.
#pragma once

#include <utility>
#include <vector>

#include "services/document/domain/document.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/form_rows.h"

namespace nianbao::document::domain {

// No row of the section's table was found, nor its header.
finding::v1::Finding TableMissing(int section);
// The table was found, but its header or its rows are not those of the form.
finding::v1::Finding TableUnclear(int section, const Row& place);
// The columns above these rows are not the ones that the form prints for them.
finding::v1::Finding ColumnsUnclear(int section, const std::vector<std::pair<const FormRow*, const Row*>>& rows);
// A row of the form was not found.
finding::v1::Finding RowMissing(const FormRow& form_row);
// A row of the form was found more than once.
finding::v1::Finding RowRepeated(const FormRow& form_row, const Row& first, const Row& second);
// The title of the row shares its line with other titles or texts.
finding::v1::Finding RowMixed(const FormRow& form_row, const Row& row);
// The row has more or fewer values than columns.
finding::v1::Finding RowWidth(const FormRow& form_row, const Row& row, size_t values, size_t columns);
// Figures stand in a row that the form does not have.
finding::v1::Finding RowUnknown(const Row& row);
// More rows of this kind than are listed.
finding::v1::Finding MoreRowsUnknown(size_t more);

}  // namespace nianbao::document::domain
