// The printed titles of one statutory table, to be found in texts.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/document/domain/form_rows.h"
#include "services/document/domain/label.h"

namespace nianbao::document::domain {

class TableTitles {
 public:
  // The table of section 2, 3 or 4 of an edition.
  TableTitles(int section, const form::Catalogue& catalogue);

  int section() const { return section_; }
  const FormRows& form() const { return form_; }

  // True for a title of a column, outermost groups included.
  bool IsColumn(const Label& label) const;
  // True for a title of a row. One that a column bears too needs its ordinal.
  bool IsRow(const Label& label) const;
  // True for a title of a group of rows.
  bool IsGroup(const Label& label) const;
  // True for what may be left of a title of rows that was broken over several lines.
  bool IsPieceOfTitle(const Label& label) const;
  // True for any title of the table.
  bool Knows(const Label& label) const;
  // True for what the form prints above and beside its titles, such as the provision a block rests on.
  bool IsCaption(const Label& label) const;
  // True for a title that proves the table: no other table of the edition has it.
  bool IsProof(const Label& label) const;

 private:
  int section_;
  const form::Catalogue& catalogue_;
  FormRows form_;
  std::vector<TitleKey> columns_;
  absl::flat_hash_set<std::string> column_bodies_;
  std::vector<TitleKey> captions_;
};

// The tables of sections 2, 3 and 4 of an edition.
const std::vector<const TableTitles*>& TablesOf(const form::Catalogue& catalogue);

}  // namespace nianbao::document::domain
