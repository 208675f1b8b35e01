#include "services/document/domain/section_table.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "services/document/domain/cell_text.h"
#include "services/document/domain/derive_groups.h"
#include "services/document/domain/figure.h"
#include "services/document/domain/mend_rows.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/row_evidence.h"
#include "services/document/domain/table_findings.h"

namespace nianbao::document::domain {
namespace {

constexpr int kSectionOfDifferentWidths = 2;
// Between two figures, in digits.
constexpr double kCloseDigits = 1.5;

// Where a slot of the form was found.
struct Occurrence {
  const FigureRow* row = nullptr;
  RowEvidence evidence;
  ColumnPlan plan;
  RowTexts texts;
};

// True when it does not matter which figure of the row stands in which column.
bool AllAlike(absl::Span<const Reading> row) {
  return std::all_of(row.begin(), row.end(), [&](const Reading& reading) {
    return reading.figure.state == row.front().figure.state && reading.figure.value == row.front().figure.value;
  });
}

bool HasDigit(absl::string_view text) { return std::any_of(text.begin(), text.end(), absl::ascii_isdigit); }

// True when two figures of a page stand so close that they may be one.
bool HasClosePair(const FigureRow& row) {
  if (row.columns != Columns::kLayout) return false;
  const auto close = std::adjacent_find(row.cells.begin(), row.cells.end(), [](const Cell* a, const Cell* b) {
    const double digit = (a->extent.end - a->extent.begin) / static_cast<double>(std::max<size_t>(a->text.size(), 1));
    return b->extent.begin - a->extent.end < kCloseDigits * digit;
  });
  return close != row.cells.end();
}

class TableReader {
 public:
  TableReader(absl::Span<const Item> items, absl::Span<const size_t> rows, const TableTitles& titles)
      : titles_(titles), slots_(SlotsOf(titles.form())), rows_(FindFigureRows(items, rows, titles)) {
    // Every row of tables three and four is as wide as the first; in table two nothing tells which row lacks a figure.
    if (titles.section() != kSectionOfDifferentWidths) MendRows(rows_, slots_.front().members.front()->cells);
    for (const size_t i : rows) {
      if (HasTitle(*items[i].row)) outcome_.recognised.insert(i);
    }
  }

  TableOutcome Read(CellReadings& readings, Findings& findings) {
    Align();
    if (occurrences_.empty() && troubles_.empty()) {
      findings.push_back(NothingFound());
      return std::move(outcome_);
    }
    GroupRows groups;
    for (size_t slot = 0; slot < slots_.size(); ++slot) ReadSlot(slot, readings, groups, findings);
    DeriveGroups(groups, readings, derived_, findings);
    ReadBlankRows(readings);
    ReportMissing(findings);
    ReportColumns(findings);
    ReportInferred(findings);
    return std::move(outcome_);
  }

 private:
  bool HasTitle(const Row& row) const {
    return std::any_of(row.cells.begin(), row.cells.end(), [&](const Cell& cell) {
      return !Trimmed(cell.text).empty() && titles_.Knows(ParseLabel(cell.text));
    });
  }

  // Puts every row of figures to a slot, to a trouble, or to the unknown ones.
  void Align() {
    std::vector<std::vector<RowEvidence>> evidence(rows_.rows.size());
    AlignmentScores scores;
    for (size_t i = 0; i < rows_.rows.size(); ++i) {
      std::vector<double>& match = scores.match.emplace_back();
      evidence[i] = EvidenceFor(rows_, i, slots_, titles_);
      for (const RowEvidence& found : evidence[i]) match.push_back(found.score);
      scores.none.push_back(EvidenceForNone(rows_.rows[i], slots_, titles_));
    }
    const std::vector<Placement> placements = AlignRows(scores, slots_.size(), kEvidenceMargin);
    for (size_t i = 0; i < placements.size(); ++i) Place(i, placements[i], evidence[i]);
    DoubtNeighboursOfScraps();
  }

  // Figures on a page that are left over may be those of the row above or below.
  void DoubtNeighboursOfScraps() {
    for (size_t i = 0; i < rows_.rows.size(); ++i) {
      const FigureRow& scrap = rows_.rows[i];
      if (scrap.columns != Columns::kLayout || left_over_.count(&scrap) == 0) continue;
      for (auto& [slot, occurrence] : occurrences_) {
        const bool above = i > 0 && occurrence.row == &rows_.rows[i - 1];
        const bool below = i + 1 < rows_.rows.size() && occurrence.row == &rows_.rows[i + 1];
        if (!above && !below) continue;
        occurrence.texts.problem = RowTexts::Problem::kWidth;
        occurrence.texts.found = occurrence.row->cells.size() + scrap.cells.size();
      }
    }
  }

  void Place(size_t index, const Placement& placement, const std::vector<RowEvidence>& evidence) {
    const FigureRow& row = rows_.rows[index];
    if (placement.slot == kNoSlot && !placement.ambiguous && row.named == nullptr) {
      outcome_.unknown.push_back(row);
      left_over_.insert(&row);
      return;
    }
    outcome_.recognised.insert(row.item);
    if (row.named != nullptr && IsNamedTwice(*row.named)) {
      troubles_[SlotOf(*row.named)].push_back({&row, kNoSlot});
    } else if (placement.ambiguous || placement.slot == kNoSlot) {
      if (placement.slot != kNoSlot) troubles_[placement.slot].push_back({&row, placement.alternative});
      if (placement.alternative != kNoSlot) troubles_[placement.alternative].push_back({&row, placement.slot});
    } else {
      const Slot& slot = slots_[placement.slot];
      const std::vector<Extent> columns = ColumnsOfCompleteRows(rows_, row.table, slot.members.front()->cells);
      Occurrence found = {&row, evidence[placement.slot], PlanColumns(rows_, index, slot, titles_, columns), {}};
      found.texts = PutTexts(row, slot, found.plan, columns);
      if (row.columns == Columns::kLayout)
        DoubtBlanks(found, found.plan.extents.empty() ? columns : found.plan.extents);
      occurrences_.emplace(placement.slot, std::move(found));
    }
  }

  // On a page a text that is no plain figure may hold those of the rows around it.
  void DoubtBlanks(Occurrence& occurrence, const std::vector<Extent>& columns) const {
    RowTexts& texts = occurrence.texts;
    for (size_t i = 0; i < std::min(columns.size(), texts.texts.size()); ++i) {
      const bool blank = Trimmed(texts.texts[i].text.text).empty();
      if (blank && HasUnclearText(occurrence.row->table, columns[i])) texts.problem = RowTexts::Problem::kWidth;
    }
  }

  bool HasUnclearText(size_t table, const Extent& column) const {
    for (const auto& lines : rows_.between) {
      for (const FragmentLine& line : lines) {
        for (const Fragment& fragment : line) {
          if (Overlap(fragment.cell->extent, column) && HasDigit(fragment.cell->text) && !titles_.Knows(fragment.label))
            return true;
        }
      }
    }
    return std::any_of(rows_.rows.begin(), rows_.rows.end(), [&](const FigureRow& row) {
      return row.table == table && std::any_of(row.cells.begin(), row.cells.end(), [&](const Cell* cell) {
               return Overlap(cell->extent, column) && !IsPlainFigure(cell->text);
             });
    });
  }

  // True when the table has a column that the form has not: most rows have more figures, or those as long as this one
  // have figures in more places. A row as wide as the form then lacks some.
  bool HasOneColumnMore(const FigureRow& row, size_t width) const {
    if (row.columns == Columns::kGrid || width == 1 || titles_.section() == kSectionOfDifferentWidths) return false;
    size_t wider = 0;
    size_t narrower = 0;
    std::set<size_t> places;
    for (const FigureRow& other : rows_.rows) {
      ++(FilledCells(other) > width ? wider : narrower);
      if (other.columns == Columns::kLayout || other.cells.size() != row.cells.size()) continue;
      for (size_t i = 0; i < other.cells.size(); ++i) {
        if (LooksLikeFigure(other.cells[i]->text)) places.insert(i);
      }
    }
    return wider > narrower || (!places.empty() && *places.rbegin() - *places.begin() >= width);
  }

  bool IsNamedTwice(const FormRow& form_row) const {
    return std::count_if(rows_.rows.begin(), rows_.rows.end(),
                         [&](const FigureRow& row) { return row.named == &form_row; }) > 1;
  }

  size_t SlotOf(const FormRow& form_row) const {
    return std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.row == &form_row; }) -
           slots_.begin();
  }

  void ReadSlot(size_t index, CellReadings& readings, GroupRows& groups, Findings& findings) {
    const Slot& slot = slots_[index];
    if (const auto trouble = troubles_.find(index); trouble != troubles_.end()) {
      if (!slot.is_group()) reported_.insert(slot.row);
      findings.push_back(TroubleWith(slot, trouble->second));
      return;
    }
    const auto found = occurrences_.find(index);
    if (found == occurrences_.end()) return;
    const Occurrence& occurrence = found->second;
    if (!slot.is_group()) reported_.insert(slot.row);
    if (occurrence.texts.problem == RowTexts::Problem::kColumns) {
      unclear_columns_.emplace_back(slot.members.front(), occurrence.row->row);
      return;
    }
    if (occurrence.texts.problem == RowTexts::Problem::kWidth) {
      findings.push_back(
          RowWidth(*slot.members.front(), *occurrence.row->row, occurrence.texts.found, occurrence.texts.wanted));
      return;
    }
    const std::vector<Reading> row = ResolveRow(slot.members.front()->cells, occurrence.texts.texts);
    if (occurrence.plan.others && !AllAlike(row) && !SumsConfirmRow(slot.members.front()->cells, row)) {
      unclear_columns_.emplace_back(slot.members.front(), occurrence.row->row);
      return;
    }
    if (HasOneColumnMore(*occurrence.row, slot.width()) && !SumsConfirmRow(slot.members.front()->cells, row)) {
      unclear_columns_.emplace_back(slot.members.front(), occurrence.row->row);
      return;
    }
    if (HasClosePair(*occurrence.row) && !SumsConfirmRow(slot.members.front()->cells, row)) {
      findings.push_back(
          RowWidth(*slot.members.front(), *occurrence.row->row, occurrence.row->cells.size(), slot.width()));
      return;
    }
    if (slot.is_group()) {
      groups.push_back({&slot, row, occurrence.row->row});
      return;
    }
    const bool printed = IsPrinted(occurrence, row, slot);
    for (size_t i = 0; i < row.size(); ++i) {
      readings.Put(*slot.row->cells[i], row[i], printed ? v1::CONFIDENCE_PRINTED : v1::CONFIDENCE_INFERRED);
    }
  }

  // On a page blank cells leave no trace: a row whose title stands there whole, once and without figures is blank.
  void ReadBlankRows(CellReadings& readings) {
    std::map<const FormRow*, std::vector<const Cell*>> titles;
    for (size_t i = 0; i < rows_.between.size(); ++i) {
      for (const FragmentLine& line : rows_.between[i]) {
        for (const Fragment& fragment : line) {
          const FormRow* row = titles_.form().Find(fragment.label, nullptr);
          // What stands after the title may be said in place of figures.
          const bool last = &fragment == &line.back();
          if (row != nullptr) titles[row].push_back(last && IsOnPage(i) ? fragment.cell : nullptr);
        }
      }
    }
    for (const auto& [row, found] : titles) {
      if (reported_.count(row) > 0 || derived_.count(row) > 0 || found.size() != 1 || found.front() == nullptr)
        continue;
      for (const form::Cell* cell : row->cells) {
        readings.Put(*cell, {{"", found.front()->place}, {}, Repair::kNone}, v1::CONFIDENCE_INFERRED);
      }
      blank_.emplace_back(row, found.front());
      reported_.insert(row);
    }
  }

  // True when the lines between two rows of figures are of a page, and no figures near them were left over.
  bool IsOnPage(size_t between) const {
    bool on_page = false;
    for (const size_t i : {between - 1, between}) {
      if (i >= rows_.rows.size()) continue;
      const FigureRow& row = rows_.rows[i];
      if (row.columns != Columns::kLayout || left_over_.count(&row) > 0) return false;
      on_page = true;
    }
    return on_page;
  }

  // True when nothing but titles put the row and its columns where they are; otherwise notes why not.
  bool IsPrinted(const Occurrence& occurrence, const std::vector<Reading>& readings, const Slot& slot) {
    const FormRow& row = *slot.row;
    bool printed = true;
    const auto note = [&](bool holds, Inference why) {
      if (!holds) return;
      inferred_[why].emplace_back(&row, occurrence.row->row);
      printed = false;
    };
    // On a page a wrapped title stands above and below its figures; elsewhere one on another line is less sure, and so
    // is one beside a single figure, which may be a page number.
    const bool apart = occurrence.evidence.title == TitleFound::kAround &&
                       (slot.width() == 1 || occurrence.row->columns != Columns::kLayout);
    note(occurrence.evidence.title == TitleFound::kAlike, Inference::kTitleAlike);
    note(apart, Inference::kTitleApart);
    note(occurrence.evidence.title == TitleFound::kNot, Inference::kNoTitle);
    const bool by_order = occurrence.plan.basis == ColumnPlan::Basis::kOrder || occurrence.texts.by_order;
    note(by_order && !SumsConfirmRow(row.cells, readings), Inference::kColumnsByOrder);
    note(by_order && SumsConfirmRow(row.cells, readings), Inference::kColumnsBySums);
    note(occurrence.texts.spread, Inference::kSpread);
    note(occurrence.texts.joined, Inference::kJoined);
    return printed;
  }

  // A row of figures that may be two rows of the form, or two rows of figures that are the same row of the form.
  struct Trouble {
    const FigureRow* row;
    int other_slot;
  };

  finding::v1::Finding TroubleWith(const Slot& slot, const std::vector<Trouble>& troubles) const {
    const FormRow& form_row = *slot.members.front();
    if (troubles.size() > 1) return RowRepeated(form_row, *troubles[0].row->row, *troubles[1].row->row);
    const int other = troubles.front().other_slot;
    return RowAmbiguous(form_row, other == kNoSlot ? "" : slots_[other].name, *troubles.front().row->row);
  }

  finding::v1::Finding NothingFound() const {
    for (const auto& lines : rows_.between) {
      for (const FragmentLine& line : lines) {
        for (const Fragment& fragment : line) {
          if (titles_.Knows(fragment.label)) return TableUnclear(titles_.section(), *fragment.cell);
        }
      }
    }
    return TableMissing(titles_.section());
  }

  void ReportMissing(Findings& findings) const {
    for (const FormRow& row : titles_.form().rows()) {
      if (reported_.count(&row) == 0 && derived_.count(&row) == 0) findings.push_back(RowMissing(row));
    }
  }

  void ReportColumns(Findings& findings) const {
    if (!unclear_columns_.empty()) findings.push_back(ColumnsUnclear(titles_.section(), unclear_columns_));
  }

  void ReportInferred(Findings& findings) const {
    for (const auto& [why, rows] : inferred_) findings.push_back(RowsInferred(titles_.section(), why, rows));
    if (!blank_.empty()) findings.push_back(RowsBlank(titles_.section(), blank_));
  }

  const TableTitles& titles_;
  const std::vector<Slot> slots_;
  FigureRows rows_;
  TableOutcome outcome_;
  std::map<size_t, Occurrence> occurrences_;
  std::map<size_t, std::vector<Trouble>> troubles_;
  // Rows of the form about which something was said, or that were read.
  std::set<const FormRow*> reported_;
  std::set<const FormRow*> derived_;
  NamedRows unclear_columns_;
  std::map<Inference, NamedRows> inferred_;
  std::vector<std::pair<const FormRow*, const Cell*>> blank_;
  std::set<const FigureRow*> left_over_;
};

}  // namespace

TableOutcome ReadTable(absl::Span<const Item> items, absl::Span<const size_t> rows, const TableTitles& titles,
                       CellReadings& readings, Findings& findings) {
  return TableReader(items, rows, titles).Read(readings, findings);
}

}  // namespace nianbao::document::domain
