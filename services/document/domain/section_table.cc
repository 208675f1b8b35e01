#include "services/document/domain/section_table.h"

#include <algorithm>
#include <utility>

#include "services/document/domain/normalise.h"
#include "services/document/domain/table_findings.h"

namespace nianbao::document::domain {
namespace {

bool IsBlank(const PlacedText& cell) { return Trimmed(cell.text).empty(); }

}  // namespace

SectionTable::SectionTable(int section) : section_(section), form_(section), header_(form_.rows()) {}

void SectionTable::BeginSection() {
  header_.Reset();
  group_ = nullptr;
  awaiting_figures_ = false;
}

bool SectionTable::Offer(const Row& row) {
  const bool untitled = form_.rows().front().titles.empty();
  if (untitled ? OfferUntitled(row) : OfferTitled(row)) return true;
  if (!header_.Offer(row)) return false;
  if (first_header_ == nullptr) first_header_ = &row;
  awaiting_figures_ = true;
  return true;
}

bool SectionTable::OfferTitled(const Row& row) {
  std::vector<const FormRow*> titles;
  size_t first_value = 0;
  bool mixed = false;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    if (IsBlank(row.cells[i])) continue;
    const Label label = ParseLabel(row.cells[i].text);
    if (const FormRow* title = form_.Find(label, group_)) {
      titles.push_back(title);
      first_value = i + 1;
    } else if (const TitleKey* group = form_.FindGroup(label)) {
      group_ = group;
    } else if (titles.empty()) {
      mixed = true;
    }
  }
  if (titles.empty()) return false;
  if (!header_.started()) {
    if (first_without_header_ == nullptr) first_without_header_ = &row;
    return false;
  }
  mixed = mixed || titles.size() > 1;
  for (const FormRow* title : titles) {
    occurrences_[title].push_back(mixed ? Occurrence{&row, Problem::kMixed, 0, 0, {}} : Read(*title, row, first_value));
  }
  group_ = GroupOf(*titles.back());
  return true;
}

bool SectionTable::OfferUntitled(const Row& row) {
  const size_t columns = header_.Columns().size();
  if (!awaiting_figures_ || columns == 0) return false;
  const bool blank = std::all_of(row.cells.begin(), row.cells.end(), IsBlank);
  if (blank && row.cells.size() != columns) return true;
  const FormRow& only = form_.rows().front();
  occurrences_[&only].push_back(Read(only, row, 0));
  awaiting_figures_ = false;
  return true;
}

SectionTable::Occurrence SectionTable::Read(const FormRow& form_row, const Row& row, size_t first_value) const {
  const std::vector<ColumnPath> columns = header_.Columns();
  Occurrence occurrence = {&row, Problem::kNone, row.cells.size() - first_value, columns.size(), {}};
  for (const form::Cell* cell : form_row.cells) {
    const auto column = std::find(columns.begin(), columns.end(), PathOf(*cell));
    if (column == columns.end() || columns.size() != form_row.cells.size()) {
      occurrence.problem = Problem::kColumns;
      return occurrence;
    }
    const size_t position = first_value + (column - columns.begin());
    if (position < row.cells.size()) occurrence.cells.emplace_back(cell, &row.cells[position]);
  }
  if (occurrence.values != columns.size()) occurrence.problem = Problem::kWidth;
  return occurrence;
}

void SectionTable::Finish(CellReadings& readings, Findings& findings) const {
  if (occurrences_.empty()) {
    const Row* place = first_header_ != nullptr ? first_header_ : first_without_header_;
    findings.push_back(place == nullptr ? TableMissing(section_) : TableUnclear(section_, *place));
    return;
  }
  const auto columns_unclear = [](const std::vector<Occurrence>& found) {
    return found.size() == 1 && found.front().problem == Problem::kColumns;
  };
  std::vector<std::pair<const FormRow*, const Row*>> unclear;
  for (const FormRow& form_row : form_.rows()) {
    const auto found = occurrences_.find(&form_row);
    if (found == occurrences_.end()) {
      findings.push_back(RowMissing(form_row));
    } else if (columns_unclear(found->second)) {
      unclear.emplace_back(&form_row, found->second.front().row);
    } else if (found->second.size() > 1 || found->second.front().problem != Problem::kNone) {
      findings.push_back(FindingOf(form_row, found->second));
    } else {
      for (const auto& [cell, text] : found->second.front().cells) readings.Put(*cell, *text);
    }
  }
  if (!unclear.empty()) findings.push_back(ColumnsUnclear(section_, unclear));
}

finding::v1::Finding SectionTable::FindingOf(const FormRow& form_row,
                                             const std::vector<Occurrence>& occurrences) const {
  const Occurrence& first = occurrences.front();
  if (occurrences.size() > 1) return RowRepeated(form_row, *first.row, *occurrences[1].row);
  if (first.problem == Problem::kMixed) return RowMixed(form_row, *first.row);
  return RowWidth(form_row, *first.row, first.values, first.columns);
}

}  // namespace nianbao::document::domain
