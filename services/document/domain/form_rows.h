// The rows of one statutory table, as the catalogue describes them, ready to be found by their printed titles.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/label.h"

namespace nianbao::document::domain {

// One row of figures.
struct FormRow {
  // Proto path below the report, such as "requests.received".
  std::string id;
  // As a person would name it; empty for the only row of table four.
  std::string name;
  // From the outermost group to the row itself. Empty for the only row of table four.
  std::vector<TitleKey> titles;
  std::vector<const form::Cell*> cells;
  // A column of the table bears the same words, such as "其他" or "总计".
  bool named_like_a_column = false;
};

class FormRows {
 public:
  // The rows of section 2, 3 or 4 of an edition. In the 2019 edition the rows of table two have three or two cells.
  explicit FormRows(int section, const form::Catalogue& catalogue = form::Catalogue::Get());

  const std::vector<FormRow>& rows() const { return rows_; }

  // The row with this title below the given group, or nullptr. group is the group title read last, or nullptr. It is
  // asked where the title alone is no proof: when a column bears it too.
  const FormRow* Find(const Label& label, const TitleKey* group) const;
  // The group of rows with this title, or nullptr.
  const TitleKey* FindGroup(const Label& label) const;
  // Whether a row or a group bears the words of the label, whatever the ordinals.
  bool Bears(const Label& label) const { return bodies_.contains(label.body); }

 private:
  std::vector<FormRow> rows_;
  absl::flat_hash_set<std::string> bodies_;
};

// The innermost group of a row, or nullptr.
const TitleKey* GroupOf(const FormRow& row);

}  // namespace nianbao::document::domain
